/** A station as the map lists it: owned by the hub, kept by operators, published as files (docs/map-data.md). */
import { z } from 'zod';
import { pointSchema } from '../geo/point.ts';
import { accessMethods } from './access-method.ts';
import { hoursSchema } from './hours/schedule.ts';
import { cleanText } from './text.ts';

/** At most `longest` characters of clean text: a name with script in it stays text, and is shown as text. */
const line = (longest: number) =>
  z
    .string()
    .max(longest * 4)
    .transform(cleanText)
    .pipe(z.string().max(longest));

/** 1-999 999, the same number as in the station's signing key (docs/card-format.md), on its door sign and in `/s/<number>`. Never reused. */
export const stationNumberSchema = z.int().min(1).max(999_999);

export const coordinateSystems = ['wgs84', 'gcj02', 'bd09'] as const;
export type CoordinateSystem = (typeof coordinateSystems)[number];

/** Amenity bits (amenity.ts), three-valued: in `yes` it is there; in `known` but not in `yes` it is not; else nobody said. */
export const amenityMasksSchema = z
  .object({
    yes: z
      .int()
      .min(0)
      .max(2 ** 24 - 1),
    known: z
      .int()
      .min(0)
      .max(2 ** 24 - 1),
  })
  .refine(({ yes, known }) => (yes & known) === yes);
export type AmenityMasks = z.infer<typeof amenityMasksSchema>;

/** Temporarily shut, both days included; `to` null: until further notice. It stays visible, with reason and end. */
export const closureSchema = z.object({ from: z.iso.date(), to: z.iso.date().nullable(), reason: line(60) });
export type Closure = z.infer<typeof closureSchema>;

export const listedStationSchema = z.object({
  number: stationNumberSchema,
  name: line(40).pipe(z.string().min(1)),
  /** WGS-84: converted once, at import. */
  point: pointSchema,
  /** As the source gave it, untouched. */
  original: z.object({ lat: z.number(), lng: z.number(), system: z.enum(coordinateSystems) }),
  /** Who listed it, and under which id of theirs: together unique. */
  source: z.object({ name: line(40).pipe(z.string().min(1)), id: line(80).pipe(z.string().min(1)) }),
  /** Province, city, district, as far as known: ['河西省', '西河市', '城北区']. Empty words are left out. */
  district: z.array(line(20).pipe(z.string().min(1))).max(3),
  address: line(80),
  phone: line(20).pipe(z.string().regex(/^[0-9 -]*$/)),
  hours: hoursSchema,
  access: z.enum(accessMethods),
  /** Where the door is, what to do when it is shut: 门在公交站后面，绿色招牌下. */
  accessNote: line(80),
  amenities: amenityMasksSchema,
  /** Words on single amenities: { microwave: '2 台' }. */
  amenityNotes: z.record(z.string().regex(/^[a-z_]{2,20}$/), line(20)).default({}),
  closures: z.array(closureSchema).max(20).default([]),
  /** Photos of the door by the hash of their bytes, EXIF stripped, no people; the day it was taken. */
  photos: z
    .array(z.object({ hash: z.string().regex(/^[0-9a-f]{32}$/), takenOn: z.iso.date().nullable() }))
    .max(6)
    .default([]),
});
export type ListedStation = z.infer<typeof listedStationSchema>;

/** What was a station: `/s/<number>` goes on answering with its last name and where to go instead. */
export type GoneStation = { readonly number: number; readonly name: string; readonly mergedInto: number | null };

/** What a station says of itself while it is on line. */
export const liveFiguresSchema = z.object({
  number: stationNumberSchema,
  /** Power banks to borrow, free slots to return to, faulty ones; null where there is no cabinet. */
  banks: z.object({ available: z.int().min(0).max(255), slots: z.int().min(0).max(255), faulty: z.int().min(0).max(255) }).nullable(),
  /** Postings shown now; null if not told. */
  jobs: z.int().min(0).max(65_535).nullable(),
  /** When it was measured, epoch milliseconds. */
  atMs: z.int().min(0),
});
export type LiveFigures = z.infer<typeof liveFiguresSchema>;

/** What passers-by say, without an account. */
export const publicReportKinds = ['open', 'locked', 'moved', 'never-existed', 'broken'] as const;
export type PublicReportKind = (typeof publicReportKinds)[number];

/** What the reports of the public add up to; staff decide, the station's own facts do not change by it. */
export interface ShownTrust {
  /** The last time somebody said it was open, epoch ms; null if never. */
  readonly lastConfirmedMs: number | null;
  readonly confirmedIn7Days: number;
  /** What two independent people said lately and staff have not decided yet. */
  readonly doubt: Exclude<PublicReportKind, 'open'> | null;
  readonly doubtSinceMs: number | null;
}
