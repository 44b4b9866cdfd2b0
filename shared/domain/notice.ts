/** 通知和活动: what the station tells everybody, on the roll between postings while its time lasts. */
import { z } from 'zod';
import { cleanText } from './text.ts';
import { addDays, startOfDayMs, workDayOf } from './work-day.ts';

/** 政策 培训 义诊体检 招聘会 直播 */
export const noticeKinds = ['policy', 'training', 'health', 'job_fair', 'livestream'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeStates = ['draft', 'published', 'withdrawn'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** Whose it is: this station's, or the city's by its hub. */
export type NoticeOrigin = 'station' | 'hub';

/** How much fits on a page of the roll. */
export const noticeLengths = { title: 20, text: 120, place: 30, link: 300 } as const;
/** How many days before its first day it may stand on the screen. */
export const mostDaysAhead = 30;
/** From its beginning to its end, at most. */
export const longestNoticeMs = 366 * 86_400_000;

const line = (longest: number) =>
  z
    .string()
    .max(longest * 4)
    .transform(cleanText)
    .pipe(z.string().max(longest));
const moment = z.int().min(0).max(8_640_000_000_000_000);

export const noticeContentSchema = z.strictObject({
  kind: z.enum(noticeKinds),
  title: line(noticeLengths.title),
  text: line(noticeLengths.text),
  /** Empty where there is none. */
  place: line(noticeLengths.place),
  /** Where the QR leads; empty where there is nothing to join. Judged by `noticeFault`. */
  link: z
    .string()
    .max(2000)
    .transform((text) => text.trim()),
  startsAtMs: moment,
  endsAtMs: moment,
  daysAhead: z.int().min(0).max(mostDaysAhead),
});
export type NoticeContent = z.infer<typeof noticeContentSchema>;

export type NoticeFault = 'title_missing' | 'times' | 'link';

/** What is wrong with a notice, if anything; a draft may lack its title. */
export function noticeFault({ title, startsAtMs, endsAtMs, link }: NoticeContent): NoticeFault | null {
  if (endsAtMs <= startsAtMs || endsAtMs - startsAtMs > longestNoticeMs) return 'times';
  if (link !== '' && !isNoticeLink(link)) return 'link';
  return title === '' ? 'title_missing' : null;
}

const publicLink = /^https:\/\/([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](:\d{1,5})?([/?#][\x21-\x7e]*)?$/i;

/** A link that phones may be sent to: https, a public host, no name or password before it, short enough for a code that scans. */
export function isNoticeLink(link: string): boolean {
  return link.length <= noticeLengths.link && publicLink.test(link);
}

/** From when it stands on the screen: the beginning of a day, so many days before its first. */
export function shownFromMs({ startsAtMs, daysAhead }: Pick<NoticeContent, 'startsAtMs' | 'daysAhead'>): number {
  return startOfDayMs(addDays(workDayOf(startsAtMs), -daysAhead));
}
