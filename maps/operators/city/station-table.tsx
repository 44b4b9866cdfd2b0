/** Every station that is connected or told anything; sorted by any column, and found by a part of its name. */
import { useState } from 'react';
import { Link } from 'wouter';
import type { StationLife } from '../../../shared/domain/city-figures.ts';
import { type MessageKey, useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key, LinkKey } from '../parts/key.tsx';
import { staleLimit } from './districts.tsx';
import { type CityAsked, queryOf, searchOf } from './range.ts';
import type { CityStation, CityView } from './shapes.ts';
import { SortHead, sorted, useOrder } from './sorting.tsx';
import { numberText, shareText, useFigureWords } from './words.ts';

const pageSize = 25;
const figures = ['visits', 'visitors', 'registrations', 'cards', 'postings', 'wanted', 'referrals', 'matches', 'matched'] as const;
type Column = 'number' | 'name' | 'life' | 'stale' | (typeof figures)[number];

export const lifeWords: Readonly<Record<StationLife, MessageKey>> = {
  up: 'city.up',
  silent: 'city.silentWord',
  resting: 'city.restingWord',
  never: 'city.neverWord',
};
const lifeTones: Readonly<Record<StationLife, string>> = { up: 'open', silent: 'doubt', resting: 'shut', never: 'unknown' };
const lifeOrder: readonly StationLife[] = ['up', 'resting', 'never', 'silent'];

export function LifeWord({ station: { life, gone } }: { readonly station: Pick<CityStation, 'life' | 'gone'> }) {
  const say = useWords();
  return gone ? (
    <span className="state paused">{say('gone.withdrawn')}</span>
  ) : (
    <span className={`state ${lifeTones[life]}`}>{say(lifeWords[life])}</span>
  );
}

function orderOf(station: CityStation, column: Column): number | string {
  switch (column) {
    case 'number':
      return station.number;
    case 'name':
      return station.name;
    case 'life':
      return lifeOrder.indexOf(station.life);
    case 'stale':
      return station.standing === 0 ? -1 : station.stale / station.standing;
    default:
      return station.figures[column];
  }
}

export function StationTable({ view, asked }: { readonly view: CityView; readonly asked: CityAsked }) {
  const say = useWords();
  const wordsOf = useFigureWords();
  const { order, press } = useOrder<Column>('visits', true);
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(0);
  const found = view.byStation.filter(({ number, name, district }) => `${number} ${name} ${district.at(-1)}`.includes(search.trim()));
  const rows = sorted(found, (station) => orderOf(station, order.by), order.down);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const at = Math.min(page, pages - 1);
  const head = (column: Column, word: string, right = true) => (
    <SortHead
      key={column}
      column={column}
      order={order}
      right={right}
      onPress={(one) => {
        press(one, one === 'name' || one === 'number');
        setPage(0);
      }}
    >
      {word}
    </SortHead>
  );
  return (
    <section className="box">
      <h2>
        <span id="city-stations">{say('city.stations')}</span>
        <span className="legend">{say('stations.count', { count: numberText(found.length) })}</span>
        <LinkKey small download href={`/api/desk/city/table?table=stations&${queryOf(asked)}`}>
          <Icon name="file-csv" />
          {say('city.csv')}
        </LinkKey>
      </h2>
      <label className="find">
        <Icon name="magnifying-glass" />
        <span className="vh">{say('city.find')}</span>
        <input
          type="search"
          value={search}
          maxLength={40}
          placeholder={say('city.find')}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setPage(0);
          }}
        />
      </label>
      {rows.length === 0 ? (
        <p className="nothing">{say(view.byStation.length === 0 ? 'city.noneConnected' : 'stations.noneFound')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
        <section className="scroll" aria-labelledby="city-stations" tabIndex={0}>
          <table className="list tight stations">
            <thead>
              <tr>
                {head('number', say('city.number'), false)}
                {head('name', say('city.station'), false)}
                {head('life', say('city.life'), false)}
                {figures.map((figure) => head(figure, wordsOf(figure).name))}
                {head('stale', say('city.staleShort'))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(at * pageSize, (at + 1) * pageSize).map((station) => (
                <StationRow key={station.number} station={station} asked={asked} />
              ))}
            </tbody>
            <tfoot>
              <tr>
                <td />
                <th scope="row">{say('city.sum')}</th>
                <td />
                {figures.map((figure) => (
                  <td key={figure} className="r">
                    <b>{numberText(found.reduce((sum, one) => sum + one.figures[figure], 0))}</b>
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          </table>
        </section>
      )}
      <p className="hint">{say('city.peopleMeans')}</p>
      {pages > 1 && (
        <div className="acts pager">
          <Key disabled={at === 0} onPress={() => setPage(at - 1)}>
            <Icon name="caret-left" />
            {say('stations.before')}
          </Key>
          <span>{say('city.pageOf', { page: at + 1, pages })}</span>
          <Key disabled={at === pages - 1} onPress={() => setPage(at + 1)}>
            {say('stations.next')}
            <Icon name="caret-right" />
          </Key>
        </div>
      )}
    </section>
  );
}

function StationRow({ station, asked }: { readonly station: CityStation; readonly asked: CityAsked }) {
  const wordsOf = useFigureWords();
  const { number, name, district, gone, standing, stale } = station;
  const of = searchOf(asked, { number });
  const over = standing > 0 && stale / standing > staleLimit;
  return (
    <tr>
      <td>{number}</td>
      <th scope="row">
        {gone ? name : <Link href={`/stations/${number}`}>{name}</Link>}
        <span className="mute">{district.at(-1)}</span>
      </th>
      <td>
        <LifeWord station={station} />
      </td>
      {figures.map((figure) => (
        <td key={figure} className="r">
          {station.figures[figure] === 0 ? (
            0
          ) : (
            <Link
              href={`/city/rows?figure=${figure}&${of}`}
              aria-label={`${name} ${wordsOf(figure).name} ${numberText(station.figures[figure])}`}
            >
              {numberText(station.figures[figure])}
            </Link>
          )}
        </td>
      ))}
      <td className="r nb">
        {standing === 0 ? (
          '－'
        ) : (
          <Link className={over ? 'over' : ''} href={`/city/stale?${of}`} aria-label={`${name} ${shareText(stale, standing)} %`}>
            {over && '▲ '}
            {shareText(stale, standing)} %
          </Link>
        )}
      </td>
    </tr>
  );
}
