/** One station whose page is open: found by its number alone, asked for again with a newer manifest, told where it went if it is gone. */
import type { GoneStation } from '../../../../shared/domain/listed-station.ts';
import type { Point } from '../../../../shared/geo/distance.ts';
import { latOf, lngOf, type Tile } from '../../../../shared/geo/mercator.ts';
import { decodeGone } from '../../../../shared/map-data/gone.ts';
import type { Manifest } from '../../../../shared/map-data/manifest.ts';
import { tileBounds } from '../../../../shared/map-data/region.ts';
import type { WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import { decodeWhereabouts, whereaboutsPath } from '../../../../shared/map-data/whereabouts.ts';
import type { MapModel, StationAnswer } from '../map-model.ts';
import { type Area, around } from './area.ts';
import type { Changes } from './changes.ts';
import type { KnownStations } from './known-stations.ts';
import { FileFault, type MapFiles } from './map-files.ts';
import { pointOfRow } from './nearest.ts';
import { townMetres } from './reading.ts';
import { shownWeek } from './shown-state.ts';
import type { SiteClock } from './site-clock.ts';
import type { StationWords } from './station-words.ts';
import type { Status } from './status.ts';

type Outcome = 'there' | 'missing' | 'failed';

export interface OpenStationParts {
  readonly files: MapFiles;
  readonly clock: SiteClock;
  readonly status: Status;
  readonly changes: Changes;
  readonly area: Area;
  readonly stations: KnownStations;
  readonly words: StationWords;
  readonly readManifest: () => Promise<void>;
  /** Where the map stood last: without a network a station is looked for there. */
  readonly lastSeen: () => Point | null;
}

export class OpenStations {
  readonly #parts: OpenStationParts;
  readonly #readers = new Set<(isAll: boolean) => void>();
  readonly #places = new Map<number, Promise<Point | null>>();
  #gone: readonly GoneStation[] | null = null;

  constructor(parts: OpenStationParts) {
    this.#parts = parts;
  }

  /** Who is gone is asked for anew. */
  begin(): void {
    this.#gone = null;
  }

  /** Asks again for those that are not there. @param isAll also for those that are, and says meanwhile that it is loading */
  readAgain(isAll: boolean): void {
    for (const read of this.#readers) read(isAll);
  }

  /** To some ten metres, by the number alone: before the manifest or any shard is in. Null: there is no such number, or nobody says. */
  async placeOf(number: number): Promise<Point | null> {
    const found = this.#parts.stations.find(number);
    if (found) return pointOfRow(found.columns, found.row);
    const asked = this.#places.get(number) ?? this.#placeByNumber(number);
    this.#places.set(number, asked);
    const place = await asked;
    if (place === null) this.#places.delete(number);
    return place;
  }

  async #placeByNumber(number: number): Promise<Point | null> {
    const tile = await this.#tileOf(number).catch((error: unknown) => {
      if (error instanceof FileFault) return null;
      throw error;
    });
    if (!tile) return null;
    const { west, east, north, south } = tileBounds(tile);
    return { lat: latOf((north + south) / 2), lng: lngOf((west + east) / 2) };
  }

  open(number: number): ReturnType<MapModel['station']> {
    const { changes } = this.#parts;
    let outcome: Outcome | 'loading' = 'loading';
    let told: { version: number; outcome: string; answer: StationAnswer } | null = null;
    let reading = 0;
    const read = async () => {
      reading += 1;
      const found = await this.read(number).finally(() => {
        reading -= 1;
      });
      if (found === 'missing') {
        // told only when it is known whether it is gone
        const left = (await this.#readGone().catch(() => [])).find((one) => one.number === number);
        if (left?.mergedInto != null) await this.read(left.mergedInto);
      }
      outcome = found;
      changes.changed();
    };
    const again = (isAll: boolean) => {
      // what is being read minds a newer manifest by itself
      if (!isAll && (outcome === 'there' || reading > 0)) return;
      if (isAll && outcome === 'failed') outcome = 'loading';
      void read();
    };
    let isAsked = false;
    return {
      subscribe: (listener) => {
        if (!isAsked) void read();
        isAsked = true;
        this.#readers.add(again);
        const leave = changes.subscribe(listener);
        return () => {
          this.#readers.delete(again);
          leave();
        };
      },
      current: () => {
        const { version } = changes;
        if (!told || told.version !== version || told.outcome !== outcome)
          told = { version, outcome, answer: this.#answer(number, outcome) };
        return told.answer;
      },
    };
  }

  async read(number: number): Promise<Outcome> {
    const { status, readManifest } = this.#parts;
    if (!status.manifest) await readManifest();
    const before = status.manifest;
    const outcome = await this.#readOnce(number);
    // what the manifest names is gone, or it does not know what is new: it is an old one
    if (outcome !== 'there') await readManifest();
    return status.manifest === before ? outcome : this.#readOnce(number);
  }

  async #readOnce(number: number): Promise<Outcome> {
    const { status, area, stations, words } = this.#parts;
    try {
      if (!status.manifest) return 'failed';
      if (!stations.find(number)) {
        const bounds = await this.#boundsOfNumber(number);
        if (!bounds) return 'missing';
        const { shards, isPartial: isCut } = await area.shardsOf(bounds);
        if (((await area.read(shards)) || isCut) && !stations.find(number)) return 'failed';
      }
      const found = stations.find(number);
      if (!found) return status.storedMs === null ? 'missing' : 'failed';
      const said = await area.detail(number, pointOfRow(found.columns, found.row));
      if (!said) return 'failed';
      words.put(said);
      return 'there';
    } catch (error) {
      if (error instanceof FileFault) return error.kind === 'missing' ? 'missing' : 'failed';
      throw error;
    }
  }

  /** Where its shard lies; without a network, where the reader was last. Null: there is no such number. */
  async #boundsOfNumber(number: number): Promise<WorldBounds | null> {
    const { lastSeen } = this.#parts;
    try {
      const tile = await this.#tileOf(number);
      return tile ? tileBounds(tile) : null;
    } catch (error) {
      const last = lastSeen();
      if (last === null || !(error instanceof FileFault) || error.kind !== 'absent') throw error;
      return around(last, townMetres);
    }
  }

  async #tileOf(number: number): Promise<Tile | undefined> {
    return (await this.#parts.files.fresh(whereaboutsPath(number), decodeWhereabouts)).get(number);
  }

  async #readGone(): Promise<readonly GoneStation[]> {
    const { files, status } = this.#parts;
    const manifest: Manifest | null = status.manifest;
    if (manifest && !this.#gone) this.#gone = await files.read(manifest.gone, decodeGone);
    return this.#gone ?? [];
  }

  #answer(number: number, outcome: Outcome | 'loading'): StationAnswer {
    const { stations, words, clock, status } = this.#parts;
    const found = stations.find(number);
    const said = words.of(number);
    if (found && said) {
      const schedule = found.columns.schedules[found.columns.hours[found.row] as number] ?? null;
      const { hoursText, amenityNotes, photos, trust } = said;
      return {
        kind: 'there',
        row: stations.rowOf(found),
        detail: { hoursText, ...shownWeek(schedule, clock.now(), status.holidays), amenityNotes, photos, trust },
      };
    }
    const left = this.#gone?.find((one) => one.number === number);
    if (!left) return { kind: outcome === 'there' ? 'loading' : outcome };
    const into = left.mergedInto;
    return { kind: 'gone', name: left.name, mergedInto: into === null ? null : { number: into, name: words.of(into)?.name ?? '' } };
  }
}
