/** Stations that may be one and the same: at most 50 m apart and of similar names. Proposed, never done. */
import { distanceMetres, type Point } from '../../../shared/geo/distance.ts';
import { breathe } from './byte-source.ts';
import { isLikeName, type NameForm, nameForm } from './name-likeness.ts';

export interface Listed {
  readonly name: string;
  readonly point: Point;
}

export interface ProposedMerge<T extends Listed> {
  readonly keep: T;
  /** Each at most 50 m from `keep` itself: no chain leads further away. */
  readonly others: readonly { readonly station: T; readonly metres: number }[];
}

export const duplicateMetres = 50;
/** Of latitude, a little more than 50 m: neighbours lie in the same cell or one beside it. */
const cellDegrees = 0.0005;

interface Entry<T> {
  readonly station: T;
  form: NameForm | null;
  taken: boolean;
}

/** Stations between two pauses for others. */
const atOnce = 2000;

/** The earlier in the list is the one to keep: give those with the oldest numbers first. A country takes a second, in pauses. */
export async function proposeMerges<T extends Listed>(stations: readonly T[]): Promise<readonly ProposedMerge<T>[]> {
  const grid = new Grid<Entry<T>>();
  for (const [at, station] of stations.entries()) {
    if (at % atOnce === 0) await breathe();
    grid.add(station.point, { station, form: null, taken: false });
  }
  const proposed: ProposedMerge<T>[] = [];
  for (const [at, entry] of grid.entries.entries()) {
    if (at % atOnce === 0) await breathe();
    if (entry.taken) continue;
    const others: { station: T; metres: number }[] = [];
    for (const other of grid.near(entry.station.point)) {
      if (other === entry || other.taken) continue;
      const metres = distanceMetres(entry.station.point, other.station.point);
      if (metres > duplicateMetres || !isLikeName(formOf(entry), formOf(other))) continue;
      other.taken = true;
      others.push({ station: other.station, metres: Math.round(metres) });
    }
    entry.taken = true;
    if (others.length > 0) proposed.push({ keep: entry.station, others: others.toSorted((a, b) => a.metres - b.metres) });
  }
  return proposed;
}

/** Only of those that have a neighbour. */
function formOf<T extends Listed>(entry: Entry<T>): NameForm {
  entry.form ??= nameForm(entry.station.name);
  return entry.form;
}

/** Rows of columns: many small maps grow without the pause that one large map takes. */
class Grid<E> {
  readonly entries: E[] = [];
  readonly #rows = new Map<number, Map<number, E[]>>();

  add(point: Point, entry: E): void {
    this.entries.push(entry);
    const row = rowOf(point);
    const columns = this.#rows.get(row) ?? new Map<number, E[]>();
    this.#rows.set(row, columns);
    const column = columnOf(point, row);
    const cell = columns.get(column);
    if (cell) cell.push(entry);
    else columns.set(column, [entry]);
  }

  *near(point: Point): Generator<E> {
    for (let row = rowOf(point) - 1; row <= rowOf(point) + 1; row++) {
      const columns = this.#rows.get(row);
      if (!columns) continue;
      // Columns narrow towards the poles, row by row.
      const middle = columnOf(point, row);
      for (let column = middle - 1; column <= middle + 1; column++) yield* columns.get(column) ?? [];
    }
  }
}

const rowOf = ({ lat }: Point) => Math.floor(lat / cellDegrees);
function columnOf({ lng }: Point, row: number): number {
  const cos = Math.max(0.01, Math.cos((row * cellDegrees * Math.PI) / 180));
  return Math.floor((lng * cos) / cellDegrees);
}
