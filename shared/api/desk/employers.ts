/** Employers at the staff desk: whom postings and matches name, how to reach them, whether the station still works with them. */
import { z } from 'zod';
import { localDateSchema } from '../../domain/local-date.ts';
import { type PostingState, phoneSchema } from '../../domain/posting.ts';
import type { Wage } from '../../domain/wage.ts';
import type { LocalDate } from '../../domain/work-day.ts';
import type { Actor } from '../actor.ts';
import { id, type Operation } from '../operation.ts';

/** 欠薪, 收费扣证, 招工信息不实, 不安全, 其他. */
export const sanctionReasons = ['unpaid', 'fees', 'untrue', 'unsafe', 'other'] as const;
export type SanctionReason = (typeof sanctionReasons)[number];

export interface EmployerRow {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  /** `138 **** 8000`; null where none is known. */
  readonly phone: string | null;
  /** Also one that has ended; `active` while its last day is not over. */
  readonly sanction: { readonly reason: SanctionReason; readonly until: LocalDate; readonly active: boolean } | null;
  readonly openPostings: number;
  /** Matches that wait for word. */
  readonly waiting: number;
  readonly demo: boolean;
}

export interface EmployerView extends EmployerRow {
  readonly notes: string;
  /** The newest, at most 20. */
  readonly postings: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: PostingState;
    readonly workDate: LocalDate | null;
    readonly wage: Wage | null;
    readonly headcount: number | null;
    readonly taken: number;
  }[];
}

export interface EmployersDesk {
  /** The newest first; by a part of the name, or the last four digits of the phone. */
  'employer.list'(
    input: { text: string; offset: number; limit: number },
    actor: Actor,
  ): Promise<{ employers: EmployerRow[]; total: number }>;

  /** @throws employer_not_found */
  'employer.get'(input: { id: string }, actor: Actor): Promise<EmployerView>;

  /** The whole number, for ringing; every look is logged. @throws employer_not_found, phone_missing */
  'employer.reveal-phone'(input: { id: string }, actor: Actor): Promise<{ phone: string }>;

  /** Notes, and the phone where it is said: a new one, or null for none. @throws employer_not_found, changed_meanwhile (details: revision) */
  'employer.edit'(
    input: { id: string; revision: number; notes: string; phone?: string | null | undefined },
    actor: Actor,
  ): Promise<EmployerView>;

  /**
   * Until the end of that day none of their postings is published and nobody is referred to them; null lifts it.
   * @throws employer_not_found, changed_meanwhile, sanction_past (the day is over already)
   */
  'employer.sanction'(
    input: { id: string; revision: number; sanction: { reason: SanctionReason; until: LocalDate } | null },
    actor: Actor,
  ): Promise<EmployerView>;
}

const revision = z.int().min(1).max(1_000_000_000);

export const employersOperations = {
  'employer.list': {
    kind: 'query',
    access: 'staff',
    input: z.strictObject({ text: z.string().max(60), offset: z.int().min(0).max(100_000), limit: z.int().min(1).max(50) }),
  },
  'employer.get': { kind: 'query', access: 'staff', input: z.strictObject({ id }) },
  'employer.reveal-phone': { kind: 'command', access: 'staff', input: z.strictObject({ id }) },
  'employer.edit': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({ id, revision, notes: z.string().max(500), phone: phoneSchema.nullable().optional() }),
  },
  'employer.sanction': {
    kind: 'command',
    access: 'staff',
    input: z.strictObject({
      id,
      revision,
      sanction: z.strictObject({ reason: z.enum(sanctionReasons), until: localDateSchema }).nullable(),
    }),
  },
} as const satisfies { [N in keyof EmployersDesk]: Operation<Parameters<EmployersDesk[N]>[0]> };
