/** Closes the days that have ended: how many postings were stale at midnight is counted then, since later nobody could tell. */
import { isStale } from '../../shared/domain/posting.ts';
import { addDays, daysBetween, type LocalDate, startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { dayCloseWriter } from '../db/day-close-repository.ts';

/** A station that stood still for longer knows too little of the days before. */
const mostMissed = 40;

/** Answers how many days it closed. */
export function dayEnds(db: WritableDb): (nowMs: number) => number {
  const closes = dayCloseWriter(db);
  let closedTo: LocalDate | null = null;
  return (nowMs) => {
    const yesterday = addDays(workDayOf(nowMs), -1);
    if (closedTo === yesterday) return 0;
    const last = closes.last();
    const missed = last === null ? 1 : Math.min(mostMissed, daysBetween(last, yesterday));
    const days = Array.from({ length: Math.max(0, missed) }, (_, at) => addDays(yesterday, at + 1 - missed));
    inTransaction(db, () => {
      for (const day of days) {
        const endMs = startOfDayMs(addDays(day, 1));
        closes.close(day, closes.standingAt(endMs).filter((content) => isStale(content, endMs)).length);
      }
    });
    closedTo = yesterday;
    return days.length;
  };
}
