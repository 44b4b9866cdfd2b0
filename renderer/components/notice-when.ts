/** When a notice is, in words. */
import type { TFunction } from 'i18next';
import type { NoticeView } from '../../shared/api/kiosk-api.ts';
import { daysBetween, localMinuteOf, workDayOf } from '../../shared/domain/work-day.ts';
import { dateText, dayText, minuteText } from '../format.ts';

type Span = Pick<NoticeView, 'startsAtMs' | 'endsAtMs'>;

/** Whether its hours say nothing: from midnight to the end of a day. */
const wholeDays = ({ startsAtMs, endsAtMs }: Span) => localMinuteOf(startsAtMs) === 0 && [0, 1439].includes(localMinuteOf(endsAtMs));

/** In parts that never break: 明天 | 8:00 到 11:00, 11月29日到12月10日 | 每天 18:30 到 21:00 */
export function noticeWhen(t: TFunction, span: Span, nowMs: number): string[] {
  const { startsAtMs, endsAtMs } = span;
  const [first, last] = [workDayOf(startsAtMs), workDayOf(endsAtMs - 1)];
  const days = { first: dayText(t, first, nowMs), last: dayText(t, last, nowMs) };
  const near = daysBetween(workDayOf(nowMs), first) <= 1;
  if (wholeDays(span)) {
    if (startsAtMs <= nowMs) return [t('notice.until', { day: days.last })];
    return [first === last ? dateText(t, startsAtMs) : t('notice.days', days)];
  }
  const hours = { start: minuteText(t, localMinuteOf(startsAtMs)), end: minuteText(t, localMinuteOf(endsAtMs)) };
  if (first === last) return [near ? days.first : dateText(t, startsAtMs), t('notice.hours', hours)];
  return [t('notice.days', days), t('notice.daily', hours)];
}
