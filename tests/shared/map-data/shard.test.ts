import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../shared/domain/hours/schedule.ts';
import { mergeColumns } from '../../../shared/map-data/merge-columns.ts';
import { decodePack, encodePack } from '../../../shared/map-data/pack.ts';
import { decodeShard, detailRows, encodeShard } from '../../../shared/map-data/shard.ts';
import { columnsIn, hash, rowsOf } from './arbitraries.ts';

const tile = { z: 10, x: 841, y: 395 };
const quarters = [0, 1, 2, 3].map((digit) => ({ z: 11, x: 1682 + (digit & 1), y: 790 + (digit >> 1) }));

describe('a shard', () => {
  it('reads back as what was written', () => {
    fc.assert(
      fc.property(columnsIn(tile, 150), fc.array(hash, { minLength: 3, maxLength: 3 }), (columns, hashes) => {
        const details = hashes.slice(0, Math.ceil(columns.count / detailRows));
        const read = decodeShard(encodeShard({ tile, columns, details }));
        expect({ tile: read.tile, details: read.details, rows: rowsOf(read.columns) }).toEqual({ tile, details, rows: rowsOf(columns) });
      }),
    );
  });

  it('keeps each schedule once, the most frequent first, and none that nobody uses', () => {
    const [often, seldom, never] = [480, 540, 600].map((from): Schedule => {
      const day: [number, number][] = [[from, 1200]];
      return { week: [day, day, day, day, day, [], []], holidays: 'closed', exceptions: [] };
    }) as [Schedule, Schedule, Schedule];
    const four = (values: readonly number[]) => Uint32Array.from(values);
    const columns = {
      ...{ count: 3, number: four([7, 8, 9]), x: four([0, 0, 0]), y: four([0, 0, 0]), yes: four([0, 0, 0]), known: four([0, 0, 0]) },
      ...{ hours: Uint16Array.from([1, 2, 2]), closedFrom: new Uint16Array(3), closedTo: new Uint16Array(3), access: new Uint8Array(3) },
      schedules: [never, seldom, often],
    };
    const read = decodeShard(encodeShard({ tile: { z: 8, x: 0, y: 0 }, columns, details: ['0123456789abcdef'] }));
    expect([read.columns.schedules, [...read.columns.hours]]).toEqual([
      [often, seldom],
      [1, 0, 0],
    ]);
  });

  it('cuts places to 16 steps, 15 cm', () => {
    const one = (value: number) => Uint32Array.of(value);
    const columns = {
      ...{ count: 1, number: one(5), x: one(841 * 2 ** 22 + 39), y: one(395 * 2 ** 22 + 15), yes: one(0), known: one(0), schedules: [] },
      ...{ hours: Uint16Array.of(0xffff), closedFrom: new Uint16Array(1), closedTo: new Uint16Array(1), access: new Uint8Array(1) },
    };
    const read = decodeShard(encodeShard({ tile, columns, details: ['0123456789abcdef'] }));
    expect([read.columns.x[0], read.columns.y[0]]).toEqual([841 * 2 ** 22 + 32, 395 * 2 ** 22]);
  });

  it('is refused by the writer without the names of its details', () => {
    fc.assert(
      fc.property(
        columnsIn(tile).filter(({ count }) => count > 0),
        (columns) => {
          expect(() => encodeShard({ tile, columns, details: [] })).toThrow(RangeError);
        },
      ),
      { numRuns: 5 },
    );
  });
});

describe('the pack', () => {
  it('reads back as what was written, with the regions it was made of', () => {
    const west = { z: 6, x: 52, y: 24 };
    const east = { z: 6, x: 53, y: 24 };
    fc.assert(
      fc.property(columnsIn(west), columnsIn(east), hash, hash, (first, second, a, b) => {
        const columns = mergeColumns([first, second]);
        const regions = [
          { tile: west, hash: a, count: first.count },
          { tile: east, hash: b, count: second.count },
        ];
        const read = decodePack(encodePack({ regions, columns }));
        expect({ regions: read.regions, rows: rowsOf(read.columns) }).toEqual({ regions, rows: [...rowsOf(first), ...rowsOf(second)] });
      }),
    );
  });
});

describe('columns of several shards', () => {
  it('are, in whatever order they come, the rows of all in Morton order', () => {
    const parts = fc.tuple(...quarters.map((quarter) => columnsIn(quarter, 10)));
    fc.assert(
      fc.property(parts, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (all, order) => {
        const merged = mergeColumns(order.map((index) => all[index] as (typeof all)[number]));
        expect(rowsOf(merged)).toEqual(all.flatMap(rowsOf));
        expect(new Set(merged.schedules.map((one) => JSON.stringify(one))).size).toBe(merged.schedules.length);
      }),
    );
  });
});
