/** 充电宝 at the staff desk: the station's own stock, lending and taking back, and the counts of a vendor's cabinet. */
import { z } from 'zod';
import { type BankMark, type BankState, bankLabelSchema, bankMarks, loanHours } from '../../domain/power-bank.ts';
import { phoneSchema } from '../../domain/worker.ts';
import type { Actor } from '../actor.ts';
import { id, nothing, type Operation } from '../operation.ts';

/** Who has a bank, without the phone itself. */
export interface BankLoan {
  readonly id: string;
  /** Last four digits; null while the station's keys cannot be used. */
  readonly phoneTail: string | null;
  /** Whether it was lent against a worker's card. */
  readonly byCard: boolean;
  readonly lentAtMs: number;
  readonly dueAtMs: number;
  readonly overdue: boolean;
}

export interface BankRow {
  readonly id: string;
  readonly code: string;
  /** 7 号 */
  readonly label: number;
  readonly state: BankState;
  readonly revision: number;
  readonly updatedAtMs: number;
  /** While it is out. */
  readonly loan: BankLoan | null;
}

/** A bank that somebody has, for lists of loans. */
export interface BankOut extends BankRow {
  readonly loan: BankLoan;
}

/** A vendor's cabinet, as staff counted it. */
export interface Cabinet {
  readonly id: string;
  readonly vendor: string;
  readonly available: number;
  readonly free: number;
  readonly faulty: number;
  readonly countedAtMs: number;
  readonly revision: number;
}

export interface BankStock {
  /** By label; without those struck off. */
  readonly banks: readonly BankRow[];
  readonly counts: Readonly<Record<Exclude<BankState, 'retired'>, number>> & { readonly overdue: number };
  readonly cabinets: readonly Cabinet[];
  /** What the map may say now: own stock, and cabinets that were counted within the last five minutes. */
  readonly map: BankFigures;
  /** How long one is lent, in hours, unless staff say otherwise. */
  readonly usualHours: number;
  /** The lowest number that no bank carries. */
  readonly nextLabel: number;
}

export interface BankFigures {
  readonly available: number;
  /** Places to return one to. */
  readonly slots: number;
  readonly faulty: number;
}

export interface BankHistoryEntry {
  readonly id: string;
  readonly atMs: number;
  readonly actor: string;
  /** `bank.lend` */
  readonly action: string;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

export interface PowerBanksDesk {
  'bank.list'(input: Record<string, never>, actor: Actor): Promise<BankStock>;

  /** The bank that a scanned or typed code belongs to; null for one that nobody added, or something else. */
  'bank.find'(input: { code: string }, actor: Actor): Promise<{ bank: BankRow | null }>;

  /** Overdue ones, the longest first, at most 50. */
  'bank.todo'(input: Record<string, never>, actor: Actor): Promise<{ count: number; overdue: readonly BankOut[] }>;

  /** What happened to a bank, newest first, at most 50. @throws bank_not_found */
  'bank.history'(input: { id: string }, actor: Actor): Promise<{ entries: readonly BankHistoryEntry[] }>;

  /** @throws bank_code_invalid, bank_code_exists, bank_label_exists */
  'bank.add'(input: { code: string; label: number }, actor: Actor): Promise<BankRow>;

  /**
   * Lends a bank to a phone number or to a worker by their card (scanned, or its number typed). The phone is sealed; it is forgotten 30
   * days after the bank came back. `hours` is how long, else as the settings say.
   * @throws bank_not_found, bank_out, bank_faulty, bank_gone, borrower_missing, borrower_no_phone, key_missing, key_unusable,
   *   key_generation_spent, card_malformed, card_foreign, card_forged, card_revoked, card_expired
   */
  'bank.lend'(
    input: { id: string; phone?: string | undefined; card?: string | undefined; hours?: number | undefined },
    actor: Actor,
  ): Promise<BankOut>;

  /** @throws bank_not_found, bank_not_out */
  'bank.take-back'(input: { id: string }, actor: Actor): Promise<BankRow>;

  /**
   * Faulty, mended or found again (`in`), lost, struck off. One that is out can only be lost: its loan ends with it.
   * @throws bank_not_found, changed_meanwhile (details: revision), bank_state (details: state), bank_label_exists
   */
  'bank.mark'(input: { id: string; revision: number; state: BankMark }, actor: Actor): Promise<BankRow>;

  /** The borrower's whole number, for ringing; every look is logged. @throws loan_not_found, key_missing, key_unusable, key_generation_spent */
  'bank.reveal-phone'(input: { loanId: string }, actor: Actor): Promise<{ phone: string }>;

  /** Enters a vendor's cabinet or counts it anew; the moment is now. @throws cabinet_not_found, changed_meanwhile (details: revision) */
  'cabinet.count'(
    input: {
      cabinet?: { id: string; revision: number } | undefined;
      vendor: string;
      available: number;
      free: number;
      faulty: number;
    },
    actor: Actor,
  ): Promise<Cabinet>;

  /** It stands here no more. @throws cabinet_not_found, changed_meanwhile (details: revision) */
  'cabinet.remove'(input: { id: string; revision: number }, actor: Actor): Promise<{ removed: true }>;
}

const revision = z.int().min(1);
const counted = z.int().min(0).max(200);

export const powerBanksOperations = {
  'bank.list': { kind: 'query', access: 'staff', input: nothing },
  'bank.find': { kind: 'query', access: 'staff', input: z.strictObject({ code: z.string().max(2000) }) },
  'bank.todo': { kind: 'query', access: 'staff', input: nothing },
  'bank.history': { kind: 'query', access: 'staff', input: z.strictObject({ id }) },
  'bank.add': { kind: 'command', access: 'staff', input: z.strictObject({ code: z.string().max(2000), label: bankLabelSchema }) },
  'bank.lend': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({
      id,
      phone: phoneSchema.optional(),
      card: z.string().max(2000).optional(),
      hours: z.int().min(loanHours.min).max(loanHours.max).optional(),
    }),
  },
  'bank.take-back': { kind: 'command', access: 'staff', input: z.strictObject({ id }) },
  'bank.mark': { kind: 'command', access: 'staff', input: z.strictObject({ id, revision, state: z.enum(bankMarks) }) },
  'bank.reveal-phone': { kind: 'command', access: 'staff', input: z.strictObject({ loanId: id }) },
  'cabinet.count': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({
      cabinet: z.strictObject({ id, revision }).optional(),
      vendor: z.string().trim().min(1).max(20),
      available: counted,
      free: counted,
      faulty: counted,
    }),
  },
  'cabinet.remove': { kind: 'command', access: 'staff', input: z.strictObject({ id, revision }) },
} as const satisfies { [Name in keyof PowerBanksDesk]: Operation<Parameters<PowerBanksDesk[Name]>[0]> };
