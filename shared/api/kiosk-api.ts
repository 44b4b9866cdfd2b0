/**
 * What the kiosk's screens ask of the station. Every method takes one plain-JSON object and returns a promise; a refusal
 * rejects with an AppError. Adding one means: here, a row in `operations`, and its service; no handler, host or client.
 */
import type { AmenityCode } from '../domain/amenity.ts';
import type { PostingOrder, PostingStanding } from '../domain/posting.ts';
import type { VisitPurpose } from '../domain/visit.ts';
import type { Settlement, Wage } from '../domain/wage.ts';
import type { LocalDate } from '../domain/work-day.ts';

export interface KioskApi {
  /** The station's name, services and screen. Changes seldom: read again when `changes.read` says so. */
  'station.get'(input: Record<string, never>): Promise<StationView>;

  /**
   * One cheap look for everything that screens must learn about, asked every 2 s: when `version` differs from the last
   * one, read again what is shown. It also differs when time alone changed what may be shown (a posting expired, went
   * stale, the day turned).
   */
  'changes.read'(input: Record<string, never>): Promise<Changes>;

  /** The postings of the attract roll in their order, at most `limit` (default 48: eight pages of six). */
  'roll.read'(input: { limit?: number | undefined }): Promise<{ postings: PostingCard[] }>;

  /** Counts of what is open now, for the headline, the home screen and the trade tiles. */
  'posting.summarise'(input: Record<string, never>): Promise<PostingSummary>;

  /** One page of open postings. Stale ones stand last under every order. */
  'posting.list'(input: PostingListInput): Promise<{ total: number; postings: PostingCard[] }>;

  /** One posting, also when it has just been filled, expired or withdrawn. @throws posting_not_found */
  'posting.get'(input: { id: string }): Promise<PostingDetail>;

  /** Adds to the funnel of the current local hour: how often postings were shown and touched. Unknown ids are passed over. */
  'reach.record'(input: { reach: { postingId: string; shown: number; touched: number }[] }): Promise<{ recorded: number }>;

  /**
   * Logs a visit. The same purpose again in the same touch session within 10 minutes answers the first visit, `repeated`.
   */
  'visit.log'(input: { purpose: VisitPurpose; sessionId: string }): Promise<{ visitId: string; dailyNumber: number; repeated: boolean }>;

  /**
   * Takes back a slip of the finger within 5 minutes: a counter-entry is written, the visit stays and its number is not
   * reused. Taking back twice changes nothing. @throws visit_not_found for another session's visit; take_back_too_late
   */
  'visit.take-back'(input: { visitId: string; sessionId: string }): Promise<{ takenBack: true }>;
}

export interface StationView {
  readonly name: string;
  readonly tagline: string;
  readonly city: string;
  readonly address: string;
  /** Empty if the station has no telephone. */
  readonly phone: string;
  readonly hoursText: string;
  readonly services: readonly { readonly amenity: AmenityCode; readonly where: string }[];
  readonly screenInches: number;
  readonly rollSeconds: number;
  /** Whether sessions begin in 大字. */
  readonly largeText: boolean;
  /** Whether what is shown is made up (演示). */
  readonly demo: boolean;
}

export interface Changes {
  readonly version: string;
  /** The station's clock, epoch milliseconds: screens show this one. */
  readonly nowMs: number;
  /** `suspect`: the clock stands before the last event or jumped more than a day; ages and expiry are then not shown. */
  readonly clock: 'good' | 'suspect';
}

export interface PostingListInput {
  readonly order: PostingOrder;
  readonly trade?: number | undefined;
  /** Words to find in title, employer, place, content and trade names; look-alike characters match. */
  readonly text?: string | undefined;
  readonly offset: number;
  /** 1-48 */
  readonly limit: number;
}

/** What a list or the roll shows of a posting. */
export interface PostingCard {
  readonly id: string;
  readonly title: string;
  readonly trade: number;
  readonly wage: Wage;
  readonly settlement: Settlement | null;
  readonly workDate: LocalDate | null;
  /** Minutes since local midnight. */
  readonly startMinute: number | null;
  /** Short place. */
  readonly area: string;
  /** From the station, as the crow flies; null where the place was never measured. */
  readonly distanceMetres: number | null;
  readonly meals: boolean | null;
  readonly tools: 'provided' | 'own' | null;
  readonly insurance: boolean | null;
  readonly headcount: number;
  /** Places still open. */
  readonly open: number;
  readonly verifiedAtMs: number | null;
  readonly stale: boolean;
  readonly demo: boolean;
}

export interface PostingDetail extends PostingCard {
  readonly standing: PostingStanding;
  readonly employer: string;
  readonly conditions: string;
  readonly content: string;
  readonly place: string;
  readonly endMinute: number | null;
  readonly durationDays: number | null;
  readonly contactName: string | null;
  /** Null on an orphan: ask the station. */
  readonly contactPhone: string | null;
  readonly validThroughMs: number;
  /** The offline text for the take-away QR. */
  readonly takeaway: string;
}

export interface PostingSummary {
  readonly total: number;
  /** Of these, those whose first day of work is today. */
  readonly startingToday: number;
  /** The best pay by the day among them, in fen; null when none is paid by the day. */
  readonly topDayFen: number | null;
  /** Trades that have open postings, most first. */
  readonly trades: readonly { readonly code: number; readonly count: number }[];
}
