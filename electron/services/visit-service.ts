import { AppError } from '../../shared/api/errors.ts';
import type { KioskApi } from '../../shared/api/kiosk-api.ts';
import { isRepeat, takeBackWithinMs, type Visit } from '../../shared/domain/visit.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { visitReader, visitWriter } from '../db/visit-repository.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';

/** @param workerOf whose card was made or scanned in the session, if anybody's */
export function visitOperations(
  db: WritableDb,
  clock: StationClock,
  newId: NewId,
  workerOf: (sessionId: string) => string | undefined = () => undefined,
): Pick<KioskApi, 'visit.log' | 'visit.take-back'> {
  const reader = visitReader(db);
  const writer = visitWriter(db);

  return {
    async 'visit.log'({ purpose, sessionId }) {
      return inTransaction(db, () => {
        const atMs = clock.trustedMs();
        const earlier = reader.findLast(sessionId, purpose);
        if (earlier && isRepeat(earlier, { purpose, sessionId, atMs })) {
          return { visitId: earlier.id, dailyNumber: earlier.dailyNumber, repeated: true };
        }
        const workDay = workDayOf(atMs);
        const visit: Visit = { id: newId(), workDay, dailyNumber: reader.nextDailyNumber(workDay), purpose, atMs, sessionId };
        writer.insert(visit);
        const workerId = workerOf(sessionId);
        if (workerId) writer.tieSession(sessionId, workerId);
        return { visitId: visit.id, dailyNumber: visit.dailyNumber, repeated: false };
      });
    },

    async 'visit.take-back'({ visitId, sessionId }) {
      return inTransaction(db, () => {
        const visit = reader.find(visitId);
        // Another session's visit is as unknown as one that never was.
        if (!visit || visit.sessionId !== sessionId) throw new AppError('visit_not_found', 'no such visit in this session', { visitId });
        if (reader.isCorrected(visitId)) return { takenBack: true };
        const atMs = clock.trustedMs();
        if (atMs - visit.atMs > takeBackWithinMs) throw new AppError('take_back_too_late', 'only within 5 minutes', { visitId });
        writer.correct({ id: newId(), visitId, atMs, actor: 'worker', reason: 'slip' });
        return { takenBack: true };
      });
    },
  };
}
