/**
 * What the kiosk's screens ask of the station. Every method takes one plain-JSON object and returns a promise; a refusal
 * rejects with an AppError. Adding one means: here, a row in `operations`, and its service; no handler, host or client.
 */

import type { AmenityCode } from '../domain/amenity.ts';
import type { NoticeKind } from '../domain/notice.ts';
import type { PostingOrder, PostingStanding } from '../domain/posting.ts';
import type { VisitPurpose } from '../domain/visit.ts';
import type { Settlement, Wage } from '../domain/wage.ts';
import type { LocalDate } from '../domain/work-day.ts';
import type { Registration } from '../domain/worker.ts';
import type { Point } from '../geo/distance.ts';

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

  /** Notices and events that stand on the screen now, what begins or ends next before the others; at most 12. */
  'notice.list'(input: Record<string, never>): Promise<{ notices: NoticeView[] }>;

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

  /**
   * Registers a worker and issues their card, in one transaction. The same `requestId` in the same session answers the first
   * card again (two touches on 打印). A known phone reveals and changes nothing: the registration stands beside the old one.
   * @throws clock_suspect, key_missing, key_unusable, key_generation_spent, serials_spent, name_unprintable (no glyph),
   *   too_many_cards (3 a day for one phone), card_site_missing
   */
  'card.issue'(input: { sessionId: string; requestId: string; registration: Registration }): Promise<IssuedCard>;

  /**
   * Prints the picture of a card that this session holds: reads it back first, then sends it to the printer. A `jobId` is
   * printed at most once; asking again answers the first outcome.
   * @throws card_not_found for a card of another session; card_void
   */
  'card.print'(input: PrintInput): Promise<PrintOutcome>;

  /** Issues the session's card anew and revokes the one before (再打一张, 旧的那张作废). @throws as `card.issue`, card_not_found */
  'card.reprint'(input: { sessionId: string; requestId: string; cardId: string }): Promise<IssuedCard>;

  /** Revokes a card of this session at once (不要这张卡). Discarding twice changes nothing. @throws card_not_found */
  'card.discard'(input: { sessionId: string; cardId: string }): Promise<{ discarded: true }>;

  /**
   * A card held under the scanner: its own URL or digits. Verifies it, ties the session to its worker, logs that they were
   * there. Shows no more than the card says.
   * @throws card_malformed, card_foreign (another station's), card_forged, card_revoked, card_expired, bank_at_desk (a power bank)
   */
  'card.scan'(input: { sessionId: string; text: string }): Promise<ScannedCard>;

  /**
   * Withdraws the scanned card and its registration (撤回): the worker types the phone that the card does not show.
   * @throws card_not_found, phone_wrong (five tries a card and day), withdraw_by_staff (the card shows the phone, or has none)
   */
  'card.withdraw'(input: { sessionId: string; cardId: string; phone: string }): Promise<{ withdrawn: true }>;

  /** Workers who ticked 上墙, have a live card and are available today; masked. */
  'wall.list'(input: { trade?: number | undefined; offset: number; limit: number }): Promise<WallPage>;

  /** 我想去: asks staff to refer the session's worker. The same again answers the first. @throws worker_unknown, posting_not_found */
  'referral.request'(input: { sessionId: string; postingId: string }): Promise<{ requestId: string; repeated: boolean }>;

  /** What the screen may promise before it prints. Asked at most when a card screen opens. */
  'printer.status'(input: Record<string, never>): Promise<PrinterView>;

  /** The person has gone: print jobs of the session are cancelled, its tie to a worker is cut. */
  'session.end'(input: { sessionId: string }): Promise<{ ended: true }>;
}

/** Bits of a one-bit picture: rows of ceil(width / 8) bytes, most significant bit first, 1 = black; base64. */
export interface PrintInput {
  readonly sessionId: string;
  readonly cardId: string;
  readonly jobId: string;
  readonly picture: { readonly widthDots: number; readonly heightDots: number; readonly bits: string };
}

