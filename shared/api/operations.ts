/**
 * The runtime table of the contract: a row for each method of KioskApi (a missing one does not compile). The handler
 * dispatches from it and the client is made from it.
 */
import { z } from 'zod';
import { postingOrders } from '../domain/posting.ts';
import { tradeCodeSchema } from '../domain/trade.ts';
import { visitPurposeSchema } from '../domain/visit.ts';
import { anyVerification, registrationSchema } from '../domain/worker.ts';
import { careOperations } from './desk/care.ts';
import { doorOperations } from './desk/door.ts';
import { employersOperations } from './desk/employers.ts';
import { linkOperations } from './desk/link.ts';
import { matchesOperations } from './desk/matches.ts';
import { noticesOperations } from './desk/notices.ts';
import { postingsOperations } from './desk/postings.ts';
import { powerBanksOperations } from './desk/power-banks.ts';
import { reportsOperations } from './desk/reports.ts';
import { staffDeskOperations } from './desk/staff.ts';
import { visitsOperations } from './desk/visits.ts';
import type { DeskApi, StaffDoor } from './desk-api.ts';
import type { KioskApi } from './kiosk-api.ts';
import { id, nothing, type Operation } from './operation.ts';

/** Everything a station answers. Services implement this; what a caller sees is `ScreenApi`. */
export type StationApi = KioskApi & StaffDoor & DeskApi;

/** As a screen calls it: the actor of a staff operation is added by dispatch. */
export type ScreenApi = { [Name in keyof StationApi]: (input: Parameters<StationApi[Name]>[0]) => ReturnType<StationApi[Name]> };

const count = z.int().min(0).max(10_000);
const pin = z.string().regex(/^\d{6}$/);
const picture = z.strictObject({
  widthDots: z.int().min(8).max(2500),
  heightDots: z.int().min(8).max(3600),
  bits: z.base64().max(1_500_000),
});
const pictureBody = 1_600_000;

export const operations = {
  'station.get': { kind: 'query', access: 'public', input: nothing },
  'changes.read': { kind: 'query', access: 'public', input: nothing },
  'roll.read': { kind: 'query', access: 'public', input: z.strictObject({ limit: z.int().min(1).max(96).optional() }) },
  'notice.list': { kind: 'query', access: 'public', input: nothing },
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
  'card.issue': {
    kind: 'command',
    access: 'public',
    input: z.strictObject({ sessionId: id, requestId: id, registration: registrationSchema }),
  },
  'card.print': {
    kind: 'command',
    access: 'public',
    largestBody: pictureBody,
    input: z.strictObject({ sessionId: id, cardId: id, jobId: id, picture }),
  },
  'card.reprint': { kind: 'command', access: 'public', input: z.strictObject({ sessionId: id, requestId: id, cardId: id }) },
  'card.discard': { kind: 'command', access: 'public', input: z.strictObject({ sessionId: id, cardId: id }) },
  'card.scan': { kind: 'command', access: 'public', input: z.strictObject({ sessionId: id, text: z.string().max(2000) }) },
  'card.withdraw': {
    kind: 'command',
    access: 'public',
    input: z.strictObject({ sessionId: id, cardId: id, phone: z.string().max(20) }),
  },
  'wall.list': {
    kind: 'query',
    access: 'public',
    input: z.strictObject({ trade: tradeCodeSchema.optional(), offset: z.int().min(0).max(10_000), limit: z.int().min(1).max(48) }),
  },
  'referral.request': { kind: 'command', access: 'public', input: z.strictObject({ sessionId: id, postingId: id }) },
  'printer.status': { kind: 'query', access: 'public', input: nothing },
  'session.end': { kind: 'command', access: 'public', input: z.strictObject({ sessionId: id }) },
  'staff.state': { kind: 'query', access: 'public', input: nothing },
  'staff.set-up': { kind: 'command', access: 'public', input: z.strictObject({ name: z.string().max(20), pin }) },
  'staff.sign-in': { kind: 'command', access: 'public', input: z.strictObject({ pin: z.string().max(20) }) },
  'staff.recover': { kind: 'command', access: 'public', input: z.strictObject({ code: z.string().max(40), pin }) },
  'staff.sign-out': { kind: 'command', access: 'staff', input: nothing },
  'desk.today': { kind: 'query', access: 'staff', input: nothing },
  'worker.search': { kind: 'query', access: 'staff', input: z.strictObject({ text: z.string().max(40) }) },
  'worker.get': { kind: 'query', access: 'staff', input: z.strictObject({ id }) },
  'worker.reveal-phone': { kind: 'command', access: 'staff', input: z.strictObject({ id }) },
  'worker.verify': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ id, verified: z.int().min(0).max(anyVerification) }),
  },
  'worker.reissue': { kind: 'command', access: 'staff', input: z.strictObject({ id, requestId: id }) },
  'worker.card': { kind: 'query', access: 'staff', input: z.strictObject({ id }) },
  'worker.print': {
    kind: 'command',
    access: 'staff',
    largestBody: pictureBody,
    input: z.strictObject({ cardIds: z.array(id).min(1).max(4), jobId: id, picture }),
  },
  'worker.withdraw': { kind: 'command', access: 'staff', input: z.strictObject({ id, reason: z.string().max(60) }) },
  'worker.join': { kind: 'command', access: 'staff', input: z.strictObject({ keepId: id, joinId: id }) },
  'worker.register': { kind: 'command', access: 'staff', input: z.strictObject({ requestId: id, registration: registrationSchema }) },
  ...employersOperations,
  ...matchesOperations,
  ...postingsOperations,
  ...visitsOperations,
  ...powerBanksOperations,
  ...noticesOperations,
  ...reportsOperations,
  ...careOperations,
  ...linkOperations,
  ...doorOperations,
  ...staffDeskOperations,
} as const satisfies { [Name in keyof StationApi]: Operation<Parameters<StationApi[Name]>[0]> };

export type OperationName = keyof StationApi;
export const operationNames = Object.keys(operations) as OperationName[];

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
