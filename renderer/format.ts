/** Times, days and distances as the screens say them. Local means the station's: UTC+8. */
import type { TFunction } from 'i18next';
import { clockText, daysBetween, type LocalDate, localMinuteOf, workDayOf } from '../shared/domain/work-day.ts';

/** 06:38, always five figures. */
export function clockFace(atMs: number): string {
  const minute = localMinuteOf(atMs);
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

export function dateText(t: TFunction, atMs: number): string {
  const day = workDayOf(atMs);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return t('date.full', {
    month: t(`date.months.${Number(day.slice(5, 7))}`),
    day: Number(day.slice(8)),
    weekday: t(`date.weekdays.${weekday}`),
  });
}

/** 今天, 明天, 昨天, 11月28日 */
export function dayText(t: TFunction, day: LocalDate, nowMs: number): string {
  const away = daysBetween(workDayOf(nowMs), day);
  if (away >= -1 && away <= 2) return t(`date.near.${away}`);
  return t('date.short', { month: t(`date.months.${Number(day.slice(5, 7))}`), day: Number(day.slice(8)) });
}

/** 今天06:12 */
export function momentText(t: TFunction, atMs: number, nowMs: number): string {
  return t('date.moment', { day: dayText(t, workDayOf(atMs), nowMs), time: clockFace(atMs) });
}

/** 8:00, 次日 6:00 */
export function minuteText(t: TFunction, minute: number): string {
  return minute >= 1440 ? t('date.nextDay', { time: clockText(minute - 1440) }) : clockText(minute);
}

/** 350 米, 2.1 公里, 12 公里 */
export function distanceText(t: TFunction, metres: number): string {
  if (metres < 950) return t('distance.metres', { value: Math.max(50, Math.round(metres / 50) * 50) });
  const kilometres = metres / 1000;
  return t('distance.kilometres', { value: kilometres < 9.95 ? kilometres.toFixed(1) : Math.round(kilometres) });
}

/** 199 0000 2608 */
export function phoneText(phone: string): string {
  return /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}` : phone;
}
