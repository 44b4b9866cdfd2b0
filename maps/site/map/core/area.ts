/**
 * The stations that were read so far, from shards, and where their words are. What a newer manifest no longer names is let go; areas that
 * could not be had are told, the rest goes on.
 */

import type { Point } from '../../../../shared/geo/distance.ts';
import { worldX, worldY } from '../../../../shared/geo/mercator.ts';
import { decodeDetail, type StationDetail } from '../../../../shared/map-data/detail.ts';
import { detailFile, type Manifest, shardFile } from '../../../../shared/map-data/manifest.ts';
import { mergeColumns } from '../../../../shared/map-data/merge-columns.ts';
import { decodeRegion, type ShardEntry, shardsIn, tileBounds, touches } from '../../../../shared/map-data/region.ts';
import { decodeShard, detailRows, type Shard } from '../../../../shared/map-data/shard.ts';
import type { StationColumns, WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import { FileFault, type MapFiles } from './map-files.ts';

/** Shards that are read for one view: more are a matter for the overview or the pack. */
export const mostShards = 96;
const atOnce = 8;

export interface Wanted {
  readonly shards: readonly ShardEntry[];
  /** Something of it could not be had. */
  readonly isPartial: boolean;
}

export class Area {
  readonly #files: MapFiles;
  #manifest: Manifest | null = null;
  readonly #shards = new Map<string, Shard>();
  #merged: StationColumns | null = null;

  constructor(files: MapFiles) {
    this.#files = files;
  }

  begin(manifest: Manifest): void {
    this.#manifest = manifest;
  }

  /** What was read, as columns; the same object until more is read. */
  columns(): StationColumns {
    this.#merged ??= mergeColumns([...this.#shards.values()].map(({ columns }) => columns));
    return this.#merged;
  }

  /** The shards of the bounds, without reading them. @throws FileFault newer */
  async shardsOf(bounds: WorldBounds): Promise<Wanted> {
    const manifest = this.#manifest;
    if (!manifest) return { shards: [], isPartial: true };
    const keys = Object.keys(manifest.regions).filter((key) => {
      const [x = 0, y = 0] = key.split('-').map(Number);
      return touches(tileBounds({ z: 6, x, y }), bounds);
    });
    let isPartial = false;
    const lists = await Promise.all(
      keys.map(async (key) => {
        const entry = manifest.regions[key];
        try {
          return entry ? shardsIn(await this.#files.read(entry.file, decodeRegion), bounds) : [];
        } catch (error) {
          isPartial = passed(error);
          return [];
        }
      }),
    );
    return { shards: lists.flat(), isPartial };
  }

  /** Reads what of these is not there yet. True if anything is missing in the end. */
  async read(shards: readonly ShardEntry[]): Promise<boolean> {
    const missing = shards.filter(({ hash }) => !this.#shards.has(hash));
    let isPartial = false;
    for (let from = 0; from < missing.length; from += atOnce) {
      await Promise.all(
        missing.slice(from, from + atOnce).map(async ({ hash }) => {
          try {
            const shard = await this.#files.read(shardFile(hash), decodeShard);
            this.#put(hash, shard);
          } catch (error) {
            isPartial = passed(error);
          }
        }),
      );
    }
    return isPartial;
  }

  /** Within the bounds nothing but these is there any more. */
  keepOnly(bounds: WorldBounds, shards: readonly ShardEntry[]): void {
    const there = new Set(shards.map(({ hash }) => hash));
    for (const [hash, { tile }] of this.#shards) {
      if (there.has(hash) || !touches(tileBounds(tile), bounds)) continue;
      this.#shards.delete(hash);
      this.#merged = null;
    }
  }

  /** A shard of a place takes the place of what stood there before. */
  #put(hash: string, shard: Shard): void {
    const bounds = tileBounds(shard.tile);
    for (const [other, { tile }] of this.#shards) if (touches(tileBounds(tile), bounds)) this.#shards.delete(other);
    this.#shards.set(hash, shard);
    this.#merged = null;
  }

  /** The words of a station; null if they could not be had. */
  async detail(number: number, point: Point): Promise<StationDetail | null> {
    const [x, y] = [worldX(point.lng), worldY(point.lat)];
    const { shards } = await this.shardsOf({ west: x, north: y, east: x + 1, south: y + 1 });
    await this.read(shards);
    for (const { hash } of shards) {
      const shard = this.#shards.get(hash);
      const row = shard ? shard.columns.number.indexOf(number) : -1;
      const words = shard?.details[Math.floor(row / detailRows)];
      if (row < 0 || words === undefined) continue;
      try {
        const details = await this.#files.read(detailFile(words), decodeDetail);
        return details.find((one) => one.number === number) ?? null;
      } catch (error) {
        passed(error);
        return null;
      }
    }
    return null;
  }
}

/** What one file's fault means for the rest: nothing, unless the page itself is too old. */
function passed(error: unknown): true {
  if (error instanceof FileFault && error.kind !== 'newer') return true;
  throw error;
}

/** All the world's bounds around a place, `metres` each way. */
export function around({ lat, lng }: Point, metres: number): WorldBounds {
  const dLat = metres / 111_195;
  const dLng = dLat / Math.max(0.01, Math.cos((Math.min(90, Math.abs(lat) + dLat) * Math.PI) / 180));
  return {
    west: worldX(lng - dLng),
    east: worldX(lng + dLng) + 1,
    north: worldY(lat + dLat),
    south: worldY(lat - dLat) + 1,
  };
}
