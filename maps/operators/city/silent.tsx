/** Stations that ought to be heard and are not: whom to call first, and where they are. */
import { Link } from 'wouter';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { type CityAsked, searchOf } from './range.ts';
import type { CityStation, CityView } from './shapes.ts';
import { spanText } from './words.ts';

const shownRows = 5;
const dayMs = 86_400_000;

export function silentOf(stations: readonly CityStation[]): readonly CityStation[] {
  return stations.filter(({ life, gone }) => life === 'silent' && !gone).sort((a, b) => (a.heardAtMs ?? 0) - (b.heardAtMs ?? 0));
}

export function Silent({ view, asked }: { readonly view: CityView; readonly asked: CityAsked }) {
  const say = useWords();
  const silent = silentOf(view.byStation);
  return (
    <section className="box">
      <h2>
        {say('city.silent')}
        <span className="legend">{silent.length > 0 ? say('city.callFirst', { count: silent.length }) : ''}</span>
      </h2>
      {silent.length === 0 ? (
        <p className="allwell">
          <Icon name="check-circle" />
          {say(view.lives.up + view.lives.resting > 0 ? 'city.noneSilent' : 'city.noneConnected')}
        </p>
      ) : (
        <SilentTable stations={silent.slice(0, shownRows)} nowMs={view.nowMs} />
      )}
      {silent.length > shownRows && (
        <Link className="more" href={`/city/lives?life=silent&${searchOf(asked)}`}>
          {say('city.allSilent', { count: silent.length })}
        </Link>
      )}
      <MiniMap stations={view.byStation} />
    </section>
  );
}

export function SilentTable({ stations, nowMs }: { readonly stations: readonly CityStation[]; readonly nowMs: number }) {
  const say = useWords();
  return (
    <table className="list tight silents">
      <thead>
        <tr>
          <th scope="col">{say('city.station')}</th>
          <th scope="col">{say('city.howLong')}</th>
          <th scope="col">
            <span className="vh">{say('city.call')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {stations.map(({ number, name, district, phone, heardAtMs }) => {
          const quiet = nowMs - (heardAtMs ?? 0);
          const long = quiet >= dayMs;
          return (
            <tr key={number}>
              <th scope="row">
                <Link href={`/stations/${number}`}>{name}</Link>
                <span className="mute">{district.at(-1)}</span>
              </th>
              <td className={long ? 'quiet long nb' : 'quiet nb'}>
                <Icon name={long ? 'warning-octagon' : 'clock-countdown'} />
                {spanText(say, quiet)}
              </td>
              <td className="r">
                {phone !== '' && (
                  <a className="key tel" href={`tel:${phone.replace(/ /g, '')}`} aria-label={say('city.callOf', { name })}>
                    <Icon name="phone" />
                  </a>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const size = { width: 400, height: 150, edge: 14 };

interface Placed {
  readonly station: CityStation;
  readonly x: number;
  readonly y: number;
}

/** Points on paper, as far apart as they are on the ground, all of them within its edges. */
export function placed(stations: readonly CityStation[]): readonly Placed[] {
  const lats = stations.map(({ point }) => point.lat);
  const lngs = stations.map(({ point }) => point.lng);
  const [south, north, west, east] = [Math.min(...lats), Math.max(...lats), Math.min(...lngs), Math.max(...lngs)];
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const [wide, high] = [Math.max(1e-6, (east - west) * narrow), Math.max(1e-6, north - south)];
  const scale = Math.min((size.width - 2 * size.edge) / wide, (size.height - 2 * size.edge) / high);
  return stations.map((station) => ({
    station,
    x: size.width / 2 + (station.point.lng - (west + east) / 2) * narrow * scale,
    y: size.height / 2 - (station.point.lat - (south + north) / 2) * scale,
  }));
}

function MiniMap({ stations }: { readonly stations: readonly CityStation[] }) {
  const say = useWords();
  const there = stations.filter(({ life, gone }) => life !== 'never' && !gone);
  if (there.length < 2) return null;
  const order = ['resting', 'up', 'silent'];
  const points = [...placed(there)].sort((a, b) => order.indexOf(a.station.life) - order.indexOf(b.station.life));
  const count = (life: string) => there.filter((one) => one.life === life).length;
  const label = say('city.mapLabel', { up: count('up'), silent: count('silent'), resting: count('resting') });
  return (
    <figure className="minimap">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label}>
        {points.map(({ station: { number, life }, x, y }) =>
          life === 'silent' ? (
            <g key={number} className="silent" transform={`translate(${x} ${y})`}>
              <rect x="-8" y="-8" width="16" height="16" rx="3" />
              <path d="M-3.5-3.5l7 7m0-7l-7 7" />
            </g>
          ) : (
            <circle key={number} className={life} cx={x} cy={y} r={there.length > 500 ? 2 : 3.5} />
          ),
        )}
      </svg>
      <figcaption>
        <i className="up" />
        {say('city.up')}
        <i className="silent" />
        {say('city.silentWord')}
        <i className="resting" />
        {say('city.restingWord')}
      </figcaption>
    </figure>
  );
}
