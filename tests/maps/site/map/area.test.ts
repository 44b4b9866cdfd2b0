import { describe, expect, it } from 'vitest';
import { Area } from '../../../../maps/site/map/core/area.ts';
import { FileFault, type MapFiles } from '../../../../maps/site/map/core/map-files.ts';
import type { Tile } from '../../../../shared/geo/mercator.ts';
import { worldX, worldY } from '../../../../shared/geo/mercator.ts';
import { shardFile } from '../../../../shared/map-data/manifest.ts';
import { type ShardEntry, tileBounds } from '../../../../shared/map-data/region.ts';
import type { Shard } from '../../../../shared/map-data/shard.ts';
import { columnsOf } from './columns.ts';

const here = { lat: 36.6, lng: 101.7 };
const tileAt = (z: number, east = 0): Tile => {
  const size = 2 ** (32 - z);
  return { z, x: Math.floor(worldX(here.lng) / size) + east, y: Math.floor(worldY(here.lat) / size) };
};
const nameOf = (hash: string) => hash.padStart(16, '0');
const shard = (hash: string, tile: Tile, number: number): readonly [ShardEntry, Shard] => {
  const point = { lat: here.lat, lng: here.lng };
  return [
    { tile, hash: nameOf(hash), count: 1 },
    { tile, columns: columnsOf([{ number, point }]), details: [] },
  ];
};

function areaOf(...shards: readonly (readonly [ShardEntry, Shard])[]) {
  const byFile = new Map(shards.map(([{ hash }, shard]) => [shardFile(hash), shard]));
  const files: MapFiles = {
    manifest: () => Promise.reject(new FileFault('absent', 'manifest.json')),
    async read(file) {
      const found = byFile.get(file);
      if (!found) throw new FileFault('missing', file);
      return found as never;
    },
    fresh: (path) => Promise.reject(new FileFault('absent', path)),
  };
  const area = new Area(files);
  return { area, numbers: () => [...area.columns().number].sort((a, b) => a - b) };
}

describe('an area', () => {
  it('keeps nothing in the bounds but what the newer map names there, and all beside them', async () => {
    const [old, left, beside] = [shard('a', tileAt(12), 1), shard('b', tileAt(12, 1), 2), shard('c', tileAt(12, 5), 3)];
    const { area, numbers } = areaOf(old, left, beside);
    await area.read([old[0], left[0], beside[0]]);
    expect(numbers()).toEqual([1, 2, 3]);
    const { west, north, south } = tileBounds(tileAt(12));
    area.keepOnly({ west, north, south, east: tileBounds(tileAt(12, 1)).east }, [left[0]]);
    expect(numbers()).toEqual([2, 3]);
    area.keepOnly(tileBounds(tileAt(6)), []);
    expect(numbers()).toEqual([]);
  });

  it('lets a shard of a place go for a newer one of the same place, whatever their sizes', async () => {
    const [large, small] = [shard('a', tileAt(10), 1), shard('b', tileAt(13), 2)];
    const { area, numbers } = areaOf(large, small);
    await area.read([large[0]]);
    await area.read([small[0]]);
    expect(numbers()).toEqual([2]);
  });

  it('says what it could not get, and has the rest', async () => {
    const [there, lost] = [shard('a', tileAt(12), 1), shard('b', tileAt(12, 1), 2)];
    const { area, numbers } = areaOf(there);
    expect(await area.read([there[0], lost[0]])).toBe(true);
    expect(numbers()).toEqual([1]);
    expect(await area.read([there[0]])).toBe(false);
  });
});
