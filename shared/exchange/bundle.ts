/**
 * The exchange on a drive, for a station without any network (docs/exchange.md): a file is one compact JWS. A station's is signed by its link
 * key and for one hub; the hub's answer is signed by the hub's key and for one station.
 */
import { z } from 'zod';
import { inboxPageSchema, revisionSchema } from './inbox-item.ts';
import { batchSchema, epochSchema, sequenceSchema } from './outbox-batch.ts';

export const bundleVersion = 1;
/** Of the file. A station that was alone for a year stays far below. */
export const mostBundleBytes = 50_000_000;
export const bundleTypes = { station: 'yizhan-station-bundle', hub: 'yizhan-hub-bundle' } as const;

const frame = {
  version: z.literal(bundleVersion),
  station: z.int().min(1).max(999_999),
  ledger: z.uuid(),
  madeAtMs: z.int().min(0),
};

export const stationBundleSchema = z.strictObject({
  ...frame,
  /** How far the station has read what it is told. */
  after: revisionSchema,
  batches: z.array(batchSchema).max(10_000),
});
export type StationBundle = z.infer<typeof stationBundleSchema>;

export const hubBundleSchema = z.strictObject({
  ...frame,
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('kept'), epoch: epochSchema.or(z.literal(0)), next: sequenceSchema }),
    z.strictObject({ kind: z.literal('refused'), code: z.string().max(60), details: z.record(z.string(), z.unknown()) }),
  ]),
  /** `after`: the cursor that the page goes on from. */
  pages: z.array(z.strictObject({ after: revisionSchema, page: inboxPageSchema })).max(1000),
});
export type HubBundle = z.infer<typeof hubBundleSchema>;

/** What the frame alone says, of whatever version. */
export const bundleFrameSchema = z.object({ version: z.int().min(1), station: z.int(), ledger: z.string() });
