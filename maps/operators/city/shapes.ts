/** What the hub answers of the city. */
import { array, boolean, int, nullable, number, object, enum as oneOf, type output, string } from 'zod/mini';
import { type CityFigure, cityFigures, stationLives } from '../../../shared/domain/city-figures.ts';

const count = int();
const figures = object(Object.fromEntries(cityFigures.map((figure) => [figure, count])) as Record<CityFigure, typeof count>);
const standing = { standing: count, stale: count };
const lives = object({ up: count, silent: count, resting: count, never: count });
const day = object({ day: string(), figures });
const district = array(string());

const station = object({
  ...{ number: int(), name: string(), district, gone: boolean(), phone: string(), days: count, ...standing },
  ...{ point: object({ lat: number(), lng: number() }), life: oneOf(stationLives), heardAtMs: nullable(int()), figures },
});
export type CityStation = output<typeof station>;
const part = object({ district, lives, figures, ...standing });
export type CityDistrict = output<typeof part>;

export const cityView = object({
  ...{ from: string(), to: string(), nowMs: int(), demo: boolean(), total: figures, lives, ...standing },
  ...{ byDay: array(day), before: array(day), byStation: array(station), byDistrict: array(part) },
});
export type CityView = output<typeof cityView>;

export const dayRows = object({
  ...{ sum: count, count, next: nullable(string()) },
  rows: array(object({ number: int(), name: string(), day: string(), count })),
});

const stalePosting = object({
  ...{ number: int(), name: string(), id: string(), title: string(), employer: nullable(string()) },
  ...{ verifiedAtMs: nullable(int()), staleAtMs: int() },
});
export const stalePostings = object({ count, rows: array(stalePosting), next: nullable(string()) });

export const unconnected = object({
  ...{ count, next: nullable(int()) },
  rows: array(object({ number: int(), name: string(), district })),
});
