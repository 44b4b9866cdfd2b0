/** What the token of a request says (docs/exchange.md). Signed and checked with jose on both sides. */
import { z } from 'zod';
import { stationNumberSchema } from '../domain/listed-station.ts';

export const tokenSeconds = 60;

export const tokenClaimsSchema = z.object({
  iss: z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number)
    .pipe(stationNumberSchema),
  aud: z.uuid(),
  iat: z.int().min(0),
  exp: z.int().min(0),
  jti: z.uuid(),
  htm: z.enum(['GET', 'POST']),
  htu: z.string().max(400),
  /** SHA-256 of the body, base64url; of nothing for GET. */
  bh: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type TokenClaims = z.infer<typeof tokenClaimsSchema>;
