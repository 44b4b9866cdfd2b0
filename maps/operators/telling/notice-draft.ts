/** A notice as texts in a form, the first thing that is wrong with them, and the content that they stand for. */
import { type NoticeContent, type NoticeKind, noticeContentSchema, noticeFault } from '../../../shared/domain/notice.ts';
import { addDays, type LocalDate, localMinuteOf, startOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import type { MessageKey } from '../messages.ts';

export interface NoticeDraft {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  readonly place: string;
  readonly link: string;
  readonly fromDay: string;
  readonly fromTime: string;
  readonly toDay: string;
  readonly toTime: string;
  readonly daysAhead: string;
}

const clockOf = (atMs: number) => {
  const minute = localMinuteOf(atMs);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
};

/** Without one before: tomorrow, from nine to five. */
export function noticeDraftOf(before: NoticeContent | null, nowMs: number): NoticeDraft {
  if (before === null) {
    const day = addDays(workDayOf(nowMs), 1);
    const words = { kind: 'policy', title: '', text: '', place: '', link: '' } as const;
    return { ...words, fromDay: day, fromTime: '09:00', toDay: day, toTime: '17:00', daysAhead: '1' };
  }
  const { kind, title, text, place, link, startsAtMs, endsAtMs, daysAhead } = before;
  return {
    ...{ kind, title, text, place, link, daysAhead: String(daysAhead) },
    ...{ fromDay: workDayOf(startsAtMs), fromTime: clockOf(startsAtMs), toDay: workDayOf(endsAtMs), toTime: clockOf(endsAtMs) },
  };
}

const momentOf = (day: string, time: string) =>
  startOfDayMs(day as LocalDate) + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * 60_000;

interface Fault {
  readonly field: keyof NoticeDraft;
  readonly word: MessageKey;
}

const faults = {
  title_missing: { field: 'title', word: 'telling.titleMissing' },
  times: { field: 'toDay', word: 'telling.timesWrong' },
  link: { field: 'link', word: 'telling.linkWrong' },
} as const satisfies Readonly<Record<string, Fault>>;

export function noticeOf(draft: NoticeDraft, nowMs: number): { readonly content: NoticeContent | null; readonly fault: Fault | null } {
  const { kind, title, text, place, link, daysAhead } = draft;
  const read = noticeContentSchema.safeParse({
    ...{ kind, title, text, place, link, daysAhead: daysAhead.trim() === '' ? 0 : Number(daysAhead.normalize('NFKC')) },
    ...{ startsAtMs: momentOf(draft.fromDay, draft.fromTime), endsAtMs: momentOf(draft.toDay, draft.toTime) },
  });
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0]);
    const shown = field === 'startsAtMs' ? 'fromDay' : field === 'endsAtMs' ? 'toDay' : (field as keyof NoticeDraft);
    return { content: null, fault: { field: shown, word: 'telling.wrong' } };
  }
  const found = noticeFault(read.data);
  if (found !== null) return { content: read.data, fault: faults[found] };
  return { content: read.data, fault: read.data.endsAtMs <= nowMs ? { field: 'toDay', word: 'telling.endPast' } : null };
}
