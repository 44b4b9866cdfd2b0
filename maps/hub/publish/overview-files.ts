/** The country in groups at zooms 4-8, and the same groups' counts for each amenity. */
import { type Group, groupsIn } from '../../../shared/map-data/cells.ts';
import { amenityBits, encodeAmenityCounts, encodeOverview, type OverviewZoom, overviewZooms } from '../../../shared/map-data/overview.ts';
import type { MapFolder } from './map-folder.ts';
import type { StationRows } from './station-rows.ts';

const world = { west: 0, north: 0, east: 2 ** 32, south: 2 ** 32 };
/** Groups with a name, at each zoom. */
const named = 40;
const largest = 8;

export interface OverviewFiles {
  readonly zoom: OverviewZoom;
  readonly file: string;
  readonly bits: string;
}

/** What most of a group's stations say their city is; without the word city. */
function townOf(rows: StationRows, districts: readonly (readonly string[])[], { row, count }: Group): string {
  const votes = new Map<string, number>();
  for (let at = row; at < row + count; at += 1) {
    const path = districts[rows.district[at] as number] ?? [];
    const town = path[1] ?? path[0] ?? '';
    votes.set(town, (votes.get(town) ?? 0) + 1);
  }
  const [winner] = [...votes].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1));
  return (winner?.[0] ?? '').replace(/(?<=..)市$/u, '');
}

function countAmenities(rows: StationRows, groups: readonly Group[]): Uint32Array[] {
  const counts = Array.from({ length: amenityBits }, () => new Uint32Array(groups.length));
  for (const [index, { row, count }] of groups.entries()) {
    for (let at = row; at < row + count; at += 1) {
      for (let mask = rows.yes[at] as number; mask !== 0; mask &= mask - 1) {
        const column = counts[31 - Math.clz32(mask & -mask)] as Uint32Array;
        column[index] = (column[index] as number) + 1;
      }
    }
  }
  return counts;
}

/** Counts of the groups of a zoom from those of a larger one: four cells make one. */
function foldCounts(counts: readonly Uint32Array[], groups: readonly Group[], into: readonly Group[]): Uint32Array[] {
  // Both in Morton order, the smaller groups' rows inside the larger's.
  const folded = counts.map(() => new Uint32Array(into.length));
  let target = 0;
  for (const [index, { row }] of groups.entries()) {
    while (row >= (into[target]?.row ?? 0) + (into[target]?.count ?? 0)) target += 1;
    for (const [bit, column] of counts.entries()) {
      const sums = folded[bit] as Uint32Array;
      sums[target] = (sums[target] as number) + (column[index] as number);
    }
  }
  return folded;
}

export async function putOverviews(
  folder: MapFolder,
  rows: StationRows,
  districts: readonly (readonly string[])[],
): Promise<OverviewFiles[]> {
  let finer = groupsIn(rows, null, largest, world);
  let counts = countAmenities(rows, finer);
  const files: OverviewFiles[] = [];
  for (const zoom of [...overviewZooms].reverse()) {
    const groups = zoom === largest ? finer : groupsIn(rows, null, zoom, world);
    if (zoom !== largest) counts = foldCounts(counts, finer, groups);
    finer = groups;
    const big = [...groups.keys()].sort((a, b) => (groups[b]?.count ?? 0) - (groups[a]?.count ?? 0) || a - b).slice(0, named);
    const names = new Map(
      big
        .sort((a, b) => a - b)
        .map((index) => [index, townOf(rows, districts, groups[index] as Group)] as const)
        .filter(([, name]) => name !== ''),
    );
    files.push({
      zoom,
      file: await folder.put(`overview-${zoom}.bin`, encodeOverview({ zoom, groups, names })),
      bits: await folder.put(`bits-${zoom}.bin`, encodeAmenityCounts({ zoom, counts })),
    });
  }
  return files.reverse();
}
