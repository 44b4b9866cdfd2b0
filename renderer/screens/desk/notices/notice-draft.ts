/** A notice as the editor holds it: days and minutes on their own, as staff set them. */
import type { NoticeContent } from '../../../../shared/domain/notice.ts';
import { addDays, daysBetween, type LocalDate, localMinuteOf, startOfDayMs, workDayOf } from '../../../../shared/domain/work-day.ts';

export interface NoticeDraft extends Omit<NoticeContent, 'startsAtMs' | 'endsAtMs'> {
  readonly firstDay: LocalDate;
  /** Days that follow the first. */
  readonly moreDays: number;
  readonly startMinute: number;
  /** 1-1440: midnight is the end of a day. */
  readonly endMinute: number;
}

const minuteMs = 60_000;
const wholeDay = 1440;

/** What a new one begins as: tomorrow morning. */
export function newDraft(today: LocalDate): NoticeDraft {
  return {
    ...{ kind: 'job_fair', title: '', text: '', place: '', link: '', daysAhead: 3 },
    ...{ firstDay: addDays(today, 1), moreDays: 0, startMinute: 540, endMinute: 720 },
  };
}

export function draftOf({ startsAtMs, endsAtMs, kind, title, text, place, link, daysAhead }: NoticeContent): NoticeDraft {
  const firstDay = workDayOf(startsAtMs);
  const lastDay = workDayOf(endsAtMs - 1);
  return {
    ...{ kind, title, text, place, link, daysAhead, firstDay, moreDays: daysBetween(firstDay, lastDay) },
    ...{ startMinute: localMinuteOf(startsAtMs), endMinute: (endsAtMs - startOfDayMs(lastDay)) / minuteMs },
  };
}

export function contentOf({ firstDay, moreDays, startMinute, endMinute, ...said }: NoticeDraft): NoticeContent {
  return {
    ...said,
    startsAtMs: startOfDayMs(firstDay) + startMinute * minuteMs,
    endsAtMs: startOfDayMs(addDays(firstDay, moreDays)) + Math.min(wholeDay, endMinute) * minuteMs,
  };
}
