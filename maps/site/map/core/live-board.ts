/** Power banks and jobs as stations told them last, with their age: hidden once they are older than five minutes. */
import type { LiveFigures } from '../../../../shared/domain/listed-station.ts';
import { decodeLive, liveForMs, livePath } from '../../../../shared/map-data/live.ts';
import type { ShardEntry } from '../../../../shared/map-data/region.ts';
import type { Banks } from '../station-view.ts';
import type { MapFiles } from './map-files.ts';

/** Files for one reading. */
const mostFiles = 12;
/** Asked for so lately that another look at the map asks for nothing; below the pace at which the page asks by itself. */
const freshMs = 3000;
const minuteMs = 60_000;

export class LiveBoard {
  readonly #files: MapFiles;
  readonly #figures = new Map<number, LiveFigures>();
  readonly #askedMs = new Map<string, number>();

  constructor(files: MapFiles) {
    this.#files = files;
  }

  /** Of the stations of these shards. True if anything came. */
  async read(shards: readonly ShardEntry[], nowMs: number): Promise<boolean> {
    // the phone's clock may have been set meanwhile, either way
    const isDue = (path: string) => !(Math.abs(nowMs - (this.#askedMs.get(path) ?? Number.NaN)) < freshMs);
    const paths = [...new Set(shards.map(({ tile }) => livePath(tile)))].slice(0, mostFiles).filter(isDue);
    for (const path of paths) this.#askedMs.set(path, nowMs);
    const told = await Promise.all(paths.map((path) => this.#files.fresh(path, decodeLive).catch(() => null)));
    for (const file of told) for (const figures of file?.figures ?? []) this.#figures.set(figures.number, figures);
    return told.some((file) => file !== null);
  }

  at(number: number, nowMs: number): { readonly banks: Banks | null; readonly jobs: number | null } {
    const figures = this.#figures.get(number);
    const ageMs = figures ? nowMs - figures.atMs : Number.POSITIVE_INFINITY;
    if (!figures || ageMs > liveForMs) return { banks: null, jobs: null };
    const ageMinutes = Math.max(0, Math.floor(ageMs / minuteMs));
    return { banks: figures.banks && { ...figures.banks, ageMinutes }, jobs: figures.jobs };
  }
}
