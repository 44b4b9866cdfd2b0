import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsIn } from '../../../shared/map-data/cells.ts';
import { decodeDetail, encodeDetail, type StationDetail } from '../../../shared/map-data/detail.ts';
import { type District, decodeDistricts, encodeDistricts } from '../../../shared/map-data/districts.ts';
import { decodeGone, encodeGone } from '../../../shared/map-data/gone.ts';
import { decodeLive, encodeLive, liveForMs, livePath } from '../../../shared/map-data/live.ts';
import {
  amenityBits,
  decodeAmenityCounts,
  decodeOverview,
  encodeAmenityCounts,
  encodeOverview,
  overviewZooms,
} from '../../../shared/map-data/overview.ts';
import { decodeRegion, encodeRegion, shardsIn, tileBounds } from '../../../shared/map-data/region.ts';
import { decodeWhereabouts, encodeWhereabouts, whereaboutsPath } from '../../../shared/map-data/whereabouts.ts';
import { columnsIn, hash } from './arbitraries.ts';

const world = { west: 0, north: 0, east: 2 ** 32, south: 2 ** 32 };
const number = fc.integer({ min: 1, max: 999_999 });
const words = fc.string({ unit: 'grapheme', maxLength: 10 });

describe('a region', () => {
  const leaves = [
    { z: 8, x: 208, y: 96 },
    { z: 10, x: 836, y: 384 },
    { z: 10, x: 837, y: 384 },
    { z: 9, x: 419, y: 193 },
    { z: 8, x: 211, y: 99 },
  ];
  const region = fc
    .tuple(fc.subarray(leaves), fc.array(hash, { minLength: 5, maxLength: 5 }), fc.array(fc.nat(5000), { minLength: 5, maxLength: 5 }))
    .map(([tiles, hashes, counts]) => ({
      tile: { z: 6, x: 52, y: 24 },
      shards: tiles.map((tile, at) => ({ tile, hash: hashes[at] as string, count: counts[at] as number })),
    }));

  it('reads back as what was written', () => {
    fc.assert(
      fc.property(region, (one) => {
        expect(decodeRegion(encodeRegion(one))).toEqual(one);
      }),
    );
  });

  it('is refused when tiles overlap or are out of order', () => {
    const entry = (tile: (typeof leaves)[number]) => ({ tile, hash: '0123456789abcdef', count: 1 });
    const regionOf = (...tiles: (typeof leaves)[number][]) => encodeRegion({ tile: { z: 6, x: 52, y: 24 }, shards: tiles.map(entry) });
    const [first, second] = leaves as [(typeof leaves)[number], (typeof leaves)[number]];
    expect(() => decodeRegion(regionOf(second, first))).toThrow('out of order');
    expect(() => decodeRegion(regionOf(first, { z: 10, x: 832, y: 384 }))).toThrow('overlap');
  });

  it('says which shards hold what is in view', () => {
    const shards = leaves.map((tile) => ({ tile, hash: '0123456789abcdef', count: 1 }));
    const view = tileBounds({ z: 11, x: 1673, y: 769 });
    expect(shardsIn({ tile: { z: 6, x: 52, y: 24 }, shards }, view).map(({ tile }) => tile)).toEqual([{ z: 10, x: 836, y: 384 }]);
  });
});

describe('an overview', () => {
  const groups = fc
    .tuple(fc.constantFrom(...overviewZooms), columnsIn({ z: 3, x: 6, y: 3 }, 60))
    .map(([zoom, columns]) => ({ zoom, groups: groupsIn(columns, null, zoom, world) }));

  it('keeps the cells and counts of its groups, and their places to a quarter of a pixel', () => {
    fc.assert(
      fc.property(groups, words, ({ zoom, groups }, name) => {
        const names = new Map(groups.slice(0, 3).map((_, index) => [index, name]));
        const read = decodeOverview(encodeOverview({ zoom, groups, names }));
        const step = 2 ** (32 - zoom - 10);
        const cut = (value: number) => Math.floor(value / step) * step;
        const expected = groups.map((group) => ({ ...group, x: cut(group.x), y: cut(group.y), row: -1 }));
        expect(read).toEqual({ zoom, groups: expected, names });
      }),
    );
  });

  it('has amenity counts beside it', () => {
    const counts = fc.nat(9).chain((length) =>
      fc.array(
        fc.array(fc.nat(500_000), { minLength: length, maxLength: length }).map((column) => Uint32Array.from(column)),
        { minLength: amenityBits, maxLength: amenityBits },
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...overviewZooms), counts, (zoom, columns) => {
        expect(decodeAmenityCounts(encodeAmenityCounts({ zoom, counts: columns }))).toEqual({ zoom, counts: columns });
      }),
    );
  });
});

