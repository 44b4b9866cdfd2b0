/** What a station tells its hub (docs/exchange.md): the state of one thing, never of a person. */
import { z } from 'zod';
import { amenityCodes } from '../domain/amenity.ts';
import { exceptionSchema } from '../domain/hours/schedule.ts';
import { closureSchema, liveFiguresSchema } from '../domain/listed-station.ts';
import { localDateSchema } from '../domain/local-date.ts';
import { postingContentSchema, postingStates } from '../domain/posting.ts';
import { visitPurposeSchema } from '../domain/visit.ts';

const count = z.int().min(0).max(10_000_000);
const moment = z.int().min(0);

export const postingFactSchema = z.object({
  kind: z.literal('posting'),
  id: z.uuid(),
  state: z.enum(postingStates),
  content: postingContentSchema,
  revision: z.int().min(1),
  fieldRevisions: z.record(z.string().max(40), z.int().min(1)),
  taken: count,
  demo: z.boolean(),
  updatedAtMs: moment,
});

/** What a local day adds up to. 人次 counts visits, 人数 people known by their card: never added to each other. */
export const dayCountsSchema = z.object({
  visits: z.partialRecord(visitPurposeSchema, count),
  visitors: count,
  registrations: count,
  cards: count,
  postings: count,
  wanted: count,
  referrals: count,
  matches: count,
  matched: count,
  stale: count,
  shown: count,
  touched: count,
});
export type DayCounts = z.infer<typeof dayCountsSchema>;

/** What a station says of its own door. */
export const doorSchema = z.object({
  closures: z.array(closureSchema).max(20),
  exceptions: z.array(exceptionSchema).max(40),
  broken: z.array(z.enum(amenityCodes)).max(amenityCodes.length),
});
export type Door = z.infer<typeof doorSchema>;

export const factSchema = z.discriminatedUnion('kind', [
  postingFactSchema,
  /** No longer public, or deleted. */
  z.object({ kind: z.literal('gone'), id: z.uuid() }),
  liveFiguresSchema.omit({ number: true }).extend({ kind: z.literal('live') }),
  doorSchema.extend({ kind: z.literal('door') }),
  z.object({ kind: z.literal('confirmed'), atMs: moment }),
  z.object({
    kind: z.literal('revoked'),
    generation: z.int().min(1).max(99),
    serial: z.int().min(0).max(16_777_215),
    /** Last day on which a list must name it. */
    until: localDateSchema,
  }),
  z.object({ kind: z.literal('day'), day: localDateSchema, counts: dayCountsSchema }),
]);
export type Fact = z.infer<typeof factSchema>;
