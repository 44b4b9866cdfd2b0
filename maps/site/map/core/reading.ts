/**
 * What is read when: the manifest at first and again and again, then what is in view (far away the overview, nearer the shards), what lies
 * around the reader until something open is found, and the live figures.
 */
import { noHolidays, readHolidayTable } from '../../../../shared/domain/hours/holidays.ts';
import type { Manifest } from '../../../../shared/map-data/manifest.ts';
import { utf8Text } from '../../../../shared/map-data/utf8.ts';
import { type Area, around, mostShards } from './area.ts';
import type { DistrictTree } from './district-tree.ts';
import type { KnownStations } from './known-stations.ts';
import type { LiveBoard } from './live-board.ts';
import { FileFault, type MapFiles } from './map-files.ts';
import type { Overviews } from './overviews.ts';
import type { ShownMap } from './shown-map.ts';
import type { SiteClock } from './site-clock.ts';
import type { Status } from './status.ts';
import { boundsOf, type View } from './view.ts';
import type { WholePack } from './whole-pack.ts';

export interface ReadingParts {
  readonly files: MapFiles;
  readonly clock: SiteClock;
  readonly view: View;
  readonly status: Status;
  readonly area: Area;
  readonly pack: WholePack;
  readonly live: LiveBoard;
  readonly overviews: Overviews;
  readonly districts: DistrictTree;
  readonly stations: KnownStations;
  readonly shown: ShownMap;
  readonly changed: () => void;
  /** A newer manifest is in: what was read by the one before may be asked for anew. */
  readonly begin: (manifest: Manifest) => void;
  /** All that is in view is read by the newer manifest. */
  readonly begun: () => void;
}

/** A quarter of an hour on foot, and a town. */
const nearMetres = 1_500;
export const townMetres = 6_000;
/** Around the reader, until an open station is found. */
const ringsMetres = [nearMetres, townMetres, 25_000];
const liveZoom = 12;

export class Reading {
  readonly #parts: ReadingParts;
  #comes: Promise<void> | null = null;
  #isAsking = false;
  #turn = 0;

  constructor(parts: ReadingParts) {
    this.#parts = parts;
  }

  readonly failed = (error: unknown): void => {
    if (!(error instanceof FileFault)) throw error;
    const { status, changed } = this.#parts;
    if (error.kind === 'newer') status.phase = 'newer';
    else status.isPartial = true;
    changed();
  };

  /** What the manifest names could not be had: it may be an old one. Asked for once at a time. */
  async missed(): Promise<void> {
    this.#parts.status.isPartial = true;
    this.#parts.changed();
    if (this.#isAsking) return;
    this.#isAsking = true;
    await this.manifest();
    this.#isAsking = false;
  }

  manifest(): Promise<void> {
    this.#comes ??= this.#manifestNow().finally(() => {
      this.#comes = null;
    });
    return this.#comes;
  }

  /** What is on its way may have been asked before the network was back. */
  async manifestAnew(): Promise<void> {
    if (this.#comes) await this.#comes;
    await this.manifest();
  }

  async #manifestNow(): Promise<void> {
    const { files, clock, status, changed, begin, begun } = this.#parts;
    try {
      const read = await files.manifest();
      if (read.servedMs !== null) clock.learn(read.servedMs);
      status.storedMs = read.storedMs;
      status.phase = 'ready';
      if (status.manifest !== null && read.manifest.madeAtMs <= status.manifest.madeAtMs) return changed();
      status.manifest = read.manifest;
      begin(read.manifest);
      void this.#holidays(read.manifest).catch(this.failed);
      void this.#parts.districts.read(false).catch(this.failed);
      changed();
      await this.view();
      void this.around();
      begun();
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      if (error.kind === 'newer') status.phase = 'newer';
      else if (status.manifest === null) status.phase = 'failed';
      else status.storedMs ??= clock.now();
      changed();
    }
  }

  async #holidays({ holidays }: Manifest): Promise<void> {
    const { files, status, changed } = this.#parts;
    status.holidays = (await files.read(holidays, (bytes) => readHolidayTable(JSON.parse(utf8Text(bytes))))) ?? noHolidays;
    changed();
  }

  async view(): Promise<void> {
    const { view, status, pack, stations, districts, overviews, shown, changed } = this.#parts;
    const { seen } = view;
    if (!seen || !status.manifest) return;
    const turn = ++this.#turn;
    status.isReading = true;
    const done = () => {
      status.isReading = false;
      changed();
    };
    try {
      if (shown.isOverview) {
        await overviews.read(seen.zoom, view.filter);
        status.isPartial = false;
        return turn === this.#turn ? done() : undefined;
      }
      if (stations.columns() === pack.columns) {
        status.isPartial = false;
        done();
      } else {
        const isMissing = await this.#shardsInView(turn);
        if (turn !== this.#turn) return;
        done();
        if (isMissing) void this.missed();
      }
      void districts.read(true).catch(this.failed);
      await this.live();
    } catch (error) {
      if (turn === this.#turn) status.isReading = false;
      this.failed(error);
    }
  }

  /** True if something could not be had. */
  async #shardsInView(turn: number): Promise<boolean> {
    const { view, status, area } = this.#parts;
    if (!view.seen) return false;
    const bounds = boundsOf(view.seen);
    const { shards, isPartial: isCut } = await area.shardsOf(bounds);
    const isMissing = await area.read(shards.slice(0, mostShards));
    if (turn !== this.#turn) return false;
    status.isPartial = isCut || isMissing;
    status.isWhole = shards.length <= mostShards;
    if (!status.isPartial && status.isWhole) area.keepOnly(bounds, shards);
    return status.isPartial;
  }

  /** Wider and wider around the reader, until something open is known to be the nearest. */
  async around(): Promise<void> {
    const { view, status, area, stations, changed } = this.#parts;
    const from = view.origin;
    if (!from || !status.manifest) return;
    for (const metres of ringsMetres) {
      if (view.origin !== from) return;
      try {
        const { shards } = await area.shardsOf(around(from, metres));
        await area.read(shards.slice(0, mostShards));
      } catch (error) {
        return this.failed(error);
      }
      changed();
      const [open] = stations.nearest(stations.look().found.open, from, 1);
      if (open && open.metres <= metres) return;
    }
  }

  async live(): Promise<void> {
    const { view, clock, area, live, shown, changed } = this.#parts;
    const { seen, origin } = view;
    if (!seen || shown.isOverview || Math.round(seen.zoom) < liveZoom) return;
    const bounds = boundsOf(seen);
    const [beside, inView] = await Promise.all([area.shardsOf(origin ? around(origin, nearMetres) : bounds), area.shardsOf(bounds)]);
    if (await live.read([...beside.shards, ...inView.shards], clock.now())) changed();
  }
}
