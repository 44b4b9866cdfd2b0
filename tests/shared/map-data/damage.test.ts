import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDetail, encodeDetail } from '../../../shared/map-data/detail.ts';
import { decodeDistricts, encodeDistricts } from '../../../shared/map-data/districts.ts';
import { decodeGone, encodeGone } from '../../../shared/map-data/gone.ts';
import { decodeLive, encodeLive } from '../../../shared/map-data/live.ts';
import { decodeManifest } from '../../../shared/map-data/manifest.ts';
import { MapDataError } from '../../../shared/map-data/map-data-error.ts';
import { decodeNames, encodeNames } from '../../../shared/map-data/names.ts';
import { decodeAmenityCounts, decodeOverview, encodeAmenityCounts, encodeOverview } from '../../../shared/map-data/overview.ts';
import { decodePack, encodePack } from '../../../shared/map-data/pack.ts';
import { decodeRegion, encodeRegion } from '../../../shared/map-data/region.ts';
import { decodeShard, encodeShard } from '../../../shared/map-data/shard.ts';
import { utf8Bytes, utf8Text } from '../../../shared/map-data/utf8.ts';
import { decodeWhereabouts, encodeWhereabouts } from '../../../shared/map-data/whereabouts.ts';
import { columnsIn } from './arbitraries.ts';

const tile = { z: 10, x: 841, y: 395 };
const hash = '0123456789abcdef';
const [columns] = fc.sample(columnsIn(tile, 60), { numRuns: 1, seed: 7 }) as [Parameters<typeof encodeShard>[0]['columns']];
const group = { cellX: 1, cellY: 2, x: 2 ** 26, y: 2 ** 27, count: 1, open: null, row: 0, number: 4 };
const detail = {
  ...{ number: 7, name: '站', address: '', phone: '', district: ['河西省'], hoursText: '', accessNote: '', amenityNotes: {} },
  ...{ closures: [], photos: [], trust: null },
};
const manifest = {
  ...{ version: 1, madeAtMs: 2, previousMadeAtMs: 1, demo: true, count: 0, bounds: null, overviews: [], regions: {}, pack: null },
  ...{
    holidays: `holidays-${hash}.json`,
    gone: `gone-${hash}.json`,
    districts: `districts-${hash}.json`,
    allDistricts: `districts-${hash}.json`,
  },
};

const files: Readonly<Record<string, readonly [bytes: Uint8Array, decode: (bytes: Uint8Array) => unknown]>> = {
  manifest: [utf8Bytes(JSON.stringify(manifest)), decodeManifest],
  overview: [encodeOverview({ zoom: 4, groups: [group], names: new Map([[0, '西河']]) }), decodeOverview],
  bits: [encodeAmenityCounts({ zoom: 4, counts: Array.from({ length: 24 }, () => Uint32Array.of(3)) }), decodeAmenityCounts],
  region: [encodeRegion({ tile: { z: 6, x: 52, y: 24 }, shards: [{ tile, hash, count: 3 }] }), decodeRegion],
  shard: [encodeShard({ tile, columns, details: [hash] }), decodeShard],
  detail: [encodeDetail([detail]), decodeDetail],
  live: [encodeLive({ madeAtMs: 1e12, figures: [{ number: 3, banks: null, jobs: 2, atMs: 1e12 }] }), decodeLive],
  pack: [encodePack({ regions: [{ tile: { z: 6, x: 52, y: 24 }, hash, count: columns.count }], columns }), decodePack],
  names: [encodeNames(['西河路驿站'], new Map([['西', 1]])), decodeNames],
  whereabouts: [encodeWhereabouts(new Map([[3, { z: 15, x: 5, y: 6 }]])), decodeWhereabouts],
  districts: [encodeDistricts([]), decodeDistricts],
  gone: [encodeGone([{ number: 3, name: '旧站', mergedInto: 4 }]), decodeGone],
};

/** Reads, or refuses with the one error that a page expects. */
function readOrRefuse(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): 'read' | 'damaged' | 'newer' {
  try {
    decode(bytes);
    return 'read';
  } catch (error) {
    if (error instanceof MapDataError) return error.code;
    throw error;
  }
}

describe.each(Object.entries(files))('bytes that should be: %s', (_, [good, decode]) => {
  it('are read when they are whole', () => {
    expect(readOrRefuse(decode, good)).toBe('read');
  });

  it('are damaged when cut short or longer', () => {
    for (let length = 0; length < good.length; length += 1) expect(readOrRefuse(decode, good.slice(0, length))).toBe('damaged');
    expect(readOrRefuse(decode, Uint8Array.of(...good, 0))).toBe('damaged');
  });

  it('are refused by the one error, whatever they are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => readOrRefuse(decode, bytes) !== 'read'));
  });

  it('are read or refused by the one error when some of them are others', () => {
    const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(flips, (changes) => {
        const bytes = good.slice();
        for (const [at, value] of changes) bytes[at] = value;
        readOrRefuse(decode, bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('are newer when their version is', () => {
    const text = () => new TextDecoder().decode(good).replace('"version":1', '"version":2');
    expect(readOrRefuse(decode, good[0] === 0x7b ? utf8Bytes(text()) : good.with(2, 2))).toBe('newer');
  });

  it('are damaged when they are another file', () => {
    for (const [bytes, other] of Object.values(files)) {
      if (other !== decode && !(decode === decodeManifest && bytes === good)) expect(readOrRefuse(decode, bytes)).toBe('damaged');
    }
  });
});

describe('UTF-8', () => {
  it('reads back any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => utf8Text(utf8Bytes(text)) === text));
    const long = '西河𠀀a'.repeat(5000);
    expect(utf8Text(utf8Bytes(long))).toBe(long);
  });

  it('is what everybody else writes, and a lone surrogate is U+FFFD', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)), maxLength: 30 }), (text) => {
        expect(utf8Bytes(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)));
      }),
    );
  });

  it('is refused exactly where others refuse it', () => {
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const theirs = (bytes: Uint8Array) => {
      try {
        return strict.decode(bytes);
      } catch {
        return null;
      }
    };
    const ours = (bytes: Uint8Array) => {
      try {
        return utf8Text(bytes);
      } catch (error) {
        if (error instanceof MapDataError) return null;
        throw error;
      }
    };
    const byte = fc.oneof(fc.constantFrom(0x41, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xed, 0xa0, 0xef, 0xf0, 0x90, 0xf4, 0xf5), fc.nat(255));
    fc.assert(
      fc.property(
        fc.array(byte, { maxLength: 6 }).map((bytes) => Uint8Array.from(bytes)),
        (bytes) => {
          expect(ours(bytes)).toBe(theirs(bytes));
        },
      ),
      { numRuns: 5000 },
    );
  });
});
