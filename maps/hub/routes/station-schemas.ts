/** Stations as they travel, both ways. */
import { z } from '@hono/zod-openapi';
import {
  closureSchema,
  listedStationSchema,
  liveFiguresSchema,
  publicReportKinds,
  stationNumberSchema,
} from '../../../shared/domain/listed-station.ts';

const { shape } = listedStationSchema;

// Made anew: schemas that were made before this library was loaded know nothing of documents.
export const stationSchema = z.object(shape).openapi('Station');

export const trustSchema = z
  .object({
    lastConfirmedMs: z.int().nullable(),
    confirmedIn7Days: z.int().min(0),
    doubt: z.enum(publicReportKinds).exclude(['open']).nullable(),
    doubtSinceMs: z.int().nullable(),
  })
  .openapi('ShownTrust', { description: 'What the reports of the public add up to; staff decide.' });

export const liveSchema = z.object(liveFiguresSchema.shape).openapi('LiveFigures');

export const shownStationSchema = z.object({
  station: stationSchema,
  trust: trustSchema,
  live: liveSchema.nullable(),
  revision: z.int(),
  updatedAtMs: z.int(),
});

export const storedStationSchema = z.object({
  station: stationSchema,
  revision: z.int(),
  updatedAtMs: z.int(),
  edited: z.array(z.string()).openapi({ description: 'Edited by staff: no import changes these.' }),
});

export const newStationSchema = stationSchema
  .extend({
    number: stationNumberSchema.nullable().default(null),
    point: stationSchema.shape.point.optional().openapi({ description: 'Left out: read from `original`.' }),
  })
  .strict()
  .openapi('NewStation');

/**
 * Only what is to change. The defaults of a whole station are taken off: they would empty what an edit does not speak of.
 * `hoursText` is read into hours by the hub, `original` into a point.
 */
export const stationEditSchema = stationSchema
  .omit({ number: true, source: true })
  .extend({
    amenityNotes: shape.amenityNotes.unwrap(),
    closures: shape.closures.unwrap(),
    photos: shape.photos.unwrap(),
    hoursText: z.string().max(120),
    seenMs: z.int().min(0).openapi({ description: 'Its `updatedAtMs` as the editor saw it: one that was changed since is left alone.' }),
  })
  .partial()
  .strict()
  .refine((edit) => edit.hours === undefined || edit.hoursText === undefined, 'hours or hoursText, not both')
  .refine((edit) => edit.point === undefined || edit.original === undefined, 'point or original, not both')
  .openapi('StationEdit');

export const newClosureSchema = z
  .object(closureSchema.shape)
  .refine(({ from, to }) => to === null || from <= to, { message: '结束的日子在开始之前', path: ['to'] })
  .openapi('Closure');

export const numberParam = z.object({
  number: z.coerce
    .number()
    .pipe(stationNumberSchema)
    .openapi({ param: { name: 'number', in: 'path' }, example: 7345 }),
});
