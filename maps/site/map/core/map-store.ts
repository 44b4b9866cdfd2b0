/**
 * The map's data as the screens and the layer ask for it (map-model.ts, marks.ts). Reads what the view needs: far away the published
 * overview, nearer the shards, everything from the pack where the phone has it. Figures that are not exact yet say so.
 */

import { accessMethods } from '../../../../shared/domain/access-method.ts';
import { type HolidayTable, noHolidays, readHolidayTable } from '../../../../shared/domain/hours/holidays.ts';
import type { Closure, GoneStation, LiveFigures } from '../../../../shared/domain/listed-station.ts';
import { distanceMetres, type Point } from '../../../../shared/geo/distance.ts';
import { latOf, lngOf, worldX, worldY } from '../../../../shared/geo/mercator.ts';
import { dateOfDay } from '../../../../shared/map-data/calendar-day.ts';
import { type Group, groupsIn } from '../../../../shared/map-data/cells.ts';
import type { StationDetail } from '../../../../shared/map-data/detail.ts';
import { type District, decodeDistricts } from '../../../../shared/map-data/districts.ts';
import { decodeGone } from '../../../../shared/map-data/gone.ts';
import { decodeLive, liveForMs, livePath } from '../../../../shared/map-data/live.ts';
import { hashIn, type Manifest } from '../../../../shared/map-data/manifest.ts';
import { decodeNames, type PackNames } from '../../../../shared/map-data/names.ts';
import {
  type AmenityCounts,
  decodeAmenityCounts,
  decodeOverview,
  type Overview,
  overviewZooms,
} from '../../../../shared/map-data/overview.ts';
import { decodePack, type Pack } from '../../../../shared/map-data/pack.ts';
import { regionKey, tileBounds, touches } from '../../../../shared/map-data/region.ts';
import { noEnd, type StationColumns, type WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import { utf8Text } from '../../../../shared/map-data/utf8.ts';
import { decodeWhereabouts, whereaboutsPath } from '../../../../shared/map-data/whereabouts.ts';
import type { DistrictGoal, DistrictPage, MapModel, MapState, SearchAnswer, SeenMap, StationAnswer } from '../map-model.ts';
import type { DistrictChoice } from '../place/district.ts';
import { type Filter, isFiltering, noFilter } from '../screen/filter.ts';
import type { Banks, ShownState, StationRow } from '../station-view.ts';
import { Area, around, mostShards } from './area.ts';
import { countIn } from './count-in.ts';
import { type Filtered, filtered, stateAt, statesOf } from './filtering.ts';
import { labelZoom } from './labels.ts';
import { FileFault, type MapFiles } from './map-files.ts';
import type { Mark } from './marks.ts';
import { nearestPassing, pointOfRow } from './nearest.ts';
import { choiceOf, districtAt, foundIn, searchDistricts, searchPack } from './search.ts';
import { shownState, shownWeek } from './shown-state.ts';
import type { SiteClock } from './site-clock.ts';

export interface StoreOptions {
  readonly files: MapFiles;
  readonly clock: SiteClock;
  /** Beside a door: 到 21:00. */
  readonly labelOf: (state: ShownState) => string;
  /** Whether a megabyte may be read unasked. */
  readonly isUnmetered: () => boolean;
  /** Calls again and again while the page is seen, until what it gives back is called. */
  readonly every: (ms: number, work: () => void) => () => void;
  /** Where the map stood last: without a network a station is looked for there. */
  readonly lastSeen?: () => Point | null;
  /** Calls when the page has nothing better to do. */
  readonly idle: (work: () => void) => void;
}

export interface MapStore extends MapModel {
  /** The whole country on the phone: every filter exact, and use without a network. */
  readPack(): Promise<void>;
  stop(): void;
}

const pageRows = 20;
/** Bytes that a search may cost unasked; a country of more is read where nothing near was found. */
const smallPack = 300_000;
const overviewTop = 8;
const manifestEveryMs = 60_000;
const liveEveryMs = 20_000;
/** Around the reader, until an open station is found. */
const ringsMetres = [1_500, 6_000, 25_000];
const opensSoonest = 20;
const noColumns: StationColumns = {
  count: 0,
  ...{ number: new Uint32Array(), x: new Uint32Array(), y: new Uint32Array(), yes: new Uint32Array(), known: new Uint32Array() },
  ...{ hours: new Uint16Array(), closedFrom: new Uint16Array(), closedTo: new Uint16Array(), access: new Uint8Array(), schedules: [] },
};

export function mapStore({ files, clock, labelOf, isUnmetered, lastSeen = () => null, every, idle }: StoreOptions): MapStore {
  const area = new Area(files);
  const listeners = new Set<() => void>();
  const details = new Map<number, StationDetail>();
  /** Asked for since the manifest was read: words of before stand until the new ones are in. */
  const asked = new Set<number>();
  const nameless = new Set<number>();
  /** Of the stations whose pages are open. */
  const readers = new Set<(isAll: boolean) => void>();
  const live = new Map<number, LiveFigures>();
  const overviews = new Map<number, { overview: Overview; counts: AmenityCounts | null }>();
  let manifest: Manifest | null = null;
  let holidays: HolidayTable = noHolidays;
  let gone: readonly GoneStation[] | null = null;
  let districts: readonly District[] = [];
  let hasAllDistricts = false;
  let pack: Pack | null = null;
  let names: PackNames | null = null;
  let seen: SeenMap | null = null;
  let filter: Filter = noFilter;
  let origin: Point | null = null;
  let shownRows = pageRows;
  let phase: MapState['phase'] = 'loading';
  let storedMs: number | null = null;
  let isPartial = false;
  let isWhole = false;
  let isReading = true;
  let version = 0;
  let state: MapState = { ...emptyState(), phase };
  let queued = false;

  // ---- what follows from columns, hours and filter, kept until one of them changes

  let known: {
    columns: StationColumns;
    minute: number;
    filter: Filter;
    holidays: HolidayTable;
    states: Uint8Array;
    found: Filtered;
  } | null = null;
  const look = () => {
    const columns = columnsNow();
    const minute = Math.floor(clock.now() / 60_000);
    if (known && known.columns === columns && known.minute === minute && known.filter === filter && known.holidays === holidays)
      return known;
    const isSame = known && known.columns === columns && known.minute === minute && known.holidays === holidays;
    const states = known && isSame ? known.states : statesOf(columns, clock.now(), holidays);
    known = { columns, minute, filter, holidays, states, found: filtered(columns, states, filter) };
    return known;
  };

  /** The pack where it is of this manifest for all that is in view, else what was read of shards. */
  function columnsNow(): StationColumns {
    if (pack && (!seen || isPackGood(boundsOf(seen)))) return pack.columns;
    return manifest ? area.columns() : noColumns;
  }

  function isPackGood(bounds: WorldBounds): boolean {
    const made = pack;
    if (!made || !manifest) return false;
    const hashes = new Map(made.regions.map(({ tile, hash }) => [regionKey(tile), hash]));
    return Object.entries(manifest.regions).every(([key, { file }]) => {
      const [x = 0, y = 0] = key.split('-').map(Number);
      return !touches(tileBounds({ z: 6, x, y }), bounds) || hashes.get(key) === hashIn(file);
    });
  }

  const isOverview = () => seen !== null && Math.round(seen.zoom) <= overviewTop && pack === null;

  // ---- one station as a row

  function closuresOf(columns: StationColumns, row: number, words: StationDetail | undefined): readonly Closure[] {
    if (words) return words.closures;
    const [from, to] = [columns.closedFrom[row] as number, columns.closedTo[row] as number];
    return from === 0 && to === 0 ? [] : [{ from: dateOfDay(from), to: to === noEnd ? null : dateOfDay(to), reason: '' }];
  }

  function stateOf(columns: StationColumns, row: number): ShownState {
    const words = details.get(columns.number[row] as number);
    const schedule = columns.schedules[columns.hours[row] as number] ?? null;
    return shownState(schedule, closuresOf(columns, row, words), clock.now(), holidays);
  }

  function banksOf(number: number): { banks: Banks | null; jobs: number | null } {
    const figures = live.get(number);
    const ageMs = figures ? clock.now() - figures.atMs : Number.POSITIVE_INFINITY;
    if (!figures || ageMs > liveForMs || storedMs !== null) return { banks: null, jobs: null };
    const ageMinutes = Math.max(0, Math.floor(ageMs / 60_000));
    return { banks: figures.banks && { ...figures.banks, ageMinutes }, jobs: figures.jobs };
  }

  function rowOf(columns: StationColumns, row: number): StationRow {
    const number = columns.number[row] as number;
    const words = details.get(number);
    const point = pointOfRow(columns, row);
    askWords(number, point);
    return {
      number,
      name: words?.name ?? null,
      isNameless: !words && nameless.has(number),
      address: words?.address ?? '',
      phone: words?.phone ?? '',
      point,
      metres: origin && distanceMetres(origin, point),
      state: stateOf(columns, row),
      access: accessMethods[columns.access[row] as number] ?? 'unknown',
      accessNote: words?.accessNote ?? '',
      amenities: { yes: columns.yes[row] as number, known: columns.known[row] as number },
      ...banksOf(number),
    };
  }

  function askWords(number: number, point: Point): void {
    if (asked.has(number)) return;
    asked.add(number);
    void area
      .detail(number, point)
      .then((words) => {
        if (words) {
          details.set(number, words);
          nameless.delete(number);
          return changed();
        }
        // of an older manifest's answer nothing is missed where the newer one's is in
        if (!details.has(number)) nameless.add(number);
        void missed();
      })
      .catch(failed);
  }

  // ---- the state that screens see

  function changed(): void {
    if (queued) return;
    queued = true;
    queueMicrotask(() => {
      queued = false;
      version += 1;
      state = made();
      for (const listener of listeners) listener();
    });
  }

  function made(): MapState {
    const common = {
      phase,
      storedMs,
      isOffline: storedMs !== null,
      isDemo: manifest?.demo ?? false,
      isReading,
      isPartial: isPartial || nameless.size > 0,
      bounds: manifest?.bounds ? degrees(manifest.bounds) : null,
      whereabouts: whereabouts(),
    };
    if (!seen || !manifest) return { ...emptyState(), ...common };
    const bounds = boundsOf(seen);
    if (isOverview()) {
      const { groups, isExact } = overviewGroups(bounds, seen.zoom);
      const count = groups.reduce((sum, { count }) => sum + count, 0);
      return { ...emptyState(), ...common, isOverview: true, count: overviews.size > 0 ? count : null, isExact, nearest: nearest() };
    }
    const { columns, found } = look();
    const [count = 0, openCount = 0] = countIn(columns, [found.passes, found.open], bounds);
    const from = origin ?? middle(seen);
    return {
      ...common,
      isOverview: Math.round(seen.zoom) <= overviewTop,
      count,
      openCount,
      isExact: columns === pack?.columns ? true : isWhole && !isPartial && !isReading,
      rows: nearestPassing(columns, found.passes, from, shownRows, bounds).map(({ row }) => rowOf(columns, row)),
      nearest: nearest(),
    };
  }

  /** The nearest open one; else, of the nearest, the one that opens soonest. */
  function nearest(): StationRow | null {
    const from = origin ?? (seen && middle(seen));
    const { columns, found } = look();
    if (!from || columns.count === 0) return null;
    const [open] = nearestPassing(columns, found.open, from, 1);
    if (open) return rowOf(columns, open.row);
    const near = nearestPassing(columns, found.passes, from, opensSoonest).map(({ row }) => ({ row, state: stateOf(columns, row) }));
    const opening = near.flatMap(({ row, state }) =>
      state.kind === 'closed' && state.opens ? [{ row, at: `${state.opens.day} ${state.opens.at}` }] : [],
    );
    opening.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    const best = opening[0] ?? near[0];
    return best ? rowOf(columns, best.row) : null;
  }

  function whereabouts(): string | null {
    if (!seen || Math.round(seen.zoom) <= overviewTop) return null;
    const at = middle(seen);
    const [x, y] = [worldX(at.lng), worldY(at.lat)];
    let name: string | null = null;
    let parts = districts;
    for (;;) {
      const inside = parts.filter(({ bounds }) => x >= bounds.west && x < bounds.east && y >= bounds.north && y < bounds.south);
      // Bounds overlap: the smallest that holds the place is the likeliest.
      const [one] = inside.sort((a, b) => sizeOf(a.bounds) - sizeOf(b.bounds));
      if (!one) return name;
      name = one.name;
      parts = one.parts;
    }
  }

  // ---- groups of the published overviews

  function overviewGroups(bounds: WorldBounds, zoom: number): { groups: readonly (Group & { readonly name: string })[]; isExact: boolean } {
    const at = overviews.get(zoomOf(zoom));
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

  let drawn: { version: number; bounds: WorldBounds; zoom: number; marks: readonly Mark[] } | null = null;
  function marks(bounds: WorldBounds, zoom: number): readonly Mark[] {
    if (drawn && drawn.version === version && drawn.zoom === zoom && sameBounds(drawn.bounds, bounds)) return drawn.marks;
    drawn = { version, bounds, zoom, marks: makeMarks(bounds, zoom) };
    return drawn.marks;
  }

  function makeMarks(bounds: WorldBounds, zoom: number): readonly Mark[] {
    if (isOverview()) {
      const { groups } = overviewGroups(bounds, zoom);
      return groups.map(({ x, y, count, number, name }) => ({
        ...{ x, y, count, open: null, label: count > 1 ? name : '' },
        ...{ number: count === 1 ? number : 0, state: 'unknown' as const },
      }));
    }
    const { columns, states, found } = look();
    return groupsIn(columns, found.passes, zoom, bounds, found.open).map(({ x, y, count, open, row, number }) => ({
      ...{ x, y, count, open, number },
      state: stateAt(states, row),
      label: number !== 0 && zoom >= labelZoom ? labelOf(stateOf(columns, row)) : '',
    }));
  }

  // ---- reading

  function failed(error: unknown): void {
    if (!(error instanceof FileFault)) throw error;
    if (error.kind === 'newer') phase = 'newer';
    else isPartial = true;
    changed();
  }

  /** What the manifest names could not be had: it may be an old one. Asked for once at a time. */
  let isAsking = false;
  async function missed(): Promise<void> {
    isPartial = true;
    changed();
    if (isAsking) return;
    isAsking = true;
    await readManifest();
    isAsking = false;
  }

  let manifestComes: Promise<void> | null = null;
  function readManifest(): Promise<void> {
    manifestComes ??= readManifestNow().finally(() => {
      manifestComes = null;
    });
    return manifestComes;
  }

  /** What is on its way may have been asked before the network was back. */
  async function readManifestAnew(): Promise<void> {
    if (manifestComes) await manifestComes;
    await readManifest();
  }

  async function readManifestNow(): Promise<void> {
    try {
      const read = await files.manifest();
      if (read.servedMs !== null) clock.learn(read.servedMs);
      storedMs = read.storedMs;
      const isOlder = manifest !== null && read.manifest.madeAtMs < manifest.madeAtMs;
      const isNew = manifest === null || read.manifest.madeAtMs > manifest.madeAtMs;
      phase = 'ready';
      if (isOlder || !isNew) return changed();
      manifest = read.manifest;
      area.begin(manifest);
      asked.clear();
      nameless.clear();
      overviews.clear();
      gone = null;
      void files
        .read(manifest.holidays, (bytes) => readHolidayTable(JSON.parse(utf8Text(bytes))))
        .then((table) => {
          holidays = table ?? noHolidays;
          changed();
        }, failed);
      hasAllDistricts = false;
      void readDistricts(false).catch(failed);
      changed();
      await readView();
      void readAround();
      for (const read of readers) read(false);
      if (isUnmetered()) idle(() => void readPack().catch(failed));
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      if (error.kind === 'newer') phase = 'newer';
      else if (manifest === null) phase = 'failed';
      else storedMs ??= clock.now();
      changed();
    }
  }

  async function readDistricts(all: boolean): Promise<readonly District[]> {
    if (!manifest || hasAllDistricts || (!all && districts.length > 0)) return districts;
    districts = await files.read(all ? manifest.allDistricts : manifest.districts, decodeDistricts);
    hasAllDistricts = all;
    changed();
    return districts;
  }

  let reading = 0;
  async function readView(): Promise<void> {
    if (!seen || !manifest) return;
    const turn = ++reading;
    const bounds = boundsOf(seen);
    isReading = true;
    const done = () => {
      isReading = false;
      changed();
    };
    try {
      if (isOverview()) {
        await readOverview(zoomOf(seen.zoom));
        isPartial = false;
        return turn === reading ? done() : undefined;
      }
      if (columnsNow() === pack?.columns) {
        isPartial = false;
        done();
        void readDistricts(true).catch(failed);
        return await readLive();
      }
      const { shards, isPartial: isCut } = await area.shardsOf(bounds);
      const isMissing = await area.read(shards.slice(0, mostShards));
      if (turn !== reading) return;
      isPartial = isCut || isMissing;
      isWhole = shards.length <= mostShards;
      if (!isPartial && isWhole) area.keepOnly(bounds, shards);
      done();
      if (isPartial) void missed();
      void readDistricts(true).catch(failed);
      await readLive();
    } catch (error) {
      if (turn === reading) isReading = false;
      failed(error);
    }
  }

  async function readOverview(zoom: number): Promise<void> {
    const entry = manifest?.overviews.find((one) => one.zoom === zoom);
    if (!entry) return;
    const before = overviews.get(zoom);
    const isCounted = singleBit(filter) !== null;
    if (before && (before.counts || !isCounted)) return changed();
    const overview = await files.read(entry.file, decodeOverview);
    overviews.set(zoom, { overview, counts: before?.counts ?? null });
    changed();
    if (!isCounted) return;
    overviews.set(zoom, { overview, counts: await files.read(entry.bits, decodeAmenityCounts) });
    changed();
  }

  /** Wider and wider around the reader, until something open is known to be the nearest. */
  async function readAround(): Promise<void> {
    const from = origin;
    if (!from || !manifest) return;
    for (const metres of ringsMetres) {
      if (origin !== from) return;
      try {
        const { shards } = await area.shardsOf(around(from, metres));
        await area.read(shards.slice(0, mostShards));
      } catch (error) {
        return failed(error);
      }
      changed();
      const { columns, found } = look();
      const [open] = columns.count > 0 ? nearestPassing(columns, found.open, from, 1) : [];
      if (open && open.metres <= metres) return;
    }
  }

  async function readLive(): Promise<void> {
    if (!seen || isOverview() || Math.round(seen.zoom) < 12) return;
    const bounds = boundsOf(seen);
    const near = origin ? around(origin, ringsMetres[0] as number) : bounds;
    const [beside, inView] = await Promise.all([area.shardsOf(near), area.shardsOf(bounds)]);
    const paths = new Set([...beside.shards, ...inView.shards].map(({ tile }) => livePath(tile)));
    const told = await Promise.all([...paths].slice(0, 12).map((path) => files.fresh(path, decodeLive).catch(() => null)));
    for (const file of told) for (const figures of file?.figures ?? []) live.set(figures.number, figures);
    if (told.some((file) => file !== null)) changed();
  }

  const isPackSmall = () => isUnmetered() || (manifest?.pack ? manifest.pack.bytes + manifest.pack.namesBytes : 0) <= smallPack;

  async function readPack(): Promise<void> {
    const entry = manifest?.pack;
    if (!entry) return;
    pack = await files.read(entry.file, decodePack);
    changed();
    names = await files.read(entry.names, decodeNames);
    changed();
  }

  // ---- one station

  function rowNumbered(number: number): { columns: StationColumns; row: number } | null {
    for (const columns of [columnsNow(), area.columns()]) {
      const row = columns.number.indexOf(number);
      if (row >= 0) return { columns, row };
    }
    return null;
  }

  async function readStation(number: number): Promise<'there' | 'missing' | 'failed'> {
    if (!manifest) await readManifest();
    const before = manifest;
    const outcome = await readStationOnce(number);
    // what the manifest names is gone, or it does not know what is new: it is an old one
    if (outcome !== 'there') await readManifest();
    return manifest === before ? outcome : readStationOnce(number);
  }

  async function readStationOnce(number: number): Promise<'there' | 'missing' | 'failed'> {
    try {
      if (!manifest) return 'failed';
      if (!rowNumbered(number)) {
        const bounds = await boundsOfNumber(number);
        if (!bounds) return 'missing';
        const { shards, isPartial: isCut } = await area.shardsOf(bounds);
        if (((await area.read(shards)) || isCut) && !rowNumbered(number)) return 'failed';
      }
      const found = rowNumbered(number);
      if (!found) return storedMs === null ? 'missing' : 'failed';
      const words = await area.detail(number, pointOfRow(found.columns, found.row));
      if (!words) return 'failed';
      details.set(number, words);
      return 'there';
    } catch (error) {
      if (error instanceof FileFault) return error.kind === 'missing' ? 'missing' : 'failed';
      throw error;
    }
  }

  /** Where its shard lies; without a network, where the reader was last. Null: there is no such number. */
  async function boundsOfNumber(number: number): Promise<WorldBounds | null> {
    try {
      const tile = (await files.fresh(whereaboutsPath(number), decodeWhereabouts)).get(number);
      return tile ? tileBounds(tile) : null;
    } catch (error) {
      const last = lastSeen();
      if (last === null || !(error instanceof FileFault) || error.kind !== 'absent') throw error;
      return around(last, ringsMetres[1] as number);
    }
  }

  async function readGone(): Promise<readonly GoneStation[]> {
    if (manifest && !gone) gone = await files.read(manifest.gone, decodeGone);
    return gone ?? [];
  }

  function stationAnswer(number: number, outcome: 'loading' | 'there' | 'missing' | 'failed'): StationAnswer {
    const found = rowNumbered(number);
    const words = details.get(number);
    if (found && words) {
      const { columns, row } = found;
      const schedule = columns.schedules[columns.hours[row] as number] ?? null;
      return {
        kind: 'there',
        row: rowOf(columns, row),
        detail: {
          hoursText: words.hoursText,
          ...shownWeek(schedule, clock.now(), holidays),
          amenityNotes: words.amenityNotes,
          photos: words.photos,
          trust: words.trust,
        },
      };
    }
    const left = gone?.find((one) => one.number === number);
    if (left) {
      const other = left.mergedInto === null ? null : details.get(left.mergedInto);
      return {
        kind: 'gone',
        name: left.name,
        mergedInto: left.mergedInto === null ? null : { number: left.mergedInto, name: other?.name ?? '' },
      };
    }
    return { kind: outcome === 'there' ? 'loading' : outcome };
  }

  const stops = [every(manifestEveryMs, () => void readManifestAnew()), every(liveEveryMs, () => void readLive().catch(failed))];
  void readManifest();

  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    subscribe,
    state: () => state,
    now: clock.now,
    marks: { marks, subscribe },
    see(next) {
      seen = next;
      shownRows = pageRows;
      changed();
      void readView();
    },
    setFilter(next) {
      filter = next;
      changed();
      void readView();
      void readAround();
    },
    setOrigin(point) {
      if (origin?.lat === point?.lat && origin?.lng === point?.lng) return;
      origin = point;
      changed();
      void readAround();
    },
    showMore() {
      shownRows += pageRows;
      changed();
    },
    row(number) {
      const found = rowNumbered(number);
      return found && rowOf(found.columns, found.row);
    },
    station(number) {
      let outcome: 'loading' | 'there' | 'missing' | 'failed' = 'loading';
      let told: { version: number; outcome: string; answer: StationAnswer } | null = null;
      const again = (isAll: boolean) => {
        if (!isAll && outcome === 'there') return;
        if (isAll && outcome === 'failed') outcome = 'loading';
        void read();
      };
      const read = async () => {
        const read = await readStation(number);
        if (read === 'missing') {
          // told only when it is known whether it is gone
          const left = (await readGone().catch(() => [])).find((one) => one.number === number);
          if (left?.mergedInto != null) await readStation(left.mergedInto);
        }
        outcome = read;
        changed();
      };
      let isAsked = false;
      return {
        subscribe(listener) {
          if (!isAsked) void read();
          isAsked = true;
          readers.add(again);
          listeners.add(listener);
          return () => {
            readers.delete(again);
            listeners.delete(listener);
          };
        },
        current() {
          if (!told || told.version !== version || told.outcome !== outcome)
            told = { version, outcome, answer: stationAnswer(number, outcome) };
          return told.answer;
        },
      };
    },
    async search(text, signal): Promise<SearchAnswer> {
      const all = await readDistricts(true).catch(() => districts);
      const isNear = text.trim() !== '' && [...details.values()].some((words) => holds(words, text.trim()));
      if (!(pack && names) && (!isNear || isPackSmall())) await readPack().catch(() => undefined);
      signal.throwIfAborted();
      const found = new Map<number, StationRow>();
      if (pack && names) {
        for (const { row, name } of searchPack(names, text, pageRows)) {
          const one = rowOf(pack.columns, row);
          found.set(one.number, { ...one, name: one.name ?? name });
        }
      } else {
        const wanted = text.trim();
        for (const words of details.values()) {
          if (found.size >= pageRows || wanted === '') break;
          if (!holds(words, wanted)) continue;
          const at = rowNumbered(words.number);
          if (at) found.set(words.number, rowOf(at.columns, at.row));
        }
      }
      const stations = [...found.values()].map((row) => ({ row, found: row.name === null ? null : foundIn(row.name, text) }));
      return { text, stations, districts: searchDistricts(all, text) };
    },
    async districts(key): Promise<DistrictPage> {
      if (!manifest) await readManifest();
      const all = await readDistricts(true).catch(() => readDistricts(false));
      const at = key === null ? null : districtAt(all, key);
      const path = key === null || !at ? [] : key.split('/');
      const parts: readonly DistrictChoice[] = (at?.parts ?? all).map((one) => choiceOf(one, path));
      return { name: at?.name ?? null, parentKey: path.length > 1 ? path.slice(0, -1).join('/') : null, parts };
    },
    async goalOf(key): Promise<DistrictGoal | null> {
      const at = districtAt(await readDistricts(true).catch(() => districts), key);
      return at && { name: at.name, ...degrees(at.bounds) };
    },
    retry() {
      asked.clear();
      nameless.clear();
      isPartial = false;
      if (phase === 'failed') phase = 'loading';
      changed();
      void readManifestAnew().then(readView);
      for (const read of readers) read(true);
    },
    readPack,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

function emptyState(): MapState {
  return {
    ...{ phase: 'loading', storedMs: null, isOffline: false, isDemo: false, isOverview: false, isReading: true, isPartial: false },
    ...{ count: null, openCount: null, isExact: false, rows: [], nearest: null, bounds: null, whereabouts: null },
  };
}

function boundsOf({ south, west, north, east }: SeenMap): WorldBounds {
  return { west: worldX(west), north: worldY(north), east: worldX(east) + 1, south: worldY(south) + 1 };
}

const degrees = ({ west, north, east, south }: WorldBounds) => ({
  west: lngOf(west),
  east: lngOf(east),
  north: latOf(north),
  south: latOf(south),
});
const middle = ({ south, west, north, east }: SeenMap): Point => ({ lat: (south + north) / 2, lng: (west + east) / 2 });
const holds = ({ name, address }: StationDetail, words: string) => name.includes(words) || address.includes(words);
const sizeOf = ({ west, north, east, south }: WorldBounds) => (east - west) * (south - north);
const zoomOf = (zoom: number) => Math.max(overviewZooms[0], Math.min(overviewTop, Math.round(zoom)));
const sameBounds = (a: WorldBounds, b: WorldBounds) => a.west === b.west && a.north === b.north && a.east === b.east && a.south === b.south;

/** The one amenity that is asked for, where nothing else is: its counts are published. */
function singleBit({ openNow, amenities }: Filter): number | null {
  const isSingle = !openNow && amenities !== 0 && (amenities & (amenities - 1)) === 0;
  return isSingle ? 31 - Math.clz32(amenities) : null;
}
