/** Days and ages in words. A day is a local date, YYYY-MM-DD. */
import type { MessageKey } from '../messages.ts';
import { textOf } from '../say.tsx';

const weekdays: readonly MessageKey[] = ['day.mon', 'day.tue', 'day.wed', 'day.thu', 'day.fri', 'day.sat', 'day.sun'];

/** Monday is 0. */
export function weekdayWord(index: number): string {
  return textOf(weekdays[index] ?? 'day.mon');
}

export function weekdayIndex(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** 12 月 5 日, or 周五. */
export function dayWords(day: string, as: 'date' | 'weekday' = 'date'): string {
  if (as === 'weekday') return weekdayWord(weekdayIndex(day));
  const [, month = 1, date = 1] = day.split('-').map(Number);
  return textOf('day.date', { month, date, name: textOf('day.months').split(' ')[month - 1] ?? '' });
}

const minuteMs = 60_000;

/** 刚刚, 3 分钟前, 3 小时前, 2 天前. */
export function ageWords(ageMs: number): string {
  const minutes = Math.max(0, Math.floor(ageMs / minuteMs));
  if (minutes < 1) return textOf('age.now');
  if (minutes < 60) return textOf('age.minutes', { count: minutes });
  if (minutes < 24 * 60) return textOf('age.hours', { count: Math.floor(minutes / 60) });
  return textOf('age.days', { count: Math.floor(minutes / 60 / 24) });
}

const shanghaiMs = 8 * 60 * minuteMs;

/** The wall clock in Asia/Shanghai, whatever the phone's zone. */
export function clockParts(atMs: number): { readonly day: string; readonly clock: string; readonly minutes: number } {
  const iso = new Date(atMs + shanghaiMs).toISOString();
  const [hours = 0, minutes = 0] = iso.slice(11, 16).split(':').map(Number);
  return { day: iso.slice(0, 10), clock: iso.slice(11, 16), minutes: hours * 60 + minutes };
}
