/** What the operators' page is told beside the stations themselves. */
import { z } from '@hono/zod-openapi';
import type { OpenState } from '../../../shared/domain/hours/open-state.ts';
import { liveSchema, stationSchema, storedStationSchema, trustSchema } from './station-schemas.ts';

const stateSchema = z
  .object({
    state: z.enum(['open', 'closing', 'closed', 'unknown']),
    untilMs: z.int().nullable(),
    opensMs: z.int().nullable(),
    suspended: z.object({ reason: z.string(), until: z.string().nullable() }).nullable(),
  })
  .openapi('OpenState', { description: 'As it is at the time of the answer.' });

export function flatState(state: OpenState): z.infer<typeof stateSchema> {
  switch (state.state) {
    case 'open':
      return { state: 'open', untilMs: state.untilMs, opensMs: null, suspended: null };
    case 'closing':
      return { state: 'closing', untilMs: state.untilMs, opensMs: state.reason === 'break' ? state.opensAgainMs : null, suspended: null };
    case 'closed':
      return { state: 'closed', untilMs: null, opensMs: state.opensMs, suspended: state.suspended ?? null };
    default:
      return { state: 'unknown', untilMs: null, opensMs: null, suspended: null };
  }
}

const { number, name, district, address } = stationSchema.shape;

export const deskRowSchema = z
  .object({ number, name, district, address, state: stateSchema, waiting: z.int(), doubt: trustSchema.shape.doubt })
  .openapi('DeskRow', { description: '`waiting`: cases of reports that are not decided.' });

export const auditLineSchema = z
  .object({
    id: z.string(),
    atMs: z.int(),
    by: z.string(),
    action: z.string(),
    number: z.int().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .openapi('AuditLine');

export const deskStationSchema = storedStationSchema
  .extend({
    state: stateSchema,
    trust: trustSchema,
    live: liveSchema.nullable(),
    waiting: z.int(),
    history: z.array(auditLineSchema),
  })
  .openapi('DeskStation', { description: 'As the operators keep it; the state and the trust as the public sees them.' });

export const goneStationSchema = z.object({ number: z.int(), name: z.string(), mergedInto: z.int().nullable() }).openapi('GoneStation');

export const publishingSchema = z
  .object({
    on: z.boolean(),
    publishedAtMs: z.int().nullable(),
    downloadsAtMs: z.int().nullable(),
    waiting: z.boolean(),
    failedAtMs: z.int().nullable(),
    stations: z.int(),
  })
  .openapi('PublishingState', { description: '`on` false: another program publishes.' });