export type PrintOutcome =
  /** The printer says that it is on the paper. */
  | { readonly outcome: 'printed' }
  /** Handed to the system's queue: paper is likely, not certain. */
  | { readonly outcome: 'sent' }
  | {
      readonly outcome: 'failed';
      readonly reason:
        | 'no_printer'
        | 'unreachable'
        | 'paper_out'
        | 'cover_open'
        | 'offline'
        | 'mute'
        | 'cut_off'
        | 'cancelled'
        | 'unreadable'
        | 'refused';
    };

export interface PrinterView {
  readonly kind: 'escpos' | 'spooler' | 'none';
  /** Dots across the paper: 384 for 58 mm, 576 for 80 mm; what pictures are drawn for. */
  readonly widthDots: number;
  /** It takes cut sheets of this size: wall forms need them. */
  readonly sheet?: 'a6' | 'a4';
  readonly state: 'ready' | 'low' | 'paper_out' | 'cover_open' | 'offline' | 'unknown';
}

/** A card as the station holds it, for drawing and for showing. Dates are local days. */
export interface CardView {
  readonly cardId: string;
  /** `SSSSSS-GG-NNNNNNNN-L` */
  readonly number: string;
  readonly name: string;
  readonly trades: readonly { readonly code: number; readonly level: 1 | 2 | 3 | null }[];
  readonly years: number | null;
  /** Only when it stands on the card. */
  readonly phone: string | null;
  readonly dayWage: readonly [number, number] | null;
  readonly available: { readonly from: LocalDate; readonly mask: number };
  /** Bits as in shared/domain/worker.ts. */
  readonly verified: number;
  readonly issued: LocalDate;
  readonly validThrough: LocalDate;
  readonly demo: boolean;
}

export interface IssuedCard extends CardView {
  /** What the QR says: prefix, version digit, digits. */
  readonly url: string;
}

export interface ScannedCard extends CardView {
  /** Whether this session may withdraw it by typing the phone. */
  readonly withdrawable: boolean;
}

export interface WallEntry {
  readonly id: string;
  /** `王师傅`, never more. */
  readonly name: string;
  readonly trades: CardView['trades'];
  readonly years: number | null;
  readonly dayWage: readonly [number, number] | null;
  readonly verified: number;
  readonly demo: boolean;
}

export interface WallPage {
  readonly total: number;
  readonly entries: readonly WallEntry[];
  /** Trades on the wall today, most first. */
  readonly trades: readonly { readonly code: number; readonly count: number }[];
}

export interface StationView {
  readonly name: string;
  readonly tagline: string;
  readonly city: string;
  readonly address: string;
  /** Empty if the station has no telephone. */
  readonly phone: string;
  readonly hoursText: string;
  /** Where it stands (WGS-84); null where nobody measured it. */
  readonly point: Point | null;
  readonly services: readonly { readonly amenity: AmenityCode; readonly where: string }[];
  readonly screenInches: number;
  readonly rollSeconds: number;
  /** Whether sessions begin in 大字. */
  readonly largeText: boolean;
  /** Whether what is shown is made up (演示). */
  readonly demo: boolean;
  /** Where cards lead and what is printed beside the QR: `jy.example.cn`; null until it is set: then no card is issued. */
  readonly cardHost: string | null;
  /** The origin of the public map that the kiosk may show in a frame: the cards' site; null where there is none. */
  readonly mapSite: string | null;
}

export interface Changes {
  readonly version: string;
  /** The station's clock, epoch milliseconds: screens show this one. */
  readonly nowMs: number;
  /** `suspect`: the clock stands before the last event or jumped more than a day; ages and expiry are then not shown. */
  readonly clock: 'good' | 'suspect';
}

export interface NoticeView {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  /** Empty where there is none. */
  readonly place: string;
  /** Where the QR leads; empty where there is nothing to join. */
  readonly link: string;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  readonly demo: boolean;
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
