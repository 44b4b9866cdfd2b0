/** The city at a glance (城市总览): what every station counted in a range of days, and which of them can be heard. */
import type { Kysely } from 'kysely';
import { type CityFigures, noFigures, type StationLife } from '../../../shared/domain/city-figures.ts';
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import { addDays, daysBetween, type LocalDate } from '../../../shared/domain/work-day.ts';
import type { Tables } from '../store/tables.ts';
import { type CityRange, daySums, total } from './day-sums.ts';
import { inPlace, isWithin } from './place.ts';
import { type Standing, standingPostings } from './standing-postings.ts';
import { type KnownStation, stationLives } from './station-lives.ts';

export interface CityDay {
  readonly day: LocalDate;
  readonly figures: CityFigures;
}

export interface CityStation extends Standing {
  readonly number: number;
  readonly name: string;
  readonly district: readonly string[];
  /** No longer on the map: what it counted stays counted. */
  readonly gone: boolean;
  readonly phone: string;
  readonly point: { readonly lat: number; readonly lng: number };
  readonly life: StationLife;
  readonly heardAtMs: number | null;
  readonly figures: CityFigures;
  /** On how many days it told anything. */
  readonly days: number;
}

export type LifeCounts = Readonly<Record<StationLife, number>>;

export interface CityDistrict extends Standing {
  readonly district: readonly string[];
  readonly lives: LifeCounts;
  readonly figures: CityFigures;
}

export interface CityView extends CityRange, Standing {
  readonly nowMs: number;
  readonly total: CityFigures;
  readonly lives: LifeCounts;
  /** Every day of the range. */
  readonly byDay: readonly CityDay[];
  /** The days before it, so that a short range can be seen beside them: two weeks in all. */
  readonly before: readonly CityDay[];
  /** Those that are connected, and those that told anything in the range; by number. */
  readonly byStation: readonly CityStation[];
  readonly byDistrict: readonly CityDistrict[];
}

export interface CityParts {
  readonly db: Kysely<Tables>;
  readonly holidays: HolidayTable;
  readonly nowMs: () => number;
}

const leastDays = 14;
const none = { standing: 0, stale: 0 };

export async function cityView({ db, holidays, nowMs }: CityParts, range: CityRange): Promise<CityView> {
  const atMs = nowMs();
  const { from, to, path } = range;
  const lead = Math.max(0, leastDays - daysBetween(from, to) - 1);
  const [sums, earlier] = [
    await daySums(db, range),
    lead === 0 ? null : await daySums(db, { from: addDays(from, -lead), to: addDays(from, -1), path }),
  ];
  const known = await stationLives(db, holidays, atMs);
  const postings = await standingPostings(db, atMs);
  const byStation = await stationsOf(db, range, sums.byStation, known, postings);
  const { listed } = await db
    .selectFrom('station')
    .where('state', '=', 'listed')
    .where(inPlace(path))
    .select(({ fn }) => fn.countAll<number>().as('listed'))
    .executeTakeFirstOrThrow();
  const lives = livesOf(byStation);
  const { up, silent, resting } = lives;
  return {
    ...{ from, to, path, nowMs: atMs, total: total(byStation.map(({ figures }) => figures)), ...standingOf(byStation) },
    lives: { up, silent, resting, never: listed - up - silent - resting },
    byDay: eachDay(from, to, sums.byDay),
    before: earlier === null ? [] : eachDay(addDays(from, -lead), addDays(from, -1), earlier.byDay),
    byStation,
    byDistrict: districtsOf(byStation),
  };
}

async function stationsOf(
  db: Kysely<Tables>,
  { path }: CityRange,
  sums: ReadonlyMap<number, CityFigures & { readonly days: number }>,
  known: ReadonlyMap<number, KnownStation>,
  postings: ReadonlyMap<number, Standing>,
): Promise<CityStation[]> {
  const others = await namesOf(
    db,
    [...sums.keys()].filter((number) => !known.has(number)),
  );
  const all = [
    ...[...known.values()].filter(({ district }) => isWithin(district, path)).map((one) => ({ ...one, gone: false })),
    ...others,
  ];
  return all
    .sort((a, b) => a.number - b.number)
    .map((one) => {
      const { days = 0, ...figures } = sums.get(one.number) ?? (noFigures as CityFigures & { days?: number });
      return { ...one, ...(postings.get(one.number) ?? none), figures, days };
    });
}

const batch = 500;

/** Of those that are not connected any more. */
async function namesOf(db: Kysely<Tables>, numbers: readonly number[]): Promise<(KnownStation & { readonly gone: boolean })[]> {
  const found: (KnownStation & { readonly gone: boolean })[] = [];
  for (let at = 0; at < numbers.length; at += batch) {
    const rows = await db
      .selectFrom('station')
      .where('number', 'in', numbers.slice(at, at + batch))
      .select(['number', 'name', 'province', 'city', 'county', 'lat', 'lng', 'state'])
      .execute();
    for (const { number, name, province, city, county, lat, lng, state } of rows) {
      const district = [province, city, county].filter((word) => word !== '');
      found.push({ number, name, district, phone: '', point: { lat, lng }, life: 'never', heardAtMs: null, gone: state !== 'listed' });
    }
  }
  return found;
}

function livesOf(stations: readonly CityStation[]): LifeCounts {
  const lives = { up: 0, silent: 0, resting: 0, never: 0 };
  for (const { life, gone } of stations) if (!gone) lives[life] += 1;
  return lives;
}

const standingOf = (stations: readonly Standing[]): Standing =>
  stations.reduce((all, one) => ({ standing: all.standing + one.standing, stale: all.stale + one.stale }), none);

function districtsOf(stations: readonly CityStation[]): CityDistrict[] {
  const parts = new Map<string, CityStation[]>();
  for (const station of stations) {
    const key = station.district.join('/');
    parts.set(key, [...(parts.get(key) ?? []), station]);
  }
  return [...parts.values()].map((all) => ({
    ...{ district: all[0]?.district ?? [], lives: livesOf(all), figures: total(all.map(({ figures }) => figures)) },
    ...standingOf(all),
  }));
}

function eachDay(from: LocalDate, to: LocalDate, sums: ReadonlyMap<string, CityFigures>): CityDay[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, at) => {
    const day = addDays(from, at);
    return { day, figures: sums.get(day) ?? noFigures };
  });
}
