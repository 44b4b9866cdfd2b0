/**
 * The exchange on a drive, for a station without any network (docs/exchange.md): a file is one compact JWS. A station's is signed by its link
 * key and for one hub; the hub's answer is signed by the hub's key and for one station.
 */
import { z } from 'zod';
import { cardKeySchema } from './enrolment.ts';
import { inboxCursorSchema, inboxPageSchema } from './inbox-item.ts';
import { batchSchema, epochSchema, sequenceSchema } from './outbox-batch.ts';

export const bundleVersion = 1;
/** Of the file: a year alone stays far below. What does not fit goes into the next one. */
export const mostBundleBytes = 50_000_000;
/** On the drive: what a station makes, and the answer for it. */
export const bundleEndings = { station: 'yizhan', hub: 'yizhan-reply' } as const;
export const bundleTypes = { station: 'yizhan-station-bundle', hub: 'yizhan-hub-bundle' } as const;

const frame = {
  version: z.literal(bundleVersion),
  station: z.int().min(1).max(999_999),
  ledger: z.uuid(),
  madeAtMs: z.int().min(0),
};

/** How far the station was when it made its file; the answer names it, and is taken by a station that is still there. */
const standSchema = z.strictObject({ epoch: epochSchema, acknowledged: sequenceSchema, after: inboxCursorSchema });
export type BundleStand = z.infer<typeof standSchema>;

export const stationBundleSchema = z.strictObject({
  ...frame,
  stand: standSchema,
  /** The public half of the key that signs cards, until the hub has it. */
  cardKey: cardKeySchema.nullable(),
  batches: z.array(batchSchema).max(10_000),
});
export type StationBundle = z.infer<typeof stationBundleSchema>;

export const hubBundleSchema = z.strictObject({
  ...frame,
  stand: standSchema,
  /** How far the hub has the outbox; the epoch is 0 before the first batch. */
  kept: z.strictObject({ epoch: epochSchema.or(z.literal(0)), next: sequenceSchema }),
  /** The generation of the card key that came with the file and is kept now. */
  cardKey: cardKeySchema.shape.generation.nullable(),
  /** Why it took no more; null: it took all. */
  refused: z.strictObject({ code: z.string().max(60), details: z.record(z.string(), z.unknown()) }).nullable(),
  /** From `stand.after` on; from the beginning where the hub was restored and never told so much. */
  pages: z.array(z.strictObject({ after: inboxCursorSchema, page: inboxPageSchema })).max(1000),
});
export type HubBundle = z.infer<typeof hubBundleSchema>;

/** What the frame alone says, of whatever version. */
export const bundleFrameSchema = z.object({ version: z.int().min(1), station: z.int(), ledger: z.string() });
