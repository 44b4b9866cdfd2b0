/**
 * The map's data as the screens and the layer ask for it (map-model.ts, marks.ts). Reads what the view needs: far away the published
 * overview, nearer the shards, everything from the pack where the phone has it. Figures that are not exact yet say so.
 */
import type { Point } from '../../../../shared/geo/distance.ts';
import type { MapModel, MapState, SearchAnswer } from '../map-model.ts';
import type { ShownState, StationRow } from '../station-view.ts';
import { Area } from './area.ts';
import { Changes } from './changes.ts';
import { DistrictTree } from './district-tree.ts';
import { KnownStations } from './known-stations.ts';
import { LiveBoard } from './live-board.ts';
import type { MapFiles } from './map-files.ts';
import { OpenStations } from './open-station.ts';
import { Overviews } from './overviews.ts';
import { Reading } from './reading.ts';
import { foundIn, searchDistricts } from './search.ts';
import { emptyState, ShownMap } from './shown-map.ts';
import type { SiteClock } from './site-clock.ts';
import { StationWords } from './station-words.ts';
import { firstStatus } from './status.ts';
import { firstView, pageRows } from './view.ts';
import { WholePack } from './whole-pack.ts';

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
  /** When changes are told (changes.ts); in the turn in which they happen if it is left out. */
  readonly soon?: (tell: () => void) => void;
  /** Calls when the page has nothing better to do. */
  readonly idle: (work: () => void) => void;
  /** Of the kiosk that shows the map: its own station is never the nearest. */
  readonly home?: Point | null;
}

export interface MapStore extends MapModel {
  /** The whole country on the phone: every filter exact, and use without a network. */
  readPack(): Promise<void>;
  stop(): void;
}

const manifestEveryMs = 60_000;
/** While the page is seen; what has not changed is some 200 bytes. A bank that is lent is gone from the map within ten seconds. */
const liveEveryMs = 6000;

export function mapStore(options: StoreOptions): MapStore {
  const { files, clock, labelOf, isUnmetered, lastSeen = () => null, every, soon, idle, home = null } = options;
  const [view, status, changes] = [firstView(), firstStatus(), new Changes(soon)];
  const { changed, done, subscribe } = changes;
  const area = new Area(files);
  const pack = new WholePack(files, changed);
  const live = new LiveBoard(files);
  const overviews = new Overviews(files, changed);
  const districts = new DistrictTree(files, changed);
  const words = new StationWords(area, {
    changed,
    missed: () => void reading.missed(),
    failed: (error) => reading.failed(error),
  });
  const stations = new KnownStations({ view, status, clock, area, pack, words, live, home });
  const shown = new ShownMap({ view, status, changes, stations, words, pack, overviews, districts, labelOf });
  const opened = new OpenStations({
    ...{ files, clock, status, changes, area, stations, words, lastSeen },
    readManifest: () => reading.manifest(),
  });
  const reading = new Reading({
    ...{ files, clock, view, status, area, pack, live, overviews, districts, stations, shown, changed },
    begin(manifest) {
      for (const part of [area, pack, overviews, districts]) part.begin(manifest);
      words.askAgain();
      opened.begin();
    },
    begun() {
      opened.readAgain(false);
      if (isUnmetered()) idle(() => void pack.read().catch(reading.failed));
    },
  });

  let state: MapState = emptyState;
  // before any screen is told
  subscribe(() => {
    state = shown.state();
  });
  const isCutOff = () => status.storedMs !== null || status.phase === 'failed';
  const stops = [
    every(manifestEveryMs, () => void reading.manifestAnew()),
    // The phone says that it is online before it is: what was in vain is tried again soon.
    every(liveEveryMs, () => void (isCutOff() ? reading.manifest() : reading.live().catch(reading.failed))),
  ];
  void reading.manifest();

  function stationsWith(text: string): readonly StationRow[] {
    const hits = pack.search(text, pageRows);
    if (hits) {
      return hits.map(({ columns, row, name }) => {
        const one = stations.rowOf({ columns, row });
        return { ...one, name: one.name ?? name };
      });
    }
    const known = [...words.holding(text)].flatMap(({ number }) => stations.find(number) ?? []);
    return known.slice(0, pageRows).map((one) => stations.rowOf(one));
  }

  return {
    subscribe,
    state: () => state,
    now: clock.now,
    marks: { marks: shown.marks, subscribe },
    see(next) {
      view.seen = next;
      view.rows = pageRows;
      done();
      void reading.view();
    },
    setFilter(next) {
      view.filter = next;
      done();
      void reading.view();
      void reading.around();
    },
    setOrigin(point) {
      if (view.origin?.lat === point?.lat && view.origin?.lng === point?.lng) return;
      view.origin = point;
      done();
      void reading.around();
    },
    showMore() {
      view.rows += pageRows;
      done();
    },
    row(number) {
      const found = stations.find(number);
      return found && stations.rowOf(found);
    },
    placeOf: (number) => opened.placeOf(number),
    station: (number) => opened.open(number),
    async search(text, signal): Promise<SearchAnswer> {
      const all = await districts.allOrKnown();
      const isKnown = !words.holding(text).next().done;
      const isCheap = isUnmetered() || pack.isSmall;
      if (!pack.isSearchable && (!isKnown || isCheap)) await pack.read().catch(() => undefined);
      signal.throwIfAborted();
      const found = stationsWith(text).map((row) => ({ row, found: row.name === null ? null : foundIn(row.name, text) }));
      return { text, stations: found, districts: searchDistricts(all, text) };
    },
    async districts(key) {
      if (!status.manifest) await reading.manifest();
      return districts.page(key);
    },
    goalOf: (key) => districts.goal(key),
    retry() {
      words.askAgain();
      status.isPartial = false;
      if (status.phase === 'failed') status.phase = 'loading';
      done();
      void reading.manifestAnew().then(() => reading.view());
      opened.readAgain(true);
    },
    readPack: () => pack.read(),
    stop() {
      for (const stop of stops) stop();
    },
  };
}
