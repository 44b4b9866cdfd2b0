/** Moments and days in words, in Asia/Shanghai whatever the computer's zone. */
import { addDays, clockText, type LocalDate, localMinuteOf, workDayOf } from '../../../shared/domain/work-day.ts';
import type { Say } from '../messages.ts';

/** 今天 08:12, 昨天 08:12, 11月20日 08:12, 2025年11月20日 08:12 */
export function momentText(say: Say, atMs: number, nowMs: number): string {
  const day = workDayOf(atMs);
  return `${dayText(say, day, workDayOf(nowMs))} ${clockText(localMinuteOf(atMs))}`;
}

export function dayText(say: Say, day: string, today: LocalDate): string {
  if (day === today) return say('times.today');
  if (day === addDays(today, -1)) return say('times.yesterday');
  if (day === addDays(today, 1)) return say('times.tomorrow');
  const [year = '', month = '', date = ''] = day.split('-');
  const parts = { y: year, m: Number(month), d: Number(date) };
  return year === today.slice(0, 4) ? say('times.date', parts) : say('times.fullDate', parts);
}
