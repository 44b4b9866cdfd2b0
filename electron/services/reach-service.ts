/** The beginning of the funnel: how often a posting was shown and touched, by local hour. */
import type { KioskApi } from '../../shared/api/kiosk-api.ts';
import { localMinuteOf, workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { reachWriter } from '../db/reach-repository.ts';
import type { StationClock } from './clock.ts';

export function reachOperations(db: WritableDb, clock: StationClock): Pick<KioskApi, 'reach.record'> {
  const writer = reachWriter(db);
  return {
    async 'reach.record'({ reach }) {
      const nowMs = clock.trustedMs();
      const when = { workDay: workDayOf(nowMs), hour: Math.floor(localMinuteOf(nowMs) / 60) };
      return inTransaction(db, () => ({ recorded: reach.filter((one) => writer.add({ ...one, ...when })).length }));
    },
  };
}
