/** What passers-by said, and what staff made of it. No address is kept: only a keyed hash, and that for two days. */
import type { AmenityCode } from '../../../shared/domain/amenity.ts';
import type { PublicReportKind, ShownTrust } from '../../../shared/domain/listed-station.ts';
import type { Writer } from './station-store.ts';

export interface PublicReport {
  readonly id: string;
  readonly number: number;
  readonly kind: PublicReportKind;
  /** What is broken; null if not said, or of another kind. */
  readonly amenity: AmenityCode | null;
  /** The same for the same address within 48 hours, and otherwise nothing. */
  readonly party: string;
  readonly atMs: number;
  readonly decision: 'accepted' | 'dismissed' | null;
}

export interface NewReport {
  readonly number: number;
  readonly kind: PublicReportKind;
  readonly amenity: AmenityCode | null;
  /** Hashed and forgotten. */
  readonly address: string;
}

/** All undecided reports of one kind on one station. */
export interface ReportCase {
  readonly number: number;
  readonly name: string;
  readonly kind: Exclude<PublicReportKind, 'open'>;
  readonly amenity: AmenityCode | null;
  /** From independent people, as far as one can tell. */
  readonly parties: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** Shown to the public as a doubt. */
  readonly shown: boolean;
}

export interface TrustStore {
  of(number: number, nowMs: number): Promise<ShownTrust>;
  /** Of every station with anything to show; the others have `noTrust`. */
  all(nowMs: number): Promise<ReadonlyMap<number, ShownTrust>>;
}

export interface ReportStore extends TrustStore {
  /**
   * Ten an hour from one address, and one a day of the same on the same station.
   * @throws HubError station_not_found, station_gone, report_limit, report_twice
   */
  add(report: NewReport, nowMs: number): Promise<{ readonly undo: string }>;
  /** Answers whose report it was. @throws HubError report_undo_late */
  undo(token: string, nowMs: number): Promise<number>;
  /** Cases for staff, the latest first. */
  cases(nowMs: number): Promise<readonly ReportCase[]>;
  /** Answers how many reports were decided. */
  decide(
    about: Pick<ReportCase, 'number' | 'kind' | 'amenity'>,
    decision: 'accepted' | 'dismissed',
    by: Writer,
    nowMs: number,
  ): Promise<number>;
}
