/** The relaunch before the day begins: memory that leaked and state that went wrong end where nobody is disturbed. */
import { localMinuteOf, workDayOf } from '../../shared/domain/work-day.ts';

const fromMinute = 3 * 60 + 30;
/** Workers come from 04:30: a station that was busy until then waits for the next night. */
const untilMinute = 4 * 60 + 30;
const idleMs = 3 * 60_000;

export interface NightlyQuestion {
  readonly nowMs: number;
  /** When this process began, in wall time: it is not relaunched again in the night in which it was. */
  readonly startedAtMs: number;
  readonly sinceTouchMs: number;
}

export function isTimeToRelaunch({ nowMs, startedAtMs, sinceTouchMs }: NightlyQuestion): boolean {
  const minute = localMinuteOf(nowMs);
  const startedTonight = workDayOf(startedAtMs) === workDayOf(nowMs) && localMinuteOf(startedAtMs) >= fromMinute;
  return minute >= fromMinute && minute < untilMinute && sinceTouchMs >= idleMs && !startedTonight;
}
