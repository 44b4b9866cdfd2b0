/** Columns of several shards as one. */
import type { Schedule } from '../domain/hours/schedule.ts';
import { mortonCompare } from '../geo/mercator.ts';
import { hoursUnknown, type StationColumns } from './station-columns.ts';

const columnsOf = ['number', 'x', 'y', 'yes', 'known', 'closedFrom', 'closedTo', 'access'] as const;

/**
 * The parts come from different tiles, none inside another; in any order. Equal schedules become one; beyond 65,535 different ones,
 * hours of the rest are unknown.
 */
export function mergeColumns(parts: readonly StationColumns[]): StationColumns {
  const full = parts.filter(({ count }) => count > 0);
  const at = ({ x, y }: StationColumns) => [x[0] as number, y[0] as number] as const;
  full.sort((a, b) => mortonCompare(...at(a), ...at(b)));
  const count = full.reduce((sum, part) => sum + part.count, 0);
  const merged = {
    number: new Uint32Array(count),
    x: new Uint32Array(count),
    y: new Uint32Array(count),
    yes: new Uint32Array(count),
    known: new Uint32Array(count),
    hours: new Uint16Array(count),
    closedFrom: new Uint16Array(count),
    closedTo: new Uint16Array(count),
    access: new Uint8Array(count),
  };
  const schedules: Schedule[] = [];
  const codes = new Map<string, number>();
  const codeOf = (schedule: Schedule): number => {
    const key = JSON.stringify(schedule);
    const known = codes.get(key);
    if (known !== undefined) return known;
    const code = schedules.length < hoursUnknown ? schedules.push(schedule) - 1 : hoursUnknown;
    codes.set(key, code);
    return code;
  };
  let row = 0;
  for (const part of full) {
    for (const key of columnsOf) merged[key].set(part[key], row);
    const code = part.schedules.map(codeOf);
    for (const [index, hours] of part.hours.entries()) merged.hours[row + index] = code[hours] ?? hoursUnknown;
    row += part.count;
  }
  return { count, ...merged, schedules };
}
