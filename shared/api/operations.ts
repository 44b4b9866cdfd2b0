/**
 * The runtime table of the contract: a row for each method of KioskApi (a missing one does not compile). The handler
 * dispatches from it and the client is made from it.
 */
import { z } from 'zod';
import { postingOrders } from '../domain/posting.ts';
import { tradeCodeSchema } from '../domain/trade.ts';
import { visitPurposeSchema } from '../domain/visit.ts';
import type { KioskApi } from './kiosk-api.ts';

export interface Operation<Input> {
  /** A query may be asked again at will; a command changes something. */
  readonly kind: 'query' | 'command';
  /** Who may call it. The kiosk's screens are open to whoever stands in front of them. */
  readonly access: 'public';
  readonly input: z.ZodType<Input>;
}

const nothing = z.strictObject({});
const id = z.uuid();
const count = z.int().min(0).max(10_000);

export const operations = {
  'station.get': { kind: 'query', access: 'public', input: nothing },
  'changes.read': { kind: 'query', access: 'public', input: nothing },
  'roll.read': { kind: 'query', access: 'public', input: z.strictObject({ limit: z.int().min(1).max(96).optional() }) },
  'posting.summarise': { kind: 'query', access: 'public', input: nothing },
  'posting.list': {
    kind: 'query',
    access: 'public',
    input: z.strictObject({
      order: z.enum(postingOrders),
      trade: tradeCodeSchema.optional(),
      text: z.string().max(40).optional(),
      offset: z.int().min(0).max(100_000),
      limit: z.int().min(1).max(48),
    }),
  },
  'posting.get': { kind: 'query', access: 'public', input: z.strictObject({ id }) },
  'reach.record': {
    kind: 'command',
    access: 'public',
    input: z.strictObject({ reach: z.array(z.strictObject({ postingId: id, shown: count, touched: count })).max(200) }),
  },
  'visit.log': { kind: 'command', access: 'public', input: z.strictObject({ purpose: visitPurposeSchema, sessionId: id }) },
  'visit.take-back': { kind: 'command', access: 'public', input: z.strictObject({ visitId: id, sessionId: id }) },
} as const satisfies { [Name in keyof KioskApi]: Operation<Parameters<KioskApi[Name]>[0]> };

export type OperationName = keyof KioskApi;
export const operationNames = Object.keys(operations) as OperationName[];

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
