/** Who works at the desk, and what each may do. PINs are told to the station and never answered. */
import { z } from 'zod';
import type { Actor } from '../actor.ts';
import { id, nothing, type Operation } from '../operation.ts';
import type { AuditEntry } from './audit-entry.ts';

/** How a session came in: the kiosk's own screen, or a browser on the LAN. A token is good only where it was given. */
export type Way = 'kiosk' | 'lan';

export interface StaffPerson {
  readonly id: string;
  readonly name: string;
  /** Looks after staff, settings, backups and restoring. */
  readonly manager: boolean;
  /** May take phones out of the station. */
  readonly phones: boolean;
  /** Whether they may come in. */
  readonly active: boolean;
  readonly revision: number;
}

export interface StaffDesk {
  /** Whose session it is, and what they may do. */
  'staff.me'(input: Record<string, never>, actor: Actor): Promise<StaffPerson>;

  /** Everybody, also those who may no longer come in, the first one first. */
  'staff.list'(input: Record<string, never>, actor: Actor): Promise<{ people: readonly StaffPerson[] }>;

  /**
   * Another person with a PIN of their own; at most 20 may come in. Managers only.
   * @throws staff_not_allowed, staff_full, staff_name_taken, name_missing, pin_weak, pin_taken
   */
  'staff.add'(input: { name: string; pin: string; manager: boolean; phones: boolean }, actor: Actor): Promise<StaffPerson>;

  /**
   * Renames, and gives or takes permissions. Managers only.
   * @throws staff_not_allowed, staff_not_found, changed_meanwhile (details: revision), staff_name_taken, name_missing,
   *   manager_needed (nobody else manages)
   */
  'staff.change'(
    input: { id: string; revision: number; name: string; manager: boolean; phones: boolean },
    actor: Actor,
  ): Promise<StaffPerson>;

  /**
   * A new PIN: one's own, or as a manager anybody's. Their other sessions end.
   * @throws staff_not_allowed, staff_not_found, pin_weak, pin_taken
   */
  'staff.set-pin'(input: { id: string; pin: string }, actor: Actor): Promise<{ set: true }>;

  /** Shuts somebody out; their sessions end at once. Managers only. @throws staff_not_allowed, staff_not_found, manager_needed */
  'staff.switch-off'(input: { id: string }, actor: Actor): Promise<StaffPerson>;

  /** Lets somebody in again, with a new PIN. Managers only. @throws staff_not_allowed, staff_not_found, staff_full, pin_weak, pin_taken */
  'staff.switch-on'(input: { id: string; pin: string }, actor: Actor): Promise<StaffPerson>;

  /**
   * Another recovery code; the one before is void, and backups from now on open with this one. Answered once. Managers only.
   * @throws staff_not_allowed
   */
  'staff.new-recovery'(input: Record<string, never>, actor: Actor): Promise<{ recoveryCode: string }>;

  /** The audit log, newest first; of one person (`actor`: a staff id, `worker`, `station`, `operator`), of one local day. Names no worker. */
  'audit.list'(
    input: { before?: string | undefined; actor?: string | undefined; day?: string | undefined; limit: number },
    actor: Actor,
  ): Promise<{ entries: readonly AuditEntry[] }>;
}

const pin = z.string().regex(/^\d{6}$/);
const name = z.string().max(20);

export const staffDeskOperations = {
  'staff.me': { kind: 'query', access: 'staff', input: nothing },
  'staff.list': { kind: 'query', access: 'staff', input: nothing },
  'staff.add': { kind: 'command', access: 'staff', input: z.strictObject({ name, pin, manager: z.boolean(), phones: z.boolean() }) },
  'staff.change': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ id, revision: z.int().min(1), name, manager: z.boolean(), phones: z.boolean() }),
  },
  'staff.set-pin': { kind: 'command', access: 'staff', input: z.strictObject({ id, pin }) },
  'staff.switch-off': { kind: 'command', access: 'staff', input: z.strictObject({ id }) },
  'staff.switch-on': { kind: 'command', access: 'staff', input: z.strictObject({ id, pin }) },
  'staff.new-recovery': { kind: 'command', access: 'staff', input: nothing },
  'audit.list': {
    kind: 'query',
    access: 'staff',
    input: z.strictObject({
      before: id.optional(),
      actor: z.string().max(40).optional(),
      day: z.iso.date().optional(),
      limit: z.int().min(1).max(100),
    }),
  },
} as const satisfies { [Name in keyof StaffDesk]: Operation<Parameters<StaffDesk[Name]>[0]> };
