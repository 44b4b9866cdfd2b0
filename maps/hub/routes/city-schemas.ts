/** The city's figures as they travel. */
import { z } from '@hono/zod-openapi';
import { type CityFigure, cityFigures, peopleFigures, stationLives } from '../../../shared/domain/city-figures.ts';
import { localDateSchema } from '../../../shared/domain/local-date.ts';
import { cityTables } from '../city/city-csv.ts';

const count = z.int().min(0);

const figuresSchema = z
  .object(Object.fromEntries(cityFigures.map((figure) => [figure, count])) as Record<CityFigure, typeof count>)
  .openapi('CityFigures', {
    description: `Sums of what stations counted on each local day. ${peopleFigures.join(', ')}: one person at two stations or on two days counts twice; never added to visits or matches.`,
  });

const standing = {
  standing: count.openapi({ description: 'Postings shown now.' }),
  stale: count.openapi({ description: 'Of them, not verified lately.' }),
};
const livesSchema = z
  .object({ up: count, silent: count, resting: count, never: count })
  .openapi('StationLives', { description: 'silent: no sign of life for five minutes although its hours say open.' });
const daySchema = z.object({ day: z.iso.date(), figures: figuresSchema }).openapi('CityDay');
const district = z.array(z.string());
const moment = z.int().min(0).nullable();

export const cityViewSchema = z
  .object({
    ...{ from: z.iso.date(), to: z.iso.date(), nowMs: z.int(), demo: z.boolean() },
    ...{ total: figuresSchema, lives: livesSchema, ...standing },
    byDay: z.array(daySchema),
    before: z.array(daySchema).openapi({ description: 'The days before the range: two weeks together with it.' }),
    byStation: z.array(
      z
        .object({
          ...{ number: z.int(), name: z.string(), district, gone: z.boolean(), phone: z.string() },
          ...{ point: z.object({ lat: z.number(), lng: z.number() }), life: z.enum(stationLives), heardAtMs: moment },
          ...{ figures: figuresSchema, days: count, ...standing },
        })
        .openapi('CityStation'),
    ),
    byDistrict: z.array(z.object({ district, lives: livesSchema, figures: figuresSchema, ...standing }).openapi('CityDistrict')),
  })
  .openapi('CityView');

export const dayRowsSchema = z
  .object({
    sum: count,
    count,
    rows: z.array(z.object({ number: z.int(), name: z.string(), day: z.iso.date(), count })),
    next: z.string().nullable(),
  })
  .openapi('CityRows');

export const stalePostingsSchema = z
  .object({
    count,
    rows: z.array(
      z.object({
        ...{ number: z.int(), name: z.string(), id: z.string(), title: z.string(), employer: z.string().nullable() },
        ...{ verifiedAtMs: moment, staleAtMs: z.int() },
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('StalePostings');

export const notConnectedSchema = z
  .object({ count, rows: z.array(z.object({ number: z.int(), name: z.string(), district })), next: z.int().nullable() })
  .openapi('NotConnected');

const word = z.string().max(20).default('');
const place = { province: word, city: word, district: word };
const days = { from: localDateSchema, to: localDateSchema };
const number = z.coerce.number().pipe(z.int().min(1).max(999_999)).optional();

export const cityQuery = z.object({ ...days, ...place });
export const tableQuery = z.object({ ...days, ...place, table: z.enum(cityTables) });
export const rowsQuery = z.object({
  ...{ ...days, ...place, number, figure: z.enum(cityFigures) },
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}:[1-9]\d{0,5}$/)
    .optional(),
});
export const staleQuery = z.object({
  ...{ ...place, number },
  after: z
    .string()
    .regex(/^[1-9]\d{0,5}:[0-9a-f-]{36}$/)
    .optional(),
});
export const notConnectedQuery = z.object({ ...place, after: z.coerce.number().pipe(z.int().min(0).max(999_999)).default(0) });

/** The words up to the first that is missing. */
export function pathOf({ province, city, district }: { readonly province: string; readonly city: string; readonly district: string }) {
  const path = [province, city, district];
  const end = path.indexOf('');
  return end < 0 ? path : path.slice(0, end);
}
