/** Which of many stations pass, and which of them are open, as prefix sums: counts of any group are then a subtraction. */
import type { HolidayTable } from '../../../../shared/domain/hours/holidays.ts';
import { openTable } from '../../../../shared/domain/hours/open-state.ts';
import { daysBetween, type LocalDate, workDayOf } from '../../../../shared/domain/work-day.ts';
import { prefixOf } from '../../../../shared/map-data/cells.ts';
import { noEnd, type StationColumns } from '../../../../shared/map-data/station-columns.ts';
import type { DoorState } from '../door.tsx';
import type { Filter } from '../screen/filter.ts';

/** As openTable has them. */
const states: readonly DoorState[] = ['unknown', 'closed', 'soon', 'open'];
const firstOpen = 2;
const firstDay = '2020-01-01' as LocalDate;

/** The state of each row at a moment: 0 unknown, 1 closed, 2 closing, 3 open. Closures shut whatever the hours say. */
export function statesOf(columns: StationColumns, nowMs: number, holidays: HolidayTable): Uint8Array {
  const { count, hours, closedFrom, closedTo, schedules } = columns;
  const table = openTable(schedules, nowMs, holidays);
  const today = daysBetween(firstDay, workDayOf(nowMs));
  const found = new Uint8Array(count);
  for (let row = 0; row < count; row += 1) {
    const from = closedFrom[row] as number;
    const to = closedTo[row] as number;
    const isShut = (from !== 0 || to !== 0) && from <= today && (to === noEnd || to >= today);
    found[row] = isShut ? 1 : (table[hours[row] as number] ?? 0);
  }
  return found;
}

export const stateAt = (all: Uint8Array, row: number): DoorState => states[all[row] ?? 0] ?? 'unknown';

export interface Filtered {
  /** Null: everything passes. */
  readonly passes: Uint32Array | null;
  /** What passes and is open. */
  readonly open: Uint32Array;
}

export function filtered(columns: StationColumns, state: Uint8Array, { openNow, amenities }: Filter): Filtered {
  const { count, yes } = columns;
  const pass = new Uint8Array(count);
  const isOpen = new Uint8Array(count);
  for (let row = 0; row < count; row += 1) {
    const has = ((yes[row] as number) & amenities) === amenities;
    const open = has && (state[row] as number) >= firstOpen;
    if (open) isOpen[row] = 1;
    if (has && (open || !openNow)) pass[row] = 1;
  }
  const isAll = !openNow && amenities === 0;
  return { passes: isAll ? null : prefixOf(pass), open: prefixOf(isOpen) };
}
