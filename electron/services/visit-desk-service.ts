/** 到站 at the desk: looking at a day, writing down what nobody touched, taking out what was no visit. */
import type { VisitsDesk } from '../../shared/api/desk/visits.ts';
import { AppError } from '../../shared/api/errors.ts';
import { type LocalDate, startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { visitDeskReader, visitDeskWriter } from '../db/visit-desk-repository.ts';
import { visitReader, visitWriter } from '../db/visit-repository.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';

interface VisitDeskParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
  readonly audit: Audit;
}

const hourMs = 3_600_000;

export function visitDeskOperations({ db, clock, newId, audit }: VisitDeskParts): VisitsDesk {
  const reader = visitReader(db);
  const writer = visitWriter(db);
  const days = visitDeskReader(db);
  const marks = visitDeskWriter(db);

  function notAhead(day: LocalDate | undefined): { readonly day: LocalDate; readonly today: LocalDate } {
    const today = workDayOf(clock.trustedMs());
    if (day !== undefined && day > today) throw new AppError('day_in_future', 'that day is still to come', { day, today });
    return { day: day ?? today, today };
  }

  /** The moment of a visit that staff write down: now, or the hour that they name. */
  function momentOf(day: LocalDate, today: LocalDate, hour: number | undefined): number {
    const nowMs = clock.trustedMs();
    if (hour === undefined) {
      if (day !== today) throw new AppError('visit_hour_missing', 'a visit of an earlier day needs its hour', { day });
      return nowMs;
    }
    const atMs = startOfDayMs(day) + hour * hourMs;
    if (atMs > nowMs) throw new AppError('day_in_future', 'that hour is still to come', { day, hour });
    return atMs;
  }

  return {
    async 'visit.day'({ day: asked, beforeNumber = Number.MAX_SAFE_INTEGER, limit }) {
      const { day, today } = notAhead(asked);
      const found = days.list(day, beforeNumber, limit + 1);
      return { day, today, ...days.count(day), rows: found.slice(0, limit), more: found.length > limit };
    },

    async 'visit.add'({ purpose, day: asked, hour, requestId }, actor) {
      return inTransaction(db, () => {
        const before = reader.findLast(requestId, purpose);
        if (before) return { visitId: before.id, dailyNumber: before.dailyNumber };
        const { day, today } = notAhead(asked);
        const atMs = momentOf(day, today, hour);
        // The request stands where a touch session would: it names nobody either.
        const visit = { id: newId(), workDay: day, dailyNumber: reader.nextDailyNumber(day), purpose, atMs, sessionId: requestId };
        writer.insert(visit);
        marks.added(visit.id, actor.staffId, clock.nowMs());
        audit({ actor: actor.staffId, action: 'visit.add', subject: visit.id, details: { purpose, day, number: visit.dailyNumber } });
        return { visitId: visit.id, dailyNumber: visit.dailyNumber };
      });
    },

    async 'visit.correct'({ visitId, reason }, actor) {
      return inTransaction(db, () => {
        const visit = reader.find(visitId);
        if (!visit) throw new AppError('visit_not_found', 'no such visit', { visitId });
        if (reader.isCorrected(visitId)) throw new AppError('visit_corrected', 'it was taken out before', { visitId });
        writer.correct({ id: newId(), visitId, atMs: clock.trustedMs(), actor: 'staff', reason });
        const { workDay: day, dailyNumber: number } = visit;
        audit({ actor: actor.staffId, action: 'visit.correct', subject: visitId, details: { reason, day, number } });
        return { corrected: true };
      });
    },
  };
}
