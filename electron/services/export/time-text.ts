/** Times as the import reads them back, in UTC+8. */
import { endOfDayMs, startOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** Minutes since midnight of the first day: `08:00`, `次日06:00`, `48:00`. */
export function clockCell(minute: number): string {
  const face = (of: number) => `${two(Math.floor(of / 60))}:${two(of % 60)}`;
  return minute < 1440 ? face(minute) : minute < 2880 ? `次日${face(minute - 1440)}` : face(minute);
}

/** As fine as the moment is: `2026-11-23 06:12`, `2026-11-23 06:12:30.250`. */
export function momentCell(atMs: number): string {
  const day = workDayOf(atMs);
  const inDay = atMs - startOfDayMs(day);
  const rest = inDay % 60_000;
  const seconds =
    rest === 0 ? '' : `:${two(Math.floor(rest / 1000))}${rest % 1000 === 0 ? '' : `.${String(rest % 1000).padStart(3, '0')}`}`;
  return `${day} ${clockCell(Math.floor(inDay / 60_000))}${seconds}`;
}

/** The last moment of a validity: a bare date where it is the end of that day. */
export function validityCell(atMs: number): string {
  const day = workDayOf(atMs);
  return atMs === endOfDayMs(day) ? day : momentCell(atMs);
}
