/** Employers at the desk: found, rung, noted about, and not worked with for a while. */
import type { EmployerRow, EmployersDesk, EmployerView } from '../../shared/api/desk/employers.ts';
import { AppError } from '../../shared/api/errors.ts';
import { cleanText } from '../../shared/domain/text.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction } from '../db/database.ts';
import { type Employer, employerReader, employerWriter } from '../db/employer-repository.ts';
import { usableKeys } from '../keys/station-keys.ts';
import type { CardDesk } from './card-issuing.ts';
import { maskedPhone } from './match-views.ts';

export function employerOperations({ db, clock, keys: state, audit }: CardDesk): EmployersDesk {
  const reader = employerReader(db);
  const writer = employerWriter(db);

  function getEmployer(id: string): Employer {
    const employer = reader.find(id);
    if (!employer) throw new AppError('employer_not_found', 'no such employer', { id });
    return employer;
  }

  function getUnchanged(id: string, revision: number): Employer {
    const employer = getEmployer(id);
    if (employer.revision !== revision)
      throw new AppError('changed_meanwhile', 'somebody changed it meanwhile', { revision: employer.revision });
    return employer;
  }

  function rowOf({ id, revision, name, phone, sanction, demo }: Employer): EmployerRow {
    return {
      ...{ id, revision, name, demo, phone: maskedPhone(state, phone) },
      sanction: sanction && { ...sanction, active: workDayOf(clock.trustedMs()) <= sanction.until },
      ...{ openPostings: reader.countOpen(name), waiting: reader.countWaiting(name) },
    };
  }

  function viewOf(id: string): EmployerView {
    const employer = getEmployer(id);
    return { ...rowOf(employer), notes: employer.notes, postings: reader.listPostings(employer.name) };
  }

  return {
    async 'employer.list'({ text, offset, limit }) {
      const words = cleanText(text);
      const byTail = /^\d{4}$/.test(words) && state.kind === 'ready' ? reader.listByTail(state.keys.tailHash(words)) : [];
      const known = new Set(byTail.map(({ name }) => name));
      const names = [...known, ...reader.listNames(words).filter((name) => !known.has(name))];
      return { employers: reader.listByNames(names.slice(offset, offset + limit)).map(rowOf), total: names.length };
    },

    async 'employer.get'({ id }) {
      return viewOf(id);
    },

    async 'employer.reveal-phone'({ id }, actor) {
      return inTransaction(db, () => {
        const { phone } = getEmployer(id);
        if (!phone) throw new AppError('phone_missing', 'no phone of this employer is known', { id });
        const number = Buffer.from(usableKeys(state).open(phone.sealed, 'phone')).toString();
        audit({ actor: actor.staffId, action: 'employer.reveal-phone', subject: id });
        return { phone: number };
      });
    },

    async 'employer.edit'({ id, revision, notes, phone }, actor) {
      return inTransaction(db, () => {
        const before = getUnchanged(id, revision);
        const sealed = (number: string) => {
          const keys = usableKeys(state);
          return {
            ...{ sealed: keys.seal(Buffer.from(number), 'phone'), hash: keys.phoneHash(number), tailHash: keys.tailHash(number.slice(-4)) },
          };
        };
        const known = phone === undefined ? before.phone : phone === null ? null : sealed(phone);
        writer.update({ ...before, notes: cleanText(notes), phone: known }, clock.nowMs());
        audit({ actor: actor.staffId, action: 'employer.edit', subject: id, details: { phone: phone !== undefined } });
        return viewOf(id);
      });
    },

    async 'employer.sanction'({ id, revision, sanction }, actor) {
      return inTransaction(db, () => {
        const before = getUnchanged(id, revision);
        if (sanction && sanction.until < workDayOf(clock.trustedMs()))
          throw new AppError('sanction_past', 'that day is over', { until: sanction.until });
        writer.update({ ...before, sanction }, clock.nowMs());
        const details = { reason: sanction?.reason ?? null, until: sanction?.until ?? null };
        audit({ actor: actor.staffId, action: 'employer.sanction', subject: id, details });
        return viewOf(id);
      });
    },
  };
}
