/** All stations, page by page; by part of a name, an address, a number, or by district. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ask } from '../api/ask.ts';
import { type StationRow, stationPage } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Page, useSettled } from '../parts/page.tsx';
import { useMay } from '../session/session.tsx';
import { DistrictChoice } from './district-choice.tsx';
import { StateWords } from './state-words.tsx';

export function StationsScreen() {
  const say = useWords();
  const [, go] = useLocation();
  const mayEdit = useMay('edit');
  const [search, setSearch] = useState('');
  const [path, setPath] = useState<readonly string[]>([]);
  /** Where each page begins: the last is the one that is shown. */
  const [starts, setStarts] = useState<readonly number[]>([0]);
  const settled = useSettled(search);
  const after = starts.at(-1) ?? 0;
  const names = ['province', 'city', 'district'];
  const query = new URLSearchParams([
    ...(settled.trim() === '' ? [] : [['search', settled.trim()]]),
    ...path.map((word, at) => [names[at] ?? '', word]),
    ...(after > 0 ? [['after', String(after)]] : []),
  ]).toString();
  const page = useQuery({
    queryKey: ['stations', query],
    queryFn: ({ signal }) => ask(stationPage, `GET /api/desk/stations?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const acts = (
    <>
      {mayEdit && (
        <Key main onPress={() => go('/stations/new')}>
          <Icon name="plus-circle" />
          {say('stations.add')}
        </Key>
      )}
      <Key onPress={() => go('/stations/gone')}>{say('stations.gone')}</Key>
    </>
  );
  return (
    <Page title={say('ways.stations')} acts={acts}>
      <form className="finder" role="search" onSubmit={(event) => event.preventDefault()}>
        <label className="find">
          <Icon name="magnifying-glass" />
          <span className="vh">{say('stations.find')}</span>
          <input
            type="search"
            value={search}
            maxLength={40}
            placeholder={say('stations.find')}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              setStarts([0]);
            }}
          />
        </label>
        <DistrictChoice
          path={path}
          onChange={(chosen) => {
            setPath(chosen);
            setStarts([0]);
          }}
        />
        <p className="sum" aria-live="polite">
          {page.data && say('stations.count', { count: page.data.count })}
        </p>
      </form>
      {page.error && <Refusal error={page.error} />}
      {page.isPending && <Waiting />}
      {page.data && (
        <section className="box rows" aria-busy={page.isPlaceholderData}>
          {page.data.rows.length === 0 && <p className="nothing">{say(query === '' ? 'stations.none' : 'stations.noneFound')}</p>}
          <ul>
            {page.data.rows.map((row) => (
              <Row key={row.number} row={row} />
            ))}
          </ul>
        </section>
      )}
      {page.data && (starts.length > 1 || page.data.next !== null) && (
        <div className="acts pager">
          <Key disabled={starts.length === 1} onPress={() => setStarts(starts.slice(0, -1))}>
            <Icon name="caret-left" />
            {say('stations.before')}
          </Key>
          <span>{say('stations.page', { page: starts.length })}</span>
          <Key disabled={page.data.next === null} onPress={() => setStarts([...starts, page.data.next ?? 0])}>
            {say('stations.next')}
            <Icon name="caret-right" />
          </Key>
        </div>
      )}
    </Page>
  );
}

function Row({ row }: { readonly row: StationRow }) {
  const say = useWords();
  const { number, name, district, address, state, waiting, doubt } = row;
  return (
    <li>
      <Link href={`/stations/${number}`}>
        <span className="no">{number}</span>
        <span className="what">
          <b>{name}</b>
          <span>{[district.at(-1), address].filter(Boolean).join('　')}</span>
        </span>
        <span className="how">
          {(waiting > 0 || doubt) && (
            <span className="state doubt">{doubt ? say(`doubt.${doubt}`) : say('stations.waiting', { count: waiting })}</span>
          )}
          <StateWords state={state} />
        </span>
        <Icon name="caret-right" />
      </Link>
    </li>
  );
}
