/** Provinces, cities and districts with their counts and bounds, from the stations' own words. */
import type { District } from '../../../shared/map-data/districts.ts';
import type { WorldBounds } from '../../../shared/map-data/station-columns.ts';
import { initialsOf } from './initials-of.ts';
import type { StationRows } from './station-rows.ts';

interface Node {
  count: number;
  west: number;
  north: number;
  east: number;
  south: number;
  readonly parts: Map<string, Node>;
}

const newNode = (): Node => ({ count: 0, west: 2 ** 32, north: 2 ** 32, east: 0, south: 0, parts: new Map() });

function widen(node: Node, by: Omit<Node, 'parts'>): void {
  node.count += by.count;
  node.west = Math.min(node.west, by.west);
  node.north = Math.min(node.north, by.north);
  node.east = Math.max(node.east, by.east);
  node.south = Math.max(node.south, by.south);
}

const boundsOf = ({ west, north, east, south }: Node): WorldBounds => ({ west, north, east, south });

function toDistricts(parts: ReadonlyMap<string, Node>, depth: number): District[] {
  return [...parts]
    .map(([name, node]) => ({
      name,
      initials: initialsOf(name),
      count: node.count,
      bounds: boundsOf(node),
      parts: depth > 1 ? toDistricts(node.parts, depth - 1) : [],
    }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

export interface DistrictTree {
  /** Bounds of all stations; null without any. */
  readonly bounds: WorldBounds | null;
  /** To 2 levels, or all 3. Stations that say no district are in none. */
  readonly toDepth: (depth: 2 | 3) => District[];
}

export function districtTree(rows: StationRows, paths: readonly (readonly string[])[]): DistrictTree {
  const leaves = paths.map(newNode);
  for (let row = 0; row < rows.count; row += 1) {
    const [x, y] = [rows.x[row] as number, rows.y[row] as number];
    widen(leaves[rows.district[row] as number] as Node, { count: 1, west: x, north: y, east: x + 1, south: y + 1 });
  }
  const root = newNode();
  for (const [index, path] of paths.entries()) {
    const leaf = leaves[index] as Node;
    if (leaf.count === 0) continue;
    widen(root, leaf);
    let node = root;
    for (const name of path) {
      const part = node.parts.get(name) ?? newNode();
      node.parts.set(name, part);
      widen(part, leaf);
      node = part;
    }
  }
  return { bounds: root.count > 0 ? boundsOf(root) : null, toDepth: (depth) => toDistricts(root.parts, depth) };
}
