/** The country's districts: provinces and cities at first, all three levels once somebody comes near or searches. */
import type { Point } from '../../../../shared/geo/distance.ts';
import { worldX, worldY } from '../../../../shared/geo/mercator.ts';
import { type District, decodeDistricts } from '../../../../shared/map-data/districts.ts';
import type { Manifest } from '../../../../shared/map-data/manifest.ts';
import type { WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import type { DistrictGoal, DistrictPage } from '../map-model.ts';
import type { MapFiles } from './map-files.ts';
import { choiceOf, districtAt } from './search.ts';
import { degreesOf } from './view.ts';

export class DistrictTree {
  readonly #files: MapFiles;
  readonly #changed: () => void;
  #manifest: Manifest | null = null;
  #districts: readonly District[] = [];
  #hasAll = false;

  constructor(files: MapFiles, changed: () => void) {
    this.#files = files;
    this.#changed = changed;
  }

  begin(manifest: Manifest): void {
    this.#manifest = manifest;
    this.#hasAll = false;
  }

  /** @throws FileFault */
  async read(all: boolean): Promise<readonly District[]> {
    if (!this.#manifest || this.#hasAll || (!all && this.#districts.length > 0)) return this.#districts;
    this.#districts = await this.#files.read(all ? this.#manifest.allDistricts : this.#manifest.districts, decodeDistricts);
    this.#hasAll = all;
    this.#changed();
    return this.#districts;
  }

  /** All of them, or what is there. */
  allOrKnown(): Promise<readonly District[]> {
    return this.read(true).catch(() => this.#districts);
  }

  /** The name of the smallest district around a place that is known so far. */
  nameAt({ lat, lng }: Point): string | null {
    const [x, y] = [worldX(lng), worldY(lat)];
    let name: string | null = null;
    let parts = this.#districts;
    for (;;) {
      const inside = parts.filter(({ bounds }) => x >= bounds.west && x < bounds.east && y >= bounds.north && y < bounds.south);
      // Bounds overlap: the smallest that holds the place is the likeliest.
      const [one] = inside.sort((a, b) => sizeOf(a.bounds) - sizeOf(b.bounds));
      if (!one) return name;
      name = one.name;
      parts = one.parts;
    }
  }

  /** @throws FileFault if not even the provinces can be had */
  async page(key: string | null): Promise<DistrictPage> {
    const all = await this.read(true).catch(() => this.read(false));
    const at = key === null ? null : districtAt(all, key);
    const path = key === null || !at ? [] : key.split('/');
    const parts = (at?.parts ?? all).map((one) => choiceOf(one, path));
    return { name: at?.name ?? null, parentKey: path.length > 1 ? path.slice(0, -1).join('/') : null, parts };
  }

  async goal(key: string): Promise<DistrictGoal | null> {
    const at = districtAt(await this.allOrKnown(), key);
    return at && { name: at.name, ...degreesOf(at.bounds) };
  }
}

const sizeOf = ({ west, north, east, south }: WorldBounds) => (east - west) * (south - north);
