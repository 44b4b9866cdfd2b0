/** How a station becomes one of the hub's (docs/exchange.md). */
import { z } from 'zod';
import { stationNumberSchema } from '../domain/listed-station.ts';
import { cleanText } from '../domain/text.ts';

/** A public Ed25519 key: 32 bytes, base64url. */
export const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Ten letters and digits that do not look alike on paper; spaces, dashes and small letters are forgiven. */
export const enrolmentCodeSchema = z
  .string()
  .max(40)
  .transform((code) => code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  .pipe(z.string().regex(/^[A-HJ-NP-Z2-9]{10}$/));

export const enrolRequestSchema = z.strictObject({
  code: enrolmentCodeSchema,
  linkKey: publicKeySchema,
  name: z.string().max(80).transform(cleanText).pipe(z.string().min(1).max(40)),
});

export const enrolledSchema = z.object({
  station: stationNumberSchema,
  /** The card-key generation to begin with. */
  generation: z.int().min(1).max(99),
  /** Which hub this is; another one after it was set up anew. */
  ledger: z.uuid(),
  hubKey: publicKeySchema,
  nowMs: z.int().min(0),
});
export type Enrolled = z.infer<typeof enrolledSchema>;

export const cardKeySchema = z.strictObject({
  generation: z.int().min(1).max(99),
  publicKey: publicKeySchema,
  createdAtMs: z.int().min(0),
});
export type CardKeyMessage = z.infer<typeof cardKeySchema>;
