/** Figures in words. */
import { type CityFigure, cityWords } from '../../../shared/domain/city-figures.ts';
import { type LocalDate, workDayOf } from '../../../shared/domain/work-day.ts';
import { type Say, useLanguage } from '../messages.ts';
import { dayText } from '../parts/times.ts';

export const numberText = (value: number): string => value.toLocaleString('en-US');

/** 6.8; null where there is nothing to be a part of. */
export function shareText(part: number, whole: number): string | null {
  return whole === 0 ? null : ((part / whole) * 100).toFixed(1);
}

export function useFigureWords() {
  const language = useLanguage();
  return (figure: CityFigure) => cityWords[figure][language];
}

const minuteMs = 60_000;

/** 52 分钟, 3 小时, 2 天 4 小时 */
export function spanText(say: Say, ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1440)];
  if (days > 0) return hours % 24 === 0 ? say('city.days', { days }) : say('city.daysHours', { days, hours: hours % 24 });
  return hours > 0 ? say('city.hours', { hours }) : say('city.minutes', { minutes });
}

export function rangeText(say: Say, from: string, to: string, nowMs: number): string {
  const today = workDayOf(nowMs);
  const first = dayText(say, from as LocalDate, today);
  return from === to ? first : say('closures.days', { from: first, to: dayText(say, to as LocalDate, today) });
}
