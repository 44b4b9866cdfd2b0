/** Stations that may be one and the same, two by two beside each other; merged when somebody says so. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { amenities } from '../../../shared/domain/amenity.ts';
import { ask, Refused } from '../api/ask.ts';
import { deskStation, type ProposedDuplicate, storedStation } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note, Refusal, Waiting } from '../parts/notice.tsx';
import { Box } from '../parts/page.tsx';
import { useMay } from '../session/session.tsx';
import { useAmenityWord } from '../station/amenities-field.tsx';
import { type Pair, pairsOf } from './pair-list.ts';

export function Pairs({ duplicates }: { readonly duplicates: readonly ProposedDuplicate[] }) {
  const say = useWords();
  const pairs = pairsOf(duplicates);
  /** Settled here, by key: merged (into which number), or set aside. */
  const [settled, setSettled] = useState<ReadonlyMap<string, number | null>>(new Map());
  const open = pairs.filter(({ key }) => !settled.has(key));
  const merged = [...settled.values()].filter((into) => into !== null).length;
  const [shown, setShown] = useState(5);
  const settle = (key: string, into: number | null) => setSettled(new Map([...settled, [key, into]]));
  return (
    <Box title={say('pairs.title')} icon="git-merge" count={open.length}>
      <p className="mute">{say('pairs.why')}</p>
      {merged > 0 && <Note kind="good">{say('pairs.merged', { count: merged })}</Note>}
      {open.length === 0 && <p className="nothing">{say('pairs.none')}</p>}
      {open.slice(0, shown).map((pair) => (
        <PairCard key={pair.key} pair={pair} onSettled={(into) => settle(pair.key, into)} />
      ))}
      {open.length > shown && (
        <div className="acts">
          <Key onPress={() => setShown(shown + 10)}>{say('pairs.more', { count: open.length - shown })}</Key>
        </div>
      )}
    </Box>
  );
}

function PairCard({ pair: { a, b, metres }, onSettled }: { readonly pair: Pair; readonly onSettled: (into: number | null) => void }) {
  const say = useWords();
  const client = useQueryClient();
  const mayEdit = useMay('edit');
  const merge = useMutation({
    mutationFn: ({ from, into }: { from: number; into: number }) =>
      ask(storedStation, `POST /api/stations/${from}/merge`, { body: { into } }),
    onSuccess: (_, { into }) => {
      onSettled(into);
      void client.invalidateQueries();
    },
  });
  return (
    <section className="pair" aria-label={say('pairs.of', { a, b })}>
      <p className="apart">{say('pairs.apart', { metres })}</p>
      <div className="sides">
        <Side number={a} />
        <Side number={b} />
      </div>
      {merge.error && <Refusal error={merge.error} />}
      {mayEdit && (
        <div className="acts">
          <Key busy={merge.isPending} onPress={() => merge.mutate({ from: b, into: a })}>
            <Icon name="git-merge" />
            {say('pairs.keep', { number: a, gone: b })}
          </Key>
          <Key busy={merge.isPending} onPress={() => merge.mutate({ from: a, into: b })}>
            {say('pairs.keep', { number: b, gone: a })}
          </Key>
          <Key onPress={() => onSettled(null)}>{say('pairs.different')}</Key>
        </div>
      )}
    </section>
  );
}

function Side({ number }: { readonly number: number }) {
  const say = useWords();
  const wordOf = useAmenityWord();
  const stored = useQuery({
    queryKey: ['station', number],
    queryFn: ({ signal }) => ask(deskStation, `GET /api/desk/stations/${number}`, { signal }),
  });
  if (stored.isPending) return <Waiting />;
  if (stored.error) {
    const isGone = stored.error instanceof Refused && stored.error.code === 'station_gone';
    return isGone ? <p className="mute">{say('pairs.gone', { number })}</p> : <Refusal error={stored.error} />;
  }
  const { name, district, address, hours, phone, source, amenities: masks } = stored.data.station;
  const has = amenities.filter(({ bit }) => (masks.yes >>> bit) & 1).map(({ code }) => wordOf(code));
  const rows = [
    [say('station.address'), [district.join(' '), address].filter(Boolean).join('　')],
    [say('station.hoursTitle'), hours.text],
    [say('station.phone'), phone],
    [say('station.amenities'), has.join(say('comma'))],
    [say('pairs.source'), `${source.name} ${source.id}`],
  ] as const;
  return (
    <div className="side">
      <h3>
        <span className="no">{number}</span>
        <Link href={`/stations/${number}`}>{name}</Link>
      </h3>
      <dl>
        {rows.map(([word, text]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{text || say('pairs.nothing')}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
