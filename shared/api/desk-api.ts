/**
 * What the staff desk asks of the station. Every method but those of `StaffDoor` needs a staff session; its actor is handed to
 * the service by dispatch and stands in the audit log.
 */

import type { Registration } from '../domain/worker.ts';
import type { Actor } from './actor.ts';
import type { CareDesk } from './desk/care.ts';
import type { DoorDesk } from './desk/door.ts';
import type { EmployersDesk } from './desk/employers.ts';
import type { LinkDesk } from './desk/link.ts';
import type { MatchesDesk } from './desk/matches.ts';
import type { NoticesDesk } from './desk/notices.ts';
import type { PostingsDesk } from './desk/postings.ts';
import type { PowerBanksDesk } from './desk/power-banks.ts';
import type { ReportsDesk } from './desk/reports.ts';
import type { StaffDesk } from './desk/staff.ts';
import type { VisitsDesk } from './desk/visits.ts';
import type { WorkerRow } from './desk/worker-row.ts';
import type { CardView, IssuedCard, PrintInput, PrintOutcome } from './kiosk-api.ts';

/** The way in: open to whoever stands at the screen. */
export interface StaffDoor {
  /** Whether a PIN is set, and until when the door is locked (epoch ms, null = open). */
  'staff.state'(input: Record<string, never>): Promise<{ set: boolean; lockedUntilMs: number | null }>;

  /** First use: sets the first person's PIN. The recovery code is answered once and never again. @throws staff_already_set, pin_weak */
  'staff.set-up'(input: { name: string; pin: string }): Promise<{ token: string; name: string; recoveryCode: string }>;

  /** @throws pin_wrong (details: left), staff_locked (details: untilMs): five wrong ones lock for 5 minutes, also over a restart */
  'staff.sign-in'(input: { pin: string }): Promise<{ token: string; name: string }>;

  /** Sets a new PIN with the recovery code, which is spent; a new one is answered. @throws recovery_wrong, staff_locked, pin_weak */
  'staff.recover'(input: { code: string; pin: string }): Promise<{ token: string; name: string; recoveryCode: string }>;
}

export interface DeskApi
  extends EmployersDesk,
    MatchesDesk,
    PostingsDesk,
    ReportsDesk,
    VisitsDesk,
    PowerBanksDesk,
    NoticesDesk,
    StaffDesk,
    CareDesk,
    LinkDesk,
    DoorDesk {
  /** Ends the staff session. */
  'staff.sign-out'(input: Record<string, never>, actor: Actor): Promise<{ signedOut: true }>;

  /** The day's counts, and registrations that look like one person's. */
  'desk.today'(input: Record<string, never>, actor: Actor): Promise<DeskToday>;

  /** By the last four digits of a phone, name, trade word or card number. At most 20; phones are masked. */
  'worker.search'(input: { text: string }, actor: Actor): Promise<{ workers: WorkerRow[] }>;

  /** @throws worker_not_found */
  'worker.get'(input: { id: string }, actor: Actor): Promise<WorkerDetail>;

  /** The whole phone number, for ringing; every look is logged. @throws worker_not_found */
  'worker.reveal-phone'(input: { id: string }, actor: Actor): Promise<{ phone: string }>;

  /** Sets what the station has verified; it stands on the next card. @throws worker_not_found */
  'worker.verify'(input: { id: string; verified: number }, actor: Actor): Promise<WorkerDetail>;

  /** Issues a new card and revokes the live one. @throws as card.issue, worker_not_found */
  'worker.reissue'(input: { id: string; requestId: string }, actor: Actor): Promise<IssuedCard>;

  /** The live card again with its URL, for the wall form. @throws worker_not_found, card_not_found */
  'worker.card'(input: { id: string }, actor: Actor): Promise<IssuedCard>;

  /**
   * Prints live cards from the desk, as `card.print` does one: a picture of one card, or a sheet of two to four that stand in its
   * quarters in reading order. Each is read back in its place before anything is printed.
   */
  'worker.print'(input: { cardIds: readonly string[]; jobId: string; picture: PrintInput['picture'] }, actor: Actor): Promise<PrintOutcome>;

  /** Revokes every card, takes the worker off the wall and forgets phone and name. @throws worker_not_found */
  'worker.withdraw'(input: { id: string; reason: string }, actor: Actor): Promise<{ withdrawn: true }>;

  /**
   * Registers somebody who stands at the desk: what they say and tick is typed by staff, the consent is their own.
   * @throws as card.issue
   */
  'worker.register'(
    input: { requestId: string; registration: Registration },
    actor: Actor,
  ): Promise<{ workerId: string; card: IssuedCard }>;

  /** Makes two registrations one: `keepId` stays, cards of `joinId` are revoked, its history moves. @throws worker_not_found, join_same */
  'worker.join'(input: { keepId: string; joinId: string }, actor: Actor): Promise<WorkerDetail>;
}

export interface DeskToday {
  readonly cardsToday: number;
  readonly registrationsToday: number;
  readonly visitsToday: number;
  /** A live card whose registration shares its phone with another: staff may join them. */
  readonly twins: readonly { readonly a: WorkerRow; readonly b: WorkerRow }[];
}

export interface WorkerDetail extends WorkerRow {
  readonly years: number | null;
  readonly dayWage: readonly [number, number] | null;
  readonly available: CardView['available'];
  readonly phoneOnCard: boolean;
  readonly cards: readonly {
    readonly cardId: string;
    readonly number: string;
    readonly issued: string;
    readonly state: 'live' | 'revoked' | 'expired';
    readonly reason: string | null;
  }[];
  /** Other registrations with the same phone. */
  readonly twins: readonly WorkerRow[];
}
