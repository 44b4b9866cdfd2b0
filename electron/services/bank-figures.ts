/** What the map may say of power banks: the station's own as they stand now, a vendor's cabinet as long as its count is fresh. */
import type { BankFigures, Cabinet } from '../../shared/api/desk/power-banks.ts';
import { liveForMs } from '../../shared/map-data/live.ts';
import { cabinetReader } from '../db/cabinet-repository.ts';
import type { ReadableDb } from '../db/database.ts';
import { powerBankReader } from '../db/power-bank-repository.ts';

export function bankFigures(db: ReadableDb): { cabinets(): Cabinet[]; read(nowMs: number): BankFigures } {
  const banks = powerBankReader(db);
  const cabinets = cabinetReader(db);
  return {
    cabinets: cabinets.list,
    read: (nowMs) => {
      const own = banks.list();
      const count = (of: string) => own.filter(({ state }) => state === of).length;
      const fresh = cabinets.list().filter(({ countedAtMs }) => nowMs - countedAtMs <= liveForMs);
      const sum = (of: 'available' | 'free' | 'faulty') => fresh.reduce((total, cabinet) => total + cabinet[of], 0);
      // The place of one that is out waits for it.
      return { available: count('in') + sum('available'), slots: count('out') + sum('free'), faulty: count('faulty') + sum('faulty') };
    },
  };
}
