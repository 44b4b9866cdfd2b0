/** 发到各站: postings and notices of the union, what stands and what stood. */
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { ask } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { MoreRows } from '../parts/more-rows.tsx';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Box, Page } from '../parts/page.tsx';
import { type CityItem, cityItem, cityItems } from './shapes.ts';
import { noticeFacts, postingFacts, scopeText } from './told-words.ts';

const againMs = 60_000;

export function TellingScreen() {
  const say = useWords();
  const [, go] = useLocation();
  const [standing, setStanding] = useState(true);
  const pages = useInfiniteQuery({
    queryKey: ['telling', standing],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ standing: standing ? 'yes' : 'no', ...(pageParam !== '' && { before: pageParam }) });
      return ask(cityItems, `GET /api/desk/telling?${query}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: againMs,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const acts = (
    <>
      <Key main onPress={() => go('/telling/postings/new')}>
        <Icon name="plus-circle" />
        {say('telling.newPosting')}
      </Key>
      <Key onPress={() => go('/telling/notices/new')}>
        <Icon name="megaphone" />
        {say('telling.newNotice')}
      </Key>
    </>
  );
  return (
    <Page title={say('ways.telling')} acts={acts}>
      <p className="mute">{say('telling.why')}</p>
      <div className="cols">
        <div className="c1">
          <div className="seg">
            {[true, false].map((one) => (
              <button
                key={String(one)}
                type="button"
                className={one === standing ? 'on' : ''}
                aria-pressed={one === standing}
                onClick={() => setStanding(one)}
              >
                {say(one ? 'telling.standing' : 'telling.gone')}
              </button>
            ))}
          </div>
          {pages.error && <Refusal error={pages.error} />}
          {pages.isPending && <Waiting />}
          {pages.data && (
            <section className="box rows">
              {rows.length === 0 && <p className="nothing">{say(standing ? 'telling.none' : 'telling.noneGone')}</p>}
              <ul>
                {rows.map((item) => (
                  <Told key={item.id} item={item} />
                ))}
              </ul>
            </section>
          )}
          <MoreRows of={pages} />
        </div>
        <div className="c2">
          <OneStation />
        </div>
      </div>
    </Page>
  );
}

function Told({ item }: { readonly item: CityItem }) {
  const say = useWords();
  const [, go] = useLocation();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'close' | 'take-back' | null>(null);
  const { id, kind, state, scope, stations, read, revision } = item;
  const end = useMutation({
    mutationFn: (how: 'close' | 'take-back') => {
      const path = how === 'close' ? `postings/${id}/close` : `${id}/take-back`;
      return ask(cityItem, `POST /api/desk/telling/${path}`, { body: { revision } });
    },
    onSuccess: () => {
      setAsking(null);
      void client.invalidateQueries({ queryKey: ['telling'] });
    },
  });
  const { title } = item.content;
  const now = Date.now();
  const facts = item.kind === 'posting' ? postingFacts(say, item.content, now) : noticeFacts(say, item.content, now);
  return (
    <li className="it told">
      <span className="what">
        <b>{title}</b>
        <span>{facts}</span>
        <span>
          {scopeText(say, scope)}
          {'　'}
          {state === 'standing' ? say('telling.reach', { stations, read }) : say(`toldState.${state}`)}
        </span>
      </span>
      <span className="acts">
        {state === 'standing' ? (
          <>
            <Key small label={say('telling.editOf', { title })} onPress={() => go(`/telling/${id}`)}>
              <Icon name="pencil-simple" />
              {say('telling.edit')}
            </Key>
            {kind === 'posting' && (
              <Key small label={say('telling.closeOf', { title })} onPress={() => setAsking('close')}>
                {say('telling.close')}
              </Key>
            )}
            <Key small grave label={say('telling.takeBackOf', { title })} onPress={() => setAsking('take-back')}>
              {say('telling.takeBack')}
            </Key>
          </>
        ) : (
          <Key small label={say('telling.againOf', { title })} onPress={() => go(`/telling/${kind}s/new?from=${id}`)}>
            <Icon name="copy" />
            {say('telling.again')}
          </Key>
        )}
      </span>
      {asking && (
        <Dialog
          title={say(asking === 'close' ? 'telling.closeOf' : 'telling.takeBackOf', { title })}
          act={say(asking === 'close' ? 'telling.close' : 'telling.takeBack')}
          grave={asking === 'take-back'}
          busy={end.isPending}
          onAct={() => end.mutate(asking)}
          onLeave={() => setAsking(null)}
        >
          {end.error && <Refusal error={end.error} />}
          <p>{say(asking === 'close' ? 'telling.closeMeans' : 'telling.takeBackMeans')}</p>
        </Dialog>
      )}
    </li>
  );
}

/** The way to the postings of one station. */
function OneStation() {
  const say = useWords();
  const [, go] = useLocation();
  const [number, setNumber] = useState('');
  const isNumber = /^[1-9]\d{0,5}$/.test(number.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isNumber) go(`/telling/stations/${number.trim()}`);
  };
  return (
    <Box title={say('telling.oneStation')} icon="map-pin">
      <p className="mute">{say('telling.oneStationWhy')}</p>
      <form className="stack" onSubmit={submit}>
        <Field label={say('telling.stationNumber')} value={number} onChange={setNumber} inputMode="numeric" longest={6} />
        <div className="acts">
          <Key type="submit" disabled={!isNumber}>
            {say('telling.lookAtStation')}
          </Key>
        </div>
      </form>
    </Box>
  );
}
