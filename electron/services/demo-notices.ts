/** Made-up notices (演示) for the roll of a demo: their days count from today, and move on with it. */
import { z } from 'zod';
import { noticeContentSchema, noticeFault } from '../../shared/domain/notice.ts';
import { daysBetween, startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { noticeReader, noticeWriter } from '../db/notice-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';

const dayMs = 86_400_000;
const minute = z.int().min(0).max(1439);

export const demoNoticesSchema = z.array(
  noticeContentSchema.omit({ startsAtMs: true, endsAtMs: true }).extend({
    /** Days from today to its first, and its length. */
    inDays: z.int().min(0).max(30),
    lastsDays: z.int().min(0).max(90),
    startMinute: minute,
    endMinute: minute,
  }),
);
export type DemoNotices = z.infer<typeof demoNoticesSchema>;

/** Puts them on the screen where they are missing, and dates those that are there anew once a day; what staff did with one stays. */
export function keepDemoNotices(db: WritableDb, clock: StationClock, newId: NewId, notices: DemoNotices): void {
  const nowMs = clock.trustedMs();
  const today = workDayOf(nowMs);
  const there = noticeReader(db).listDemo();
  const due = there.filter(({ demoDay }) => demoDay !== today);
  if (there.length > 0 ? due.length === 0 : notices.length === 0) return;
  inTransaction(db, () => {
    const writer = noticeWriter(db);
    for (const notice of due) {
      const moved = (notice.demoDay === null ? 0 : daysBetween(notice.demoDay, today)) * dayMs;
      const { startsAtMs, endsAtMs } = notice.content;
      const content = { ...notice.content, startsAtMs: startsAtMs + moved, endsAtMs: endsAtMs + moved };
      writer.save({ ...notice, content, demoDay: today, revision: notice.revision + 1 });
    }
    for (const { inDays, lastsDays, startMinute, endMinute, ...said } of there.length > 0 ? [] : notices) {
      const firstMs = startOfDayMs(today) + inDays * dayMs;
      const content = { ...said, startsAtMs: firstMs + startMinute * 60_000, endsAtMs: firstMs + lastsDays * dayMs + endMinute * 60_000 };
      const fault = noticeFault(content);
      if (fault) throw new Error(`the demo's own notice has a fault: ${fault}`);
      writer.save({ id: newId(), state: 'published', content, revision: 1, demoDay: today, origin: 'station', updatedAtMs: nowMs });
    }
    stationWriter(db).touch();
  });
}
