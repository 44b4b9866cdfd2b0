/** What the map's screens show and ask for. The store behind it (core/) knows files, bytes and workers; this knows neither. */
import type { Point } from '../../../shared/geo/distance.ts';
import type { MarkSource } from './core/marks.ts';
import type { DistrictChoice } from './place/district.ts';
import type { Filter } from './screen/filter.ts';
import type { StationDetail, StationRow } from './station-view.ts';

export interface MapState {
  /** `newer`: the files are of a later version than this page. */
  readonly phase: 'loading' | 'ready' | 'failed' | 'newer';
  /** When what is shown was last known to be right, and whether that is because there is no network. */
  readonly storedMs: number | null;
  readonly isOffline: boolean;
  /** The country is made up. */
  readonly isDemo: boolean;
  /** Groups only: the whole country, or a large part of it. */
  readonly isOverview: boolean;
  /** Stations in view that pass the filter, and those of them that are open; null while nobody knows. */
  readonly count: number | null;
  readonly openCount: number | null;
  /** Else the screen says 约. */
  readonly isExact: boolean;
  /** What is in view is still being read: what is not there yet may come. */
  readonly isReading: boolean;
  /** An area whose files could not be got. */
  readonly isPartial: boolean;
  /** In view, nearest first (from the reader, or else from the middle of the map): as many as were asked for. */
  readonly rows: readonly StationRow[];
  /** The nearest open one that passes the filter, wherever it is; else the one that opens soonest. */
  readonly nearest: StationRow | null;
  /** All of them; null until the manifest is in. */
  readonly bounds: Omit<SeenMap, 'zoom'> | null;
  /** Where the map stands: a district's name, or null for the country. */
  readonly whereabouts: string | null;
}

export interface SearchHit {
  readonly row: StationRow;
  readonly found: readonly [from: number, to: number] | null;
}

export interface SearchAnswer {
  readonly text: string;
  readonly stations: readonly SearchHit[];
  readonly districts: readonly DistrictChoice[];
}

export interface DistrictPage {
  /** Null at the top: the country. */
  readonly name: string | null;
  readonly parentKey: string | null;
  readonly parts: readonly DistrictChoice[];
}

export type StationAnswer =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'gone'; readonly name: string; readonly mergedInto: { readonly number: number; readonly name: string } | null }
  | { readonly kind: 'there'; readonly row: StationRow; readonly detail: StationDetail };

/** Degrees of the map's edges that are not covered by anything, and the zoom. */
export interface SeenMap {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly zoom: number;
}

/** The map's data as the screens use it. What it answers changes with its `state()`, told to whoever subscribed. */
export interface MapModel {
  /** The time as the server has it, epoch milliseconds: the phone's may be wrong by a day. */
  now(): number;
  /** What stands on the canvas. */
  readonly marks: MarkSource;
  subscribe(changed: () => void): () => void;
  state(): MapState;
  see(seen: SeenMap): void;
  setFilter(filter: Filter): void;
  /** Where distances are counted from; null: from the middle of the map, and no distance is shown. */
  setOrigin(point: Point | null): void;
  /** So many rows of the list more. */
  showMore(): void;
  /** A station that is drawn, or was listed. */
  row(number: number): StationRow | null;
  /** Where it stands, to some ten metres: known before its row is read. Null: there is no such number, or nobody says. */
  placeOf(number: number): Promise<Point | null>;
  /** Everything about one station: follows what comes in, asks again after `retry`. */
  station(number: number): { subscribe(changed: () => void): () => void; current(): StationAnswer };
  search(text: string, signal: AbortSignal): Promise<SearchAnswer>;
  districts(key: string | null): Promise<DistrictPage>;
  /** Where a district lies; null if it is not known. */
  goalOf(districtKey: string): Promise<DistrictGoal | null>;
  /** Asks for the manifest, and for what was missing. */
  retry(): void;
}

export interface DistrictGoal {
  readonly name: string;
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
}
