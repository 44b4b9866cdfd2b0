/** Stations by whether they can be heard. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import { type StationLife, stationLives } from '../../../shared/domain/city-figures.ts';
import { ask } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { MoreRows } from '../parts/more-rows.tsx';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { momentText } from '../parts/times.ts';
import { useCity } from './city-screen.tsx';
import { type CityAsked, queryOf, searchOf, useAsked } from './range.ts';
import { type CityStation, unconnected } from './shapes.ts';
import { SilentTable, silentOf } from './silent.tsx';
import { lifeWords } from './station-table.tsx';
import { numberText } from './words.ts';

export function LivesScreen() {
  const say = useWords();
  const [, go] = useLocation();
  const asked = useAsked();
  const said = new URLSearchParams(useSearch()).get('life');
  const life = stationLives.find((one) => one === said) ?? 'silent';
  const city = useCity(asked);
  return (
    <Page title={say('city.lives')} back={{ to: `/city?${searchOf(asked)}`, word: say('ways.city') }}>
      {city.error && <Refusal error={city.error} />}
      {city.isPending && <Waiting />}
      {city.data && (
        <>
          <fieldset className="seg">
            <legend className="vh">{say('city.life')}</legend>
            {stationLives.map((one) => (
              <button
                key={one}
                type="button"
                className={one === life ? 'on' : ''}
                aria-pressed={one === life}
                onClick={() => go(`/city/lives?life=${one}&${searchOf(asked)}`, { replace: true })}
              >
                {say(lifeWords[one])} {numberText(city.data.lives[one])}
              </button>
            ))}
          </fieldset>
          <p className="mute">{say(means[life])}</p>
          {life === 'never' ? <NotConnected asked={asked} /> : <Heard life={life} stations={city.data.byStation} nowMs={city.data.nowMs} />}
        </>
      )}
    </Page>
  );
}

const means = { up: 'city.means.up', silent: 'city.means.silent', resting: 'city.means.resting', never: 'city.means.never' } as const;

interface HeardProps {
  readonly life: StationLife;
  readonly stations: readonly CityStation[];
  readonly nowMs: number;
}

function Heard({ life, stations, nowMs }: HeardProps) {
  const say = useWords();
  const found = life === 'silent' ? silentOf(stations) : stations.filter((one) => one.life === life && !one.gone);
  if (found.length === 0) return <p className="nothing">{say('city.noRows')}</p>;
  if (life === 'silent') {
    return (
      <section className="box single">
        <SilentTable stations={found} nowMs={nowMs} />
      </section>
    );
  }
  return (
    <section className="box rows">
      <ul>
        {found.map(({ number, name, district, heardAtMs }) => (
          <li key={number}>
            <Link href={`/stations/${number}`}>
              <span className="no">{number}</span>
              <span className="what">
                <b>{name}</b>
                <span>{district.at(-1)}</span>
              </span>
              <span className="mute">{heardAtMs !== null && momentText(say, heardAtMs, nowMs)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NotConnected({ asked }: { readonly asked: CityAsked }) {
  const say = useWords();
  const query = queryOf(asked).replace(/^from=[^&]*&to=[^&]*&?/, '');
  const pages = useInfiniteQuery({
    queryKey: ['city-unconnected', query],
    queryFn: ({ pageParam, signal }) =>
      ask(unconnected, `GET /api/desk/city/unconnected?${[query, `after=${pageParam}`].filter(Boolean).join('&')}`, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
  });
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  if (pages.error) return <Refusal error={pages.error} />;
  if (pages.isPending) return <Waiting />;
  if (rows.length === 0) return <p className="nothing">{say('city.noRows')}</p>;
  return (
    <>
      <section className="box rows">
        <ul>
          {rows.map(({ number, name, district }) => (
            <li key={number}>
              <Link href={`/stations/${number}`}>
                <span className="no">{number}</span>
                <span className="what">
                  <b>{name}</b>
                  <span>{district.at(-1)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
      <MoreRows of={pages} />
    </>
  );
}
