/** 充电宝 at the desk: lending, taking back, the stock and what is wrong with it. A bank's history is its part of the audit log. */
import type { BankLoan, BankOut, BankRow, PowerBanksDesk } from '../../shared/api/desk/power-banks.ts';
import { AppError } from '../../shared/api/errors.ts';
import { bankCode, isBankCode, mayMark } from '../../shared/domain/power-bank.ts';
import { auditReader } from '../db/audit-repository.ts';
import { inTransaction } from '../db/database.ts';
import { type Loan, type PowerBank, powerBankReader, powerBankWriter } from '../db/power-bank-repository.ts';
import { workerReader } from '../db/worker-repository.ts';
import { usableKeys } from '../keys/station-keys.ts';
import { bankFigures } from './bank-figures.ts';
import type { CardDesk } from './card-issuing.ts';

type BankApi = Omit<PowerBanksDesk, 'cabinet.count' | 'cabinet.remove'>;

const hourMs = 3_600_000;
const mostOverdue = 50;
const mostHistory = 50;

/** @param holderOf the worker of a card, scanned or by its number; throws what is wrong with the card */
export function powerBankOperations(desk: CardDesk, holderOf: (card: string) => string): BankApi {
  const { db, clock, newId, keys: state, settings, audit } = desk;
  const reader = powerBankReader(db);
  const writer = powerBankWriter(db);
  const workers = workerReader(db);
  const log = auditReader(db);
  const figures = bankFigures(db);

  function getBank(id: string): PowerBank {
    const bank = reader.find(id);
    if (!bank) throw new AppError('bank_not_found', 'no such power bank', { id });
    return bank;
  }

  const phoneOf = (sealed: Uint8Array): string => Buffer.from(usableKeys(state).open(sealed, 'phone')).toString();

  function loanOf(loan: Loan): BankLoan {
    const { id, phone, workerId, lentAtMs, dueAtMs } = loan;
    // Without its keys the station still shows what is out; only the digits stay sealed.
    const phoneTail = phone && state.kind === 'ready' ? phoneOf(phone).slice(-4) : null;
    return { id, phoneTail, byCard: workerId !== null, lentAtMs, dueAtMs, overdue: clock.trustedMs() > dueAtMs };
  }

  const rowOf = (bank: PowerBank, loan: Loan | undefined): BankRow => ({ ...bank, loan: loan ? loanOf(loan) : null });
  const row = (id: string): BankRow => rowOf(getBank(id), reader.findOpenLoan(id));

  function lendable(bank: PowerBank): void {
    const { id, label } = bank;
    if (bank.state === 'out') throw new AppError('bank_out', 'somebody has it', { id, label });
    if (bank.state === 'faulty') throw new AppError('bank_faulty', 'it is faulty', { id, label });
    if (bank.state !== 'in') throw new AppError('bank_gone', 'it is lost or struck off', { id, label });
  }

  /** The phone to ring and, by their card, who it is. */
  function borrower(phone: string | undefined, card: string | undefined): { readonly phone: Uint8Array; readonly workerId: string | null } {
    if (card !== undefined) {
      const workerId = holderOf(card);
      const own = workers.find(workerId)?.phone;
      if (!own) throw new AppError('borrower_no_phone', 'the registration of this card has no phone', { workerId });
      return { phone: own.sealed, workerId };
    }
    if (phone === undefined) throw new AppError('borrower_missing', 'a phone number or a card is needed');
    return { phone: usableKeys(state).seal(Buffer.from(phone), 'phone'), workerId: null };
  }

  return {
    async 'bank.list'() {
      const loans = new Map(reader.listOpenLoans().map((loan) => [loan.bankId, loan]));
      const banks = reader.list().map((bank) => rowOf(bank, loans.get(bank.id)));
      const count = (of: BankRow['state']) => banks.filter((bank) => bank.state === of).length;
      const labels = new Set(banks.map(({ label }) => label));
      let nextLabel = 1;
      while (labels.has(nextLabel)) nextLabel++;
      return {
        banks,
        counts: {
          ...{ in: count('in'), out: count('out'), faulty: count('faulty'), lost: count('lost') },
          overdue: reader.countOverdue(clock.trustedMs()),
        },
        ...{ cabinets: figures.cabinets(), map: figures.read(clock.trustedMs()), usualHours: settings().bankHours, nextLabel },
      };
    },

    async 'bank.find'({ code }) {
      const bank = reader.findByCode(bankCode(code));
      return { bank: bank ? row(bank.id) : null };
    },

    async 'bank.todo'() {
      const nowMs = clock.trustedMs();
      const overdue = reader.listOverdue(nowMs, mostOverdue).map((loan): BankOut => ({ ...getBank(loan.bankId), loan: loanOf(loan) }));
      return { count: reader.countOverdue(nowMs), overdue };
    },

    async 'bank.history'({ id }) {
      return { entries: log.listOf(getBank(id).id, mostHistory) };
    },

    async 'bank.add'({ code: typed, label }, actor) {
      const code = bankCode(typed);
      if (!isBankCode(code)) throw new AppError('bank_code_invalid', 'not a code of a power bank', { length: code.length });
      return inTransaction(db, () => {
        const same = reader.findByCode(code);
        if (same) throw new AppError('bank_code_exists', 'a power bank with this code is there', { label: same.label, state: same.state });
        if (reader.findByLabel(label)) throw new AppError('bank_label_exists', 'another one carries this number', { label });
        const id = newId();
        writer.insert({ id, code, label, nowMs: clock.nowMs() });
        audit({ actor: actor.staffId, action: 'bank.add', subject: id, details: { label } });
        return row(id);
      });
    },

    async 'bank.lend'({ id, phone, card, hours }, actor) {
      return inTransaction(db, () => {
        const bank = getBank(id);
        lendable(bank);
        const by = borrower(phone, card);
        const nowMs = clock.trustedMs();
        const kept = hours ?? settings().bankHours;
        const loan = { id: newId(), bankId: id, ...by, lentAtMs: nowMs, dueAtMs: nowMs + kept * hourMs };
        writer.lend({ ...loan, by: actor.staffId });
        writer.setState(id, 'out', clock.nowMs());
        audit({
          actor: actor.staffId,
          action: 'bank.lend',
          subject: id,
          details: { label: bank.label, hours: kept, card: by.workerId !== null },
        });
        return { ...getBank(id), loan: loanOf(loan) };
      });
    },

    async 'bank.take-back'({ id }, actor) {
      return inTransaction(db, () => {
        const bank = getBank(id);
        if (bank.state !== 'out') {
          throw new AppError('bank_not_out', 'nobody has it', { id, label: bank.label, state: bank.state });
        }
        writer.endLoan(id, 'returned', clock.trustedMs(), actor.staffId);
        writer.setState(id, 'in', clock.nowMs());
        audit({ actor: actor.staffId, action: 'bank.take-back', subject: id, details: { label: bank.label } });
        return row(id);
      });
    },

    async 'bank.mark'({ id, revision, state: to }, actor) {
      return inTransaction(db, () => {
        const bank = getBank(id);
        if (bank.revision !== revision) {
          throw new AppError('changed_meanwhile', 'somebody changed it meanwhile', { id, revision: bank.revision });
        }
        if (!mayMark(bank.state, to))
          throw new AppError('bank_state', `one that is ${bank.state} cannot become ${to}`, { state: bank.state, to });
        if (bank.state === 'out') writer.endLoan(id, 'lost', clock.trustedMs(), actor.staffId);
        writer.setState(id, to, clock.nowMs());
        audit({ actor: actor.staffId, action: 'bank.mark', subject: id, details: { label: bank.label, before: bank.state, after: to } });
        return row(id);
      });
    },

    async 'bank.reveal-phone'({ loanId }, actor) {
      return inTransaction(db, () => {
        const loan = reader.findLoan(loanId);
        if (!loan?.phone) throw new AppError('loan_not_found', 'no such loan, or its phone was forgotten', { loanId });
        const phone = phoneOf(loan.phone);
        audit({ actor: actor.staffId, action: 'bank.reveal-phone', subject: loan.bankId, details: { loan: loanId } });
        return { phone };
      });
    },
  };
}
