import type { BankMark, BankState } from '../../shared/domain/power-bank.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface PowerBank {
  readonly id: string;
  readonly code: string;
  readonly label: number;
  readonly state: BankState;
  readonly revision: number;
  readonly updatedAtMs: number;
}

export interface Loan {
  readonly id: string;
  readonly bankId: string;
  readonly workerId: string | null;
  /** Null once forgotten. */
  readonly phone: Uint8Array | null;
  readonly lentAtMs: number;
  readonly dueAtMs: number;
}

interface BankRow {
  id: string;
  code: string;
  label: number;
  state: BankState;
  revision: number;
  updated_at_ms: number;
}

interface LoanRow {
  id: string;
  bank_id: string;
  worker_id: string | null;
  phone_sealed: Uint8Array | null;
  lent_at_ms: number;
  due_at_ms: number;
}

const toBank = (row: BankRow): PowerBank => ({
  ...{ id: row.id, code: row.code, label: row.label, state: row.state, revision: row.revision, updatedAtMs: row.updated_at_ms },
});

const toLoan = (row: LoanRow): Loan => ({
  ...{ id: row.id, bankId: row.bank_id, workerId: row.worker_id, phone: row.phone_sealed },
  ...{ lentAtMs: row.lent_at_ms, dueAtMs: row.due_at_ms },
});

const bank = 'id, code, label, state, revision, updated_at_ms';
const loan = 'id, bank_id, worker_id, phone_sealed, lent_at_ms, due_at_ms';

export const powerBankSql = {
  get: `SELECT ${bank} FROM power_bank WHERE id = ?`,
  byCode: `SELECT ${bank} FROM power_bank WHERE code = ?`,
  byLabel: `SELECT ${bank} FROM power_bank WHERE label = ? AND state <> 'retired'`,
  list: `SELECT ${bank} FROM power_bank WHERE state <> 'retired' ORDER BY label`,
  getLoan: `SELECT ${loan} FROM bank_loan WHERE id = ?`,
  openLoan: `SELECT ${loan} FROM bank_loan WHERE bank_id = ? AND ended_at_ms IS NULL`,
  openLoans: `SELECT ${loan} FROM bank_loan WHERE ended_at_ms IS NULL ORDER BY due_at_ms`,
  overdue: `SELECT ${loan} FROM bank_loan WHERE ended_at_ms IS NULL AND due_at_ms < ? ORDER BY due_at_ms LIMIT ?`,
  countOverdue: 'SELECT count(*) FROM bank_loan WHERE ended_at_ms IS NULL AND due_at_ms < ?',
  forget: `UPDATE bank_loan SET phone_sealed = NULL, worker_id = NULL, forgotten_at_ms = @nowMs
    WHERE forgotten_at_ms IS NULL AND ended_at_ms < @beforeMs`,
} as const;

export function powerBankReader(db: ReadableDb) {
  const get = db.prepare<[string], BankRow>(powerBankSql.get);
  const byCode = db.prepare<[string], BankRow>(powerBankSql.byCode);
  const byLabel = db.prepare<[number], BankRow>(powerBankSql.byLabel);
  const list = db.prepare<[], BankRow>(powerBankSql.list);
  const getLoan = db.prepare<[string], LoanRow>(powerBankSql.getLoan);
  const openLoan = db.prepare<[string], LoanRow>(powerBankSql.openLoan);
  const openLoans = db.prepare<[], LoanRow>(powerBankSql.openLoans);
  const overdue = db.prepare<[number, number], LoanRow>(powerBankSql.overdue);
  const countOverdue = db.prepare<[number], number>(powerBankSql.countOverdue).pluck();
  const one = (row: BankRow | undefined) => row && toBank(row);
  return {
    find: (id: string): PowerBank | undefined => one(get.get(id)),
    findByCode: (code: string): PowerBank | undefined => one(byCode.get(code)),
    /** Not one that was struck off. */
    findByLabel: (label: number): PowerBank | undefined => one(byLabel.get(label)),
    /** By label, without those struck off. */
    list: (): PowerBank[] => list.all().map(toBank),
    findLoan: (id: string): Loan | undefined => {
      const row = getLoan.get(id);
      return row && toLoan(row);
    },
    /** The loan under which a bank is out. */
    findOpenLoan: (bankId: string): Loan | undefined => {
      const row = openLoan.get(bankId);
      return row && toLoan(row);
    },
    listOpenLoans: (): Loan[] => openLoans.all().map(toLoan),
    /** The longest first. */
    listOverdue: (nowMs: number, limit: number): Loan[] => overdue.all(nowMs, limit).map(toLoan),
    countOverdue: (nowMs: number): number => Number(countOverdue.get(nowMs)),
  };
}

export function powerBankWriter(db: WritableDb) {
  const insert = db.prepare<[Record<string, unknown>]>(
    'INSERT INTO power_bank (id, code, label, created_at_ms, updated_at_ms) VALUES (@id, @code, @label, @nowMs, @nowMs)',
  );
  const setState = db.prepare<[string, number, string]>(
    'UPDATE power_bank SET state = ?, updated_at_ms = ?, revision = revision + 1 WHERE id = ?',
  );
  const lend = db.prepare<[Loan & { readonly by: string }]>(
    `INSERT INTO bank_loan (id, bank_id, worker_id, phone_sealed, lent_at_ms, due_at_ms, lent_by)
     VALUES (@id, @bankId, @workerId, @phone, @lentAtMs, @dueAtMs, @by)`,
  );
  const end = db.prepare<[number, string, string, string]>(
    'UPDATE bank_loan SET ended_at_ms = ?, ended_by = ?, outcome = ? WHERE bank_id = ? AND ended_at_ms IS NULL',
  );
  const forget = db.prepare<[{ nowMs: number; beforeMs: number }]>(powerBankSql.forget);
  return {
    insert: (added: { id: string; code: string; label: number; nowMs: number }): void => void insert.run(added),
    setState: (id: string, state: BankMark | 'out', nowMs: number): void => void setState.run(state, nowMs, id),
    lend: (begun: Loan & { readonly by: string }): void => void lend.run(begun),
    endLoan: (bankId: string, outcome: 'returned' | 'lost', nowMs: number, by: string): void => void end.run(nowMs, by, outcome, bankId),
    /** Phones and borrowers of loans that ended before; answers how many. */
    forgetLoans: (beforeMs: number, nowMs: number): number => forget.run({ beforeMs, nowMs }).changes,
  };
}
