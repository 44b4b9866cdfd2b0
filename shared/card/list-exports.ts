/** What lists are signed from (docs/keys.md): public keys of stations and their void serials, as files for the operator's desk. Never a secret. */
import { z } from 'zod';
import { localDateSchema } from '../domain/local-date.ts';

/** How long a station's key signs, in days: a year, and a month in which a forgotten rotation is caught up with. */
export const keyDays = 395;

const key32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const kid = { station: z.int().min(1).max(999_999), generation: z.int().min(1).max(99) };
const serial = z
  .int()
  .min(0)
  .max(2 ** 24 - 1);

export const stationExportSchema = z.strictObject({
  kind: z.literal('yizhan-station-keys'),
  name: z.string().max(40),
  phone: z.string().max(20),
  demo: z.boolean(),
  keys: z
    .array(z.strictObject({ ...kid, publicKey: key32, from: localDateSchema, to: localDateSchema, status: z.enum(['active', 'retired']) }))
    .min(1),
});
export type StationExport = z.infer<typeof stationExportSchema>;

export const revocationExportSchema = z.strictObject({
  kind: z.literal('yizhan-revocations'),
  madeAtMs: z.int(),
  revoked: z.array(z.strictObject({ ...kid, serials: z.array(serial) })),
});
export type RevocationExport = z.infer<typeof revocationExportSchema>;
