/** Employers. Their rows come into being by triggers, as postings and matches name them; here they are found and edited. */
import type { EmployerView, SanctionReason } from '../../shared/api/desk/employers.ts';
import type { PostingState } from '../../shared/domain/posting.ts';
import { searchKey } from '../../shared/domain/text.ts';
import type { PayUnit } from '../../shared/domain/wage.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import type { SealedPhone } from './worker-repository.ts';

export interface Employer {
  readonly id: string;
  readonly name: string;
  readonly phone: SealedPhone | null;
  readonly notes: string;
  readonly sanction: { readonly reason: SanctionReason; readonly until: LocalDate } | null;
  readonly revision: number;
  readonly demo: boolean;
}

interface EmployerRow {
  id: string;
  name: string;
  phone_sealed: Uint8Array | null;
  phone_hash: Uint8Array | null;
  tail_hash: Uint8Array | null;
  notes: string;
  sanction_reason: SanctionReason | null;
  sanction_until: LocalDate | null;
  revision: number;
  demo: number;
}

interface PostingRow {
  id: string;
  title: string;
  state: PostingState;
  work_date: LocalDate | null;
  pay_min_fen: number | null;
  pay_max_fen: number | null;
  pay_unit: PayUnit | null;
  headcount: number | null;
  taken: number;
}

function toEmployer(row: EmployerRow): Employer {
  const { phone_sealed: sealed, phone_hash: hash, tail_hash: tailHash, sanction_reason: reason, sanction_until: until } = row;
  return {
    ...{ id: row.id, name: row.name, notes: row.notes, revision: row.revision, demo: row.demo === 1 },
    phone: sealed && hash && tailHash && { sealed, hash, tailHash },
    sanction: reason && until ? { reason, until } : null,
  };
}

export const employerSql = {
  get: 'SELECT * FROM employer WHERE id = ?',
  names: 'SELECT name FROM employer ORDER BY created_at_ms DESC, name',
  byName: 'SELECT * FROM employer WHERE name = ?',
  byTail: 'SELECT * FROM employer WHERE tail_hash = ? ORDER BY created_at_ms DESC, name',
  sanction: 'SELECT sanction_until FROM employer WHERE name = ?',
  open: "SELECT count(*) FROM posting WHERE employer = ? AND state = 'published'",
  waiting: "SELECT count(*) FROM work_match WHERE employer = ? AND shelf = 'waiting'",
  postings: `SELECT id, title, state, work_date, pay_min_fen, pay_max_fen, pay_unit, headcount, taken FROM posting
    WHERE employer = ? ORDER BY state = 'published' DESC, created_at_ms DESC LIMIT 20`,
} as const;

export function employerReader(db: ReadableDb) {
  const get = db.prepare<[string], EmployerRow>(employerSql.get);
  const names = db.prepare<[], string>(employerSql.names).pluck();
  const byName = db.prepare<[string], EmployerRow>(employerSql.byName);
  const byTail = db.prepare<[Uint8Array], EmployerRow>(employerSql.byTail);
  const sanction = db.prepare<[string], LocalDate | null>(employerSql.sanction).pluck();
  const open = db.prepare<[string], number>(employerSql.open).pluck();
  const waiting = db.prepare<[string], number>(employerSql.waiting).pluck();
  const postings = db.prepare<[string], PostingRow>(employerSql.postings);
  return {
    find: (id: string): Employer | undefined => {
      const row = get.get(id);
      return row && toEmployer(row);
    },
    /** The newest first; an employer is found by what people type of its name. */
    listNames: (text: string): string[] => {
      const key = searchKey(text);
      return key === '' ? names.all() : names.all().filter((name) => searchKey(name).includes(key));
    },
    listByNames: (some: readonly string[]): Employer[] =>
      some.flatMap((name) => {
        const row = byName.get(name);
        return row ? [toEmployer(row)] : [];
      }),
    listByTail: (hash: Uint8Array): Employer[] => byTail.all(hash).map(toEmployer),
    /** The last day of a sanction, also of one that is over. */
    sanctionUntil: (name: string): LocalDate | null => sanction.get(name) ?? null,
    countOpen: (name: string): number => Number(open.get(name)),
    countWaiting: (name: string): number => Number(waiting.get(name)),
    /** Those on the screen first, then the newest; at most 20. */
    listPostings: (name: string): EmployerView['postings'] =>
      postings.all(name).map((row) => ({
        ...{ id: row.id, title: row.title, state: row.state, workDate: row.work_date, headcount: row.headcount, taken: row.taken },
        wage:
          row.pay_min_fen === null || row.pay_max_fen === null || row.pay_unit === null
            ? null
            : { minFen: row.pay_min_fen, maxFen: row.pay_max_fen, unit: row.pay_unit },
      })),
  };
}

export function employerWriter(db: WritableDb) {
  const update = db.prepare<[Record<string, unknown>]>(
    `UPDATE employer SET notes = @notes, phone_sealed = @sealed, phone_hash = @hash, tail_hash = @tailHash, sanction_reason = @reason,
      sanction_until = @until, revision = revision + 1, updated_at_ms = @atMs WHERE id = @id`,
  );
  const deleteDemo = db.prepare(
    `DELETE FROM employer WHERE demo = 1 AND NOT EXISTS (SELECT 1 FROM posting WHERE posting.employer = employer.name)
      AND NOT EXISTS (SELECT 1 FROM work_match WHERE work_match.employer = employer.name)`,
  );
  return {
    /** Notes, phone and sanction; the name is what postings write. */
    update: ({ id, notes, phone, sanction }: Employer, atMs: number): void =>
      void update.run({
        ...{ id, notes, atMs, sealed: phone?.sealed ?? null, hash: phone?.hash ?? null, tailHash: phone?.tailHash ?? null },
        ...{ reason: sanction?.reason ?? null, until: sanction?.until ?? null },
      }),
    /** Those that only the demo named. */
    deleteDemo: (): void => void deleteDemo.run(),
  };
}
