/** A batch of a station's facts and the hub's answer (docs/exchange.md). */
import { z } from 'zod';
import { factSchema } from './fact.ts';

export const batchVersion = 1;
export const mostFacts = 500;
export const mostBatchBytes = 256 * 1024;

export const sequenceSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
export const epochSchema = z.int().min(1).max(1_000_000);

/** The frame of a batch; each fact is judged by itself, so that one that is not valid can be named. */
export const batchSchema = z.strictObject({
  version: z.literal(batchVersion),
  epoch: epochSchema,
  facts: z
    .array(z.strictObject({ sequence: sequenceSchema, fact: z.unknown() }))
    .max(mostFacts)
    .refine((facts) => facts.every(({ sequence }, at) => at === 0 || sequence === (facts[at - 1]?.sequence ?? 0) + 1), 'not in a row'),
});
export type OutboxBatch = z.infer<typeof batchSchema>;

export const sentFactSchema = z.strictObject({ sequence: sequenceSchema, fact: factSchema });
export type SentFact = z.infer<typeof sentFactSchema>;

/** Everything below `next` is kept by the hub. */
export const acknowledgementSchema = z.object({ epoch: epochSchema, next: sequenceSchema, nowMs: z.int().min(0) });
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;
