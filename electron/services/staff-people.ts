/** The people of the desk: who may come in and what each may do. There is always somebody who manages. */

import type { Actor } from '../../shared/api/actor.ts';
import type { StaffDesk, StaffPerson } from '../../shared/api/desk/staff.ts';
import { AppError } from '../../shared/api/errors.ts';
import { cleanText } from '../../shared/domain/text.ts';
import { inTransaction } from '../db/database.ts';
import { type StaffMember, staffReader, staffWriter } from '../db/staff-repository.ts';
import type { Permits } from './permissions.ts';
import { hashSecret, ownerOf, refuseWeak } from './secret.ts';
import { recoveryFor, type StaffParts } from './staff-service.ts';

/** Each try compares with everybody's PIN: more would make the door slow, and PINs easier to guess. */
const mostPeople = 20;

const view = ({ id, name, manager, phones, revision, disabledAtMs }: StaffMember): StaffPerson => ({
  ...{ id, name, manager, phones, revision },
  active: disabledAtMs === null,
});

export function staffPeople({ db, clock, newId, audit, sessions, keys }: StaffParts, permits: Permits): Omit<StaffDesk, 'audit.list'> {
  const reader = staffReader(db);
  const writer = staffWriter(db);

  function get(id: string): StaffMember {
    const member = reader.find(id);
    if (!member) throw new AppError('staff_not_found', 'no such person', { id });
    return member;
  }

  function cleanName(name: string, id: string | null): string {
    const clean = cleanText(name);
    if (clean === '') throw new AppError('name_missing', 'a name is needed');
    if (reader.list().some((member) => member.name === clean && member.id !== id)) {
      throw new AppError('staff_name_taken', 'somebody else has this name');
    }
    return clean;
  }

  /** @throws pin_weak, pin_taken */
  async function hashNew(pin: string, id: string | null) {
    refuseWeak(pin);
    const others = reader.listActive().filter((member) => member.id !== id);
    if (await ownerOf(others, pin)) throw new AppError('pin_taken', 'somebody else has this PIN');
    return hashSecret(pin);
  }

  function refuseFull(): void {
    if (reader.listActive().length >= mostPeople) throw new AppError('staff_full', `at most ${mostPeople} people`, { most: mostPeople });
  }

  function refuseWithoutManager(id: string): void {
    if (!reader.listActive().some((member) => member.manager && member.id !== id)) {
      throw new AppError('manager_needed', 'nobody else manages');
    }
  }

  /** Two managers giving the same PIN at once: the later one is judged against what stands then. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  const log = (actor: Actor, action: string, subject: string, details: Readonly<Record<string, boolean>> = {}) =>
    audit({ actor: actor.staffId, action, subject, details });

  return {
    async 'staff.me'(_, actor) {
      return view(get(actor.staffId));
    },

    async 'staff.list'() {
      return { people: reader.list().map(view) };
    },

    'staff.add': ({ name, pin, manager, phones }, actor) =>
      inTurn(async () => {
        permits(actor, 'manager');
        const pinHash = await hashNew(pin, null);
        return inTransaction(db, () => {
          refuseFull();
          const id = newId();
          writer.insert({ id, name: cleanName(name, null), pin: pinHash, manager, phones, createdAtMs: clock.nowMs() });
          log(actor, 'staff.add', id, { manager, phones });
          return view(get(id));
        });
      }),

    async 'staff.change'({ id, revision, name, manager, phones }, actor) {
      permits(actor, 'manager');
      return inTransaction(db, () => {
        const before = get(id);
        if (before.revision !== revision) {
          throw new AppError('changed_meanwhile', 'somebody else changed it', { revision: before.revision });
        }
        if (before.manager && !manager && before.disabledAtMs === null) refuseWithoutManager(id);
        writer.update({ id, name: cleanName(name, id), manager, phones, disabledAtMs: before.disabledAtMs });
        log(actor, 'staff.change', id, { manager, phones });
        return view(get(id));
      });
    },

    'staff.set-pin': ({ id, pin }, actor) =>
      inTurn(async () => {
        if (id !== actor.staffId) permits(actor, 'manager');
        get(id);
        const pinHash = await hashNew(pin, id);
        inTransaction(db, () => {
          writer.setPin(id, pinHash);
          log(actor, 'staff.set-pin', id);
        });
        if (id !== actor.staffId) sessions.end(id);
        return { set: true } as const;
      }),

    async 'staff.switch-off'({ id }, actor) {
      permits(actor, 'manager');
      const after = inTransaction(db, () => {
        const before = get(id);
        if (before.manager) refuseWithoutManager(id);
        if (before.disabledAtMs === null) {
          writer.update({ ...before, disabledAtMs: clock.nowMs() });
          log(actor, 'staff.switch-off', id);
        }
        return view(get(id));
      });
      sessions.end(id);
      return after;
    },

    'staff.switch-on': ({ id, pin }, actor) =>
      inTurn(async () => {
        permits(actor, 'manager');
        get(id);
        const pinHash = await hashNew(pin, id);
        return inTransaction(db, () => {
          const before = get(id);
          if (before.disabledAtMs !== null) {
            refuseFull();
            writer.update({ ...before, disabledAtMs: null });
          }
          writer.setPin(id, pinHash);
          log(actor, 'staff.switch-on', id);
          return view(get(id));
        });
      }),

    async 'staff.new-recovery'(_, actor) {
      permits(actor, 'manager');
      const { code, hash, wrap } = await recoveryFor(keys);
      inTransaction(db, () => {
        writer.setRecovery(hash, wrap);
        log(actor, 'staff.new-recovery', actor.staffId, { keys: wrap !== null });
      });
      return { recoveryCode: code };
    },
  };
}
