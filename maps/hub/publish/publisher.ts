/**
 * The published map: everything from a snapshot, then only what a change touches. Calls run one after the other; a reader sees the
 * manifest of before or of after, and every file of either. What a failed call could not write is written by the next.
 */
import type { HolidayTable } from '../../../shared/domain/hours/holidays.ts';
import type { GoneStation, LiveFigures } from '../../../shared/domain/listed-station.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import { dayOfDate } from '../../../shared/map-data/calendar-day.ts';
import { encodeDistricts } from '../../../shared/map-data/districts.ts';
import { encodeGone } from '../../../shared/map-data/gone.ts';
import { encodeJson } from '../../../shared/map-data/json.ts';
import { decodeManifest, type Manifest } from '../../../shared/map-data/manifest.ts';
import { regionKey } from '../../../shared/map-data/region.ts';
import { BulkFiles } from './bulk-files.ts';
import { districtTree } from './district-tree.ts';
import { type Leaves, type Place, putLeaves, putRegions } from './leaf-files.ts';
import { LiveFiles } from './live-files.ts';
import { MapFolder } from './map-folder.ts';
import { namedFiles, readNamedFiles } from './named-files.ts';
import { putOverviews } from './overview-files.ts';
import { type PackEntry, putPack } from './pack-files.ts';
import {
  Interned,
  inMortonOrder,
  joinRows,
  mergeRows,
  onDay,
  type PublishedStation,
  rowsOf,
  type StationRows,
  type Tables,
} from './station-rows.ts';
import { putWhereabouts } from './whereabouts-files.ts';

export interface PublisherOptions {
  /** The folder that is served as `/map/`; made if it is missing. One publisher a folder. */
  readonly outDir: string;
  readonly now: () => number;
  readonly holidays: HolidayTable;
  readonly demo: boolean;
  /** Where the site is reached, for feeds that must name whole addresses: https://map.example.org. */
  readonly siteUrl?: string;
}

export interface Snapshot {
  /** Batches, so that a country need not be in memory twice. No number stands twice. */
  readonly stations: Iterable<readonly PublishedStation[]> | AsyncIterable<readonly PublishedStation[]>;
  readonly gone: readonly GoneStation[];
}

export interface Publisher {
  /** All of it. Files that are there already are not written again; with no change at all not even the manifest is. */
  readonly publish: (snapshot: Snapshot) => Promise<Manifest>;
  /**
   * Only what these stations touch; the pack follows with `publishBulk`. Call it with nothing once a day after midnight in UTC+8:
   * closures begin and end then.
   * @param gone all that are gone; left out, they are as before
   */
  readonly publishChanged: (
    changed: readonly PublishedStation[],
    removed: readonly number[],
    gone?: readonly GoneStation[],
  ) => Promise<Manifest>;
  /** Everything that stations say of themselves now; what is missing here disappears. At most every 20 s. */
  readonly publishLive: (figures: Iterable<LiveFigures>) => Promise<void>;
  /** The pack if it is older than the map, then feeds and downloads of what changed. Does nothing within ten minutes of the last time. */
  readonly publishBulk: () => Promise<void>;
}

interface State {
  readonly rows: StationRows;
  readonly tables: Tables;
  readonly day: number;
  readonly gone: readonly GoneStation[];
}

/** What is not yet in the manifest; null: everything. */
type Unpublished = { readonly places: readonly Place[]; readonly numbers: readonly number[] } | null;

const bulkEveryMs = 600_000;

