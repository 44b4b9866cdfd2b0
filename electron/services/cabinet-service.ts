/** A vendor's cabinet of power banks: the station only counts what is in it. */
import type { Cabinet, PowerBanksDesk } from '../../shared/api/desk/power-banks.ts';
import { AppError } from '../../shared/api/errors.ts';
import { cleanText } from '../../shared/domain/text.ts';
import { cabinetReader, cabinetWriter } from '../db/cabinet-repository.ts';
import { inTransaction } from '../db/database.ts';
import type { CardDesk } from './card-issuing.ts';

export function cabinetOperations({
  db,
  clock,
  newId,
  audit,
}: Pick<CardDesk, 'db' | 'clock' | 'newId' | 'audit'>): Pick<PowerBanksDesk, 'cabinet.count' | 'cabinet.remove'> {
  const reader = cabinetReader(db);
  const writer = cabinetWriter(db);

  function getCabinet({ id, revision }: { readonly id: string; readonly revision: number }): Cabinet {
    const cabinet = reader.find(id);
    if (!cabinet) throw new AppError('cabinet_not_found', 'no such cabinet', { id });
    if (cabinet.revision !== revision) {
      throw new AppError('changed_meanwhile', 'somebody counted it meanwhile', { id, revision: cabinet.revision });
    }
    return cabinet;
  }

  return {
    async 'cabinet.count'({ cabinet, vendor, ...counts }, actor) {
      return inTransaction(db, () => {
        const before = cabinet && getCabinet(cabinet);
        const after: Cabinet = {
          ...{ id: before?.id ?? newId(), vendor: cleanText(vendor), ...counts },
          ...{ countedAtMs: clock.trustedMs(), revision: (before?.revision ?? 0) + 1 },
        };
        writer.save(after);
        audit({ actor: actor.staffId, action: 'cabinet.count', subject: after.id, details: counts });
        return after;
      });
    },

    async 'cabinet.remove'(named, actor) {
      return inTransaction(db, () => {
        getCabinet(named);
        writer.remove(named.id);
        audit({ actor: actor.staffId, action: 'cabinet.remove', subject: named.id });
        return { removed: true };
      });
    },
  };
}
