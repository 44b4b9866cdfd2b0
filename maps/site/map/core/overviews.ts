/** The published groups of the whole country, and their counts of each amenity: what is drawn from afar without a single station. */
import type { Group } from '../../../../shared/map-data/cells.ts';
import type { Manifest } from '../../../../shared/map-data/manifest.ts';
import {
  type AmenityCounts,
  decodeAmenityCounts,
  decodeOverview,
  type Overview,
  overviewZooms,
} from '../../../../shared/map-data/overview.ts';
import type { WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import { type Filter, isFiltering } from '../screen/filter.ts';
import type { MapFiles } from './map-files.ts';
import { overviewTop } from './view.ts';

export interface FoundGroups {
  readonly groups: readonly (Group & { readonly name: string })[];
  /** The filter is in the counts. */
  readonly isExact: boolean;
}

export class Overviews {
  readonly #files: MapFiles;
  readonly #changed: () => void;
  readonly #read = new Map<number, { overview: Overview; counts: AmenityCounts | null }>();
  #manifest: Manifest | null = null;

  constructor(files: MapFiles, changed: () => void) {
    this.#files = files;
    this.#changed = changed;
  }

  begin(manifest: Manifest): void {
    this.#manifest = manifest;
    this.#read.clear();
  }

  hasAny(): boolean {
    return this.#read.size > 0;
  }

  /** The groups first, then what the filter needs. @throws FileFault */
  async read(zoom: number, filter: Filter): Promise<void> {
    const at = zoomOf(zoom);
    const entry = this.#manifest?.overviews.find((one) => one.zoom === at);
    if (!entry) return;
    const before = this.#read.get(at);
    const isCounted = singleBit(filter) !== null;
    if (before && (before.counts || !isCounted)) return this.#changed();
    const overview = await this.#files.read(entry.file, decodeOverview);
    this.#read.set(at, { overview, counts: before?.counts ?? null });
    this.#changed();
    if (!isCounted) return;
    this.#read.set(at, { overview, counts: await this.#files.read(entry.bits, decodeAmenityCounts) });
    this.#changed();
  }

  groups(bounds: WorldBounds, zoom: number, filter: Filter): FoundGroups {
    const at = this.#read.get(zoomOf(zoom));
    if (!at) return { groups: [], isExact: false };
    const { overview, counts } = at;
    const bit = singleBit(filter);
    const isExact = !isFiltering(filter) || (bit !== null && counts !== null);
    const groups = overview.groups.flatMap((group, index) => {
      const count = bit !== null && counts ? (counts.counts[bit]?.[index] ?? 0) : group.count;
      const isSeen = group.x >= bounds.west && group.x < bounds.east && group.y >= bounds.north && group.y < bounds.south;
      return count > 0 && isSeen ? [{ ...group, count, name: overview.names.get(index) ?? '' }] : [];
    });
    return { groups, isExact };
  }
}

const zoomOf = (zoom: number) => Math.max(overviewZooms[0], Math.min(overviewTop, Math.round(zoom)));

/** The one amenity that is asked for, where nothing else is: its counts are published. */
function singleBit({ openNow, amenities }: Filter): number | null {
  const isSingle = !openNow && amenities !== 0 && (amenities & (amenities - 1)) === 0;
  return isSingle ? 31 - Math.clz32(amenities) : null;
}