export function createPublisher({ outDir, now, holidays, demo, siteUrl = '' }: PublisherOptions): Publisher {
  const folder = new MapFolder(outDir);
  const live = new LiveFiles(folder);
  const bulk = new BulkFiles(folder, siteUrl);
  let state: State | null = null;
  let unpublished: Unpublished = null;
  let leaves: Leaves = new Map();
  /** The rows of these leaves: behind the state's while a write has failed. */
  let shown: StationRows | null = null;
  let manifest: Manifest | null | undefined;
  let lastBulkMs = Number.NEGATIVE_INFINITY;
  let tail: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = tail.then(work);
    tail = turn.catch(() => {});
    return turn;
  }

  async function readBefore(): Promise<Manifest | null> {
    const bytes = await folder.read('manifest.json');
    try {
      const before = bytes && decodeManifest(bytes);
      if (before) folder.inUse(await readNamedFiles(folder, before));
      return before;
    } catch {
      // A manifest that cannot be read is replaced like none.
      return null;
    }
  }

  async function write({ rows, tables, gone }: State, withPack: boolean): Promise<Manifest> {
    manifest ??= await readBefore();
    const before = manifest ?? null;
    const madeAtMs = Math.max(now(), (before?.madeAtMs ?? 0) + 1);
    const paths = tables.districts.values;
    const made = await putLeaves(folder, rows, tables, leaves, unpublished?.places ?? null);
    const regions = await putRegions(folder, made);
    const overviews = await putOverviews(folder, rows, paths);
    const tree = districtTree(rows, paths);
    await live.put(rows, made, now());
    const whereabouts = await putWhereabouts(folder, rows, unpublished?.numbers ?? null);
    const pack: PackEntry | null =
      withPack || !before?.pack ? await putPack(folder, rows, tables, regions, before?.pack ?? null, madeAtMs) : before.pack;
    const next: Manifest = {
      version: 1,
      madeAtMs,
      previousMadeAtMs: before?.madeAtMs ?? null,
      demo,
      count: rows.count,
      bounds: tree.bounds,
      overviews,
      regions: Object.fromEntries(regions.map(({ tile, file, count }) => [regionKey(tile), { file, count }])),
      pack,
      holidays: await folder.put('holidays.json', encodeJson(holidays)),
      gone: await folder.put('gone.json', encodeGone(gone)),
      districts: await folder.put('districts.json', encodeDistricts(tree.toDepth(2))),
      allDistricts: await folder.put('districts.json', encodeDistricts(tree.toDepth(3))),
    };
    await folder.settle();
    const timeless = (one: Manifest | null) => JSON.stringify({ ...one, madeAtMs: 0, previousMadeAtMs: 0 });
    const named = namedFiles(next, made);
    for (const path of whereabouts) named.add(path);
    folder.inUse(named);
    if (timeless(next) !== timeless(before)) {
      await folder.swap(encodeJson(next), named, madeAtMs);
      manifest = next;
    }
    leaves = made;
    shown = rows;
    unpublished = { places: [], numbers: [] };
    await folder.sweep(now());
    return manifest ?? next;
  }

  async function publish({ stations, gone }: Snapshot): Promise<Manifest> {
    const tables: Tables = { schedules: new Interned(), districts: new Interned() };
    const day = dayOfDate(workDayOf(now()));
    const parts: StationRows[] = [];
    for await (const batch of stations) parts.push(rowsOf(batch, tables, day));
    const rows = inMortonOrder(joinRows(parts));
    if (new Set(rows.number).size !== rows.count) throw new Error('a station number stands twice in the snapshot');
    state = { rows, tables, day, gone };
    unpublished = null;
    bulk.touch(null);
    // Everything anew: the downloads too, whenever they are asked for next.
    lastBulkMs = Number.NEGATIVE_INFINITY;
    return write(state, true);
  }

  async function publishChanged(
    changed: readonly PublishedStation[],
    removed: readonly number[],
    gone?: readonly GoneStation[],
  ): Promise<Manifest> {
    if (!state) throw new Error('publish a snapshot first');
    const { tables } = state;
    const day = dayOfDate(workDayOf(now()));
    const old = day === state.day ? { rows: state.rows, changed: [] } : onDay(state.rows, day);
    const numbers = new Set([...removed, ...changed.map(({ station }) => station.number)]);
    const added = inMortonOrder(rowsOf(changed, tables, day));
    const rows = mergeRows(old.rows, numbers, added);
    const placeOf =
      ({ x, y }: StationRows) =>
      (row: number) => ({ x: x[row] as number, y: y[row] as number });
    const leaving = [...old.rows.number.keys()].filter((row) => numbers.has(old.rows.number[row] as number));
    const places = [...old.changed, ...leaving].map(placeOf(old.rows)).concat([...added.number.keys()].map(placeOf(added)));
    bulk.touch([...leaving.map((row) => old.rows.district[row] as number), ...added.district]);
    state = { rows, tables, day, gone: gone ?? state.gone };
    // null, everything, stays null until it is written
    unpublished = unpublished && { places: [...unpublished.places, ...places], numbers: [...unpublished.numbers, ...numbers] };
    return write(state, false);
  }

  async function publishLive(figures: Iterable<LiveFigures>): Promise<void> {
    live.set(figures);
    if (!shown) return;
    await live.put(shown, leaves, now());
    await folder.settle();
  }

  async function publishBulk(): Promise<void> {
    if (!state || now() - lastBulkMs < bulkEveryMs) return;
    lastBulkMs = now();
    await write(state, true);
    await bulk.put(state.rows, state.tables, live.figures, now());
    await folder.settle();
  }

  return {
    publish: (snapshot) => inTurn(() => publish(snapshot)),
    publishChanged: (changed, removed, gone) => inTurn(() => publishChanged(changed, removed, gone)),
    publishLive: (figures) => inTurn(() => publishLive(figures)),
    publishBulk: () => inTurn(publishBulk),
  };
}
