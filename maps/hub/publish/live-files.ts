/** One small file a shard with what its stations say of themselves; written when that changes. */
import type { LiveFigures } from '../../../shared/domain/listed-station.ts';
import { encodeLive, liveForMs, livePath } from '../../../shared/map-data/live.ts';
import type { Leaf, Leaves } from './leaf-files.ts';
import type { MapFolder } from './map-folder.ts';
import type { StationRows } from './station-rows.ts';

const nothing = '[]';

export class LiveFiles {
  readonly #folder: MapFolder;
  readonly #written = new Map<string, string>();
  #figures: ReadonlyMap<number, LiveFigures> = new Map();

  constructor(folder: MapFolder) {
    this.#folder = folder;
  }

  get figures(): ReadonlyMap<number, LiveFigures> {
    return this.#figures;
  }

  set(figures: Iterable<LiveFigures>): void {
    this.#figures = new Map([...figures].map((figure) => [figure.number, figure]));
  }

  #figuresIn(rows: StationRows, { from, count }: Leaf, nowMs: number): LiveFigures[] {
    const found: LiveFigures[] = [];
    for (let row = from; row < from + count; row += 1) {
      const figure = this.#figures.get(rows.number[row] as number);
      if (figure && nowMs - figure.atMs <= liveForMs) found.push(figure);
    }
    return found;
  }

  /** Writes those whose figures are not what their file says; every shard has one, so that asking is never an error. */
  async put(rows: StationRows, leaves: Leaves, nowMs: number): Promise<string[]> {
    const paths: string[] = [];
    for (const leaf of leaves.values()) {
      const path = livePath(leaf.tile);
      const figures = this.#figures.size > 0 ? this.#figuresIn(rows, leaf, nowMs) : [];
      const said = figures.length > 0 ? JSON.stringify(figures) : nothing;
      const before = this.#written.get(path) ?? (this.#folder.has(path) ? nothing : undefined);
      if (said === before && this.#folder.has(path)) continue;
      this.#written.set(path, said);
      await this.#folder.replace(path, encodeLive({ madeAtMs: nowMs, figures }));
      paths.push(path);
    }
    return paths;
  }
}
