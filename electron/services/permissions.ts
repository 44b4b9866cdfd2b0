/** Who of the staff may do what, asked at each call: what was taken away is gone at once. */
import type { Actor } from '../../shared/api/actor.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { ReadableDb } from '../db/database.ts';
import { staffReader } from '../db/staff-repository.ts';

/** `manager`: staff, settings, backups, restoring. `phones`: taking phones out of the station. */
export type Permission = 'manager' | 'phones';

/** @throws AppError staff_not_allowed (details: needs) */
export type Permits = (actor: Actor, needs: Permission) => void;

export function permissions(db: ReadableDb): Permits {
  const reader = staffReader(db);
  return (actor, needs) => {
    const member = reader.find(actor.staffId);
    if (!member || member.disabledAtMs !== null || !member[needs]) {
      throw new AppError('staff_not_allowed', `this needs the permission ${needs}`, { needs });
    }
  };
}
