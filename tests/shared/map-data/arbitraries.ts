/** Columns and files as the laws need them: any content that the formats allow. */
import fc from 'fast-check';
import { type Schedule, scheduleSchema } from '../../../shared/domain/hours/schedule.ts';
import { mortonCompare, type Tile } from '../../../shared/geo/mercator.ts';
import { hoursUnknown, noEnd, type StationColumns } from '../../../shared/map-data/station-columns.ts';

const dayHours = fc
  .array(fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 300 })), { maxLength: 3 })
  .map((steps) => {
    let at = 0;
    return steps.map(([gap, lasts]): [number, number] => {
      const from = at + gap;
      at = from + lasts;
      return [from, at];
    });
  })
  .filter((day) => day.every(([from]) => from < 1440));

const date = fc
  .integer({ min: 0, max: 3_652_058 })
  .map((day) => new Date(Date.parse('0000-01-01') + day * 86_400_000).toISOString().slice(0, 10));

export const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    week: fc.tuple(dayHours, dayHours, dayHours, dayHours, dayHours, dayHours, dayHours),
    holidays: fc.oneof(fc.constantFrom('same' as const, 'closed' as const, 'unknown' as const), dayHours),
    exceptions: fc.array(fc.record({ from: date, to: date, hours: dayHours, reason: fc.string({ unit: 'grapheme', maxLength: 6 }) }), {
      maxLength: 3,
    }),
  })
  .map((value) => scheduleSchema.parse(value));

const mask = fc.nat(2 ** 24 - 1);
const row = fc.record({
  number: fc.integer({ min: 1, max: 999_999 }),
  dx: fc.nat(),
  dy: fc.nat(),
  yes: mask,
  told: fc.oneof(fc.constant(0), fc.constant(2 ** 24 - 1), mask),
  hours: fc.nat(4),
  closure: fc.oneof(fc.constant([0, 0] as const), fc.tuple(fc.integer({ min: 1, max: 60_000 }), fc.constantFrom(60_001, noEnd))),
  access: fc.nat(4),
});

/** Rows in a tile, in Morton order, cut to 16 steps. */
export const columnsIn = ({ z, x, y }: Tile, maxLength = 40): fc.Arbitrary<StationColumns> =>
  fc
    .tuple(fc.array(row, { maxLength }), fc.uniqueArray(schedule, { maxLength: 4, selector: (value) => JSON.stringify(value) }))
    .map(([rows, schedules]) => {
      const size = 2 ** (32 - z);
      const cut = (step: number, tile: number) => tile * size + Math.floor((step % size) / 16) * 16;
      const placed = rows
        .map((one) => ({ ...one, x: cut(one.dx, x), y: cut(one.dy, y) }))
        .sort((a, b) => mortonCompare(a.x, a.y, b.x, b.y) || a.number - b.number);
      return {
        count: placed.length,
        number: Uint32Array.from(placed, ({ number }) => number),
        x: Uint32Array.from(placed, (one) => one.x),
        y: Uint32Array.from(placed, (one) => one.y),
        yes: Uint32Array.from(placed, ({ yes }) => yes),
        known: Uint32Array.from(placed, ({ yes, told }) => yes | told),
        hours: Uint16Array.from(placed, ({ hours }) => (hours < schedules.length ? hours : hoursUnknown)),
        closedFrom: Uint16Array.from(placed, ({ closure }) => closure[0]),
        closedTo: Uint16Array.from(placed, ({ closure }) => closure[1]),
        access: Uint8Array.from(placed, ({ access }) => access),
        schedules,
      };
    });

/** Columns row by row, with the schedule itself: the same whatever order the table has. */
export function rowsOf(columns: StationColumns) {
  return Array.from({ length: columns.count }, (_, at) => ({
    number: columns.number[at],
    place: [columns.x[at], columns.y[at]],
    masks: [columns.yes[at], columns.known[at]],
    hours: columns.schedules[columns.hours[at] as number] ?? null,
    closure: [columns.closedFrom[at], columns.closedTo[at]],
    access: columns.access[at],
  }));
}

export const hash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => value.toString(16).padStart(16, '0'));