describe('a live file', () => {
  const byte = fc.nat(255);
  const figure = fc.record({
    number,
    banks: fc.option(fc.record({ available: byte, slots: byte, faulty: byte })),
    jobs: fc.option(fc.nat(65_535)),
    seconds: fc.nat(liveForMs / 1000),
  });
  const madeAtMs = 1_780_000_000_000;

  it('reads back as what was written, by number, to the second', () => {
    fc.assert(
      fc.property(fc.uniqueArray(figure, { selector: (one) => one.number }), (all) => {
        const figures = all.map(({ seconds, ...one }) => ({ ...one, atMs: madeAtMs - seconds * 1000 }));
        const read = decodeLive(encodeLive({ madeAtMs, figures }));
        expect(read).toEqual({ madeAtMs, figures: figures.sort((a, b) => a.number - b.number) });
      }),
    );
  });

  it('leaves out what is older than five minutes, and takes what comes from the future as of now', () => {
    const at = (id: number, atMs: number) => ({ number: id, banks: null, jobs: 1, atMs });
    const figures = [at(1, madeAtMs - liveForMs - 1), at(2, madeAtMs - liveForMs), at(3, madeAtMs + 86_400_000)];
    expect(decodeLive(encodeLive({ madeAtMs, figures })).figures).toEqual([at(2, madeAtMs - liveForMs), at(3, madeAtMs)]);
  });

  it('never makes a figure look fresher than it is', () => {
    const figures = [{ number: 1, banks: null, jobs: 1, atMs: madeAtMs - 1500 }];
    expect(decodeLive(encodeLive({ madeAtMs, figures })).figures[0]?.atMs).toBe(madeAtMs - 2000);
  });

  it('has a path for each shard', () => {
    expect(livePath({ z: 12, x: 3364, y: 1580 })).toBe('live/12-3364-1580.bin');
  });
});

describe('whereabouts', () => {
  it('read back as what was written', () => {
    const tile = fc.record({ z: fc.constant(22), x: fc.nat(2 ** 22 - 1), y: fc.nat(2 ** 22 - 1) });
    fc.assert(
      fc.property(fc.dictionary(number.map(String), tile), (rows) => {
        const whereabouts = new Map(Object.entries(rows).map(([id, place]) => [Number(id), place]));
        expect(decodeWhereabouts(encodeWhereabouts(whereabouts))).toEqual(whereabouts);
      }),
    );
  });

  it('stand 512 numbers in a file', () => {
    expect([1, 511, 512, 999_999].map(whereaboutsPath)).toEqual(['at/0.bin', 'at/0.bin', 'at/1.bin', 'at/1953.bin']);
  });
});

describe('the words of stations', () => {
  const plain: StationDetail = {
    ...{
      number: 7,
      name: '青禾路驿站',
      address: '青禾路 3 号',
      phone: '',
      district: ['河西省', '西河市', '城北区'],
      hoursText: '24小时',
      accessNote: '',
    },
    ...{ amenityNotes: {}, closures: [], photos: [], trust: null },
  };
  const full: StationDetail = {
    ...{ ...plain, number: 8, name: '<script>alert(1)</script>', amenityNotes: { microwave: '2 台' } },
    closures: [{ from: '2026-06-01', to: null, reason: '装修' }],
    photos: [{ hash: '0123456789abcdef0123456789abcdef', takenOn: '2026-05-01' }],
    trust: { lastConfirmedMs: 1, confirmedIn7Days: 2, doubt: 'locked', doubtSinceMs: 3 },
  };

  it('read back as what was written; script in a name stays text', () => {
    expect(decodeDetail(encodeDetail([plain, full]))).toEqual([plain, full]);
    expect(decodeDetail(encodeDetail([]))).toEqual([]);
  });

  it('are refused when columns are of unequal length', () => {
    const file = JSON.parse(new TextDecoder().decode(encodeDetail([plain, full])));
    for (const column of ['name', 'address', 'phone', 'hoursText', 'accessNote', 'district', 'districts']) {
      const cut = new TextEncoder().encode(JSON.stringify({ ...file, [column]: [] }));
      expect(() => decodeDetail(cut)).toThrow(expect.objectContaining({ code: 'damaged' }));
    }
  });
});

describe('gone stations', () => {
  it('read back by number', () => {
    const gone = [
      { number: 9, name: '旧站', mergedInto: 3 },
      { number: 2, name: '老站', mergedInto: null },
    ];
    expect(decodeGone(encodeGone(gone))).toEqual(gone.toReversed());
  });
});

describe('districts', () => {
  const unit = 2 ** 14;
  const district = (name: string, parts: readonly District[] = []): District => ({
    ...{ name, initials: 'xh', count: 3, parts },
    bounds: { west: 100 * unit, north: 200 * unit, east: 101 * unit, south: 203 * unit },
  });

  it('read back as a tree of up to three levels', () => {
    const tree = [district('河西省', [district('西河市', [district('城北区')])]), district('霁北省')];
    expect(decodeDistricts(encodeDistricts(tree))).toEqual(tree);
  });

  it('have bounds widened to 150 m', () => {
    const point = { ...district('城北区'), bounds: { west: 5, north: unit + 5, east: 6, south: unit + 6 } };
    expect(decodeDistricts(encodeDistricts([point]))[0]?.bounds).toEqual({ west: 0, north: unit, east: unit, south: 2 * unit });
  });

  it('are refused with more levels', () => {
    const deep = encodeDistricts([district('a', [district('b', [district('c', [district('d')])])])]);
    expect(() => decodeDistricts(deep)).toThrow(expect.objectContaining({ code: 'damaged' }));
  });
});
