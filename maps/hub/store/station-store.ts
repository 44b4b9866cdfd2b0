/** What the hub keeps of stations. Every method that writes is one transaction with its line in the audit. */
import type { Closure, GoneStation, ListedStation } from '../../../shared/domain/listed-station.ts';

/** Who writes: an operator's name, `import`, `demo`, `public`. Stands in the audit. */
export type Writer = string;

/** A station to be put; without a number it is given one, or keeps the one it has. */
export type StationToPut = Omit<ListedStation, 'number'> & { readonly number: number | null };

/** A part of a station that can be edited by itself. What staff have edited is theirs: a later `put` leaves it as it stands. */
export type EditableField = Exclude<keyof ListedStation, 'number' | 'source' | 'original'>;
export type StationEdit = Partial<Omit<ListedStation, 'number' | 'source'>>;

export interface StoredStation {
  readonly station: ListedStation;
  /** Of the store, when this station, or what the public says of it, last changed. */
  readonly revision: number;
  readonly updatedAtMs: number;
  /** What staff have edited. */
  readonly edited: readonly EditableField[];
}

export interface StationPage {
  readonly stations: readonly StoredStation[];
  /** Give it as `after` for the next page; null on the last. */
  readonly next: number | null;
}

export interface StationFilter {
  /** Numbers above this one. */
  readonly after?: number;
  /** 1-500, 50 unless given. */
  readonly limit?: number;
  /** Province, city, district: as many words as one knows, from the first. */
  readonly district?: readonly string[];
  /** Part of a name, an address or a number. */
  readonly search?: string;
}

export interface PutReport {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Rows of stations that were withdrawn or merged: nothing is done, `restore` brings one back. */
  readonly left: number;
  /** One for each row given, in their order; of a merged one, the number it was merged into. */
  readonly numbers: readonly number[];
}

export interface Changes {
  readonly revision: number;
  readonly stations: readonly ListedStation[];
  /** Withdrawn and merged since. */
  readonly removed: readonly number[];
}

export interface DistrictCount {
  readonly district: readonly string[];
  readonly count: number;
}

export interface StationStore {
  /** @throws HubError station_not_found */
  get(number: number): Promise<StoredStation>;
  find(number: number): Promise<StoredStation | undefined>;
  /** Also under a source whose station was merged into another. Undefined too for what was withdrawn. */
  findBySource(name: string, id: string): Promise<StoredStation | undefined>;
  /** By number. */
  list(filter: StationFilter): Promise<StationPage>;
  /** Those in the box, at most `limit`, in no order. */
  within(box: { south: number; west: number; north: number; east: number }, limit: number): Promise<readonly StoredStation[]>;
  /** Every one, by number, read in batches. */
  all(): AsyncIterable<StoredStation>;
  /** All, or those that the filter lets through. */
  count(filter?: Pick<StationFilter, 'district' | 'search'>): Promise<number>;
  districts(): Promise<readonly DistrictCount[]>;
  /** Grows with every transaction that changed a station or its reports. */
  revision(): Promise<number>;
  /** Every change after that revision. */
  changedSince(revision: number): Promise<Changes>;
  /** Withdrawn and merged ones, by number. */
  gone(): Promise<readonly GoneStation[]>;

  /**
   * All of them or none. By (source name, source id): what is there is changed, and only where it differs; closures and photos that
   * the row does not speak of (empty) and what staff have edited stay. Twice the same changes nothing.
   * Numbers are given in the rows' order, never one that any station ever had.
   * @throws HubError source_twice when two rows have the same source; number_taken; numbers_spent
   */
  put(stations: readonly StationToPut[], by: Writer): Promise<PutReport>;
  /**
   * An edit by hand. `seenMs`: the station's `updatedAtMs` as the editor saw it; one that was changed since is left alone.
   * @throws HubError station_not_found, changed_meanwhile
   */
  edit(number: number, edit: StationEdit, by: Writer, seenMs?: number): Promise<StoredStation>;
  /** @throws HubError station_not_found, too_many_closures */
  close(number: number, closure: Closure, by: Writer): Promise<StoredStation>;
  /** @throws HubError station_not_found */
  withdraw(number: number, by: Writer): Promise<void>;
  /** What was withdrawn is listed again under its number. @throws HubError station_not_found */
  restore(number: number, by: Writer): Promise<StoredStation>;
  /**
   * One station listed twice: `from` goes, its source then means `into`, which takes over what it knows nothing of itself (amenities,
   * hours, photos, closures, phone, address, notes). @throws HubError station_not_found, merge_itself
   */
  merge(from: number, into: number, by: Writer): Promise<StoredStation>;
}
