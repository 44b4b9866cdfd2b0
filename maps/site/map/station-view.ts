/** What the screens need to know of a station, whatever file it came from. Words are the messages' business. */
import type { AccessMethod } from '../../../shared/domain/access-method.ts';
import type { AmenityMasks, Closure, ShownTrust } from '../../../shared/domain/listed-station.ts';
import type { Point } from '../../../shared/geo/distance.ts';
import type { DoorState } from './door.tsx';

/** Hours and minutes in Asia/Shanghai: 14:00, 24:00. */
export type ClockText = string;

export type ShownState =
  /** `until` null: round the clock. */
  | { readonly kind: 'open'; readonly until: ClockText | null }
  | { readonly kind: 'soon'; readonly minutes: number; readonly at: ClockText; readonly end: 'break' | 'shut' }
  | { readonly kind: 'closed'; readonly opens: NextOpening | null }
  | { readonly kind: 'suspended'; readonly closure: Closure }
  | { readonly kind: 'unknown' };

/** Days from today, so that words can say 今天, 明天, 周五, 12 月 5 日. */
export interface NextOpening {
  readonly inDays: number;
  readonly day: string;
  readonly at: ClockText;
}

export interface Banks {
  readonly available: number;
  readonly slots: number;
  readonly faulty: number;
  readonly ageMinutes: number;
}

/** A row of the list, the sheet's head, the callout. */
export interface StationRow {
  readonly number: number;
  /** Null until its part of the detail file is in. */
  readonly name: string | null;
  /** Its part of the detail file could not be had. */
  readonly isNameless: boolean;
  readonly address: string;
  readonly phone: string;
  readonly point: Point;
  /** From where the reader is; null when nobody knows where that is. */
  readonly metres: number | null;
  /** The station whose kiosk shows this map. */
  readonly isHere: boolean;
  readonly state: ShownState;
  readonly access: AccessMethod;
  readonly accessNote: string;
  readonly amenities: AmenityMasks;
  /** Null where there is no cabinet, or the figure is older than five minutes: not guessed. */
  readonly banks: Banks | null;
  readonly jobs: number | null;
}

export function doorOf({ kind }: ShownState): DoorState {
  return kind === 'suspended' ? 'closed' : kind;
}

export const isOpen = ({ kind }: ShownState) => kind === 'open' || kind === 'soon';

/** One line of the week: what is open between 0:00 and 24:00, and the hours as they are said (they may end past midnight). */
export interface WeekDay {
  readonly day: string;
  readonly isToday: boolean;
  readonly bars: readonly (readonly [fromMinute: number, toMinute: number])[];
  readonly hours: readonly (readonly [from: ClockText, to: ClockText])[];
}

/** A statutory holiday or a make-up day near today, and what it does to the hours. */
export interface HolidayNote {
  readonly day: string;
  readonly name: string;
  readonly hours: 'same' | 'closed' | 'unknown' | readonly (readonly [from: ClockText, to: ClockText])[];
}

/** All that a station's page shows beside its row. */
export interface StationDetail {
  readonly hoursText: string;
  /** Null: no clock time is known. */
  readonly week: readonly WeekDay[] | null;
  readonly holiday: HolidayNote | null;
  readonly amenityNotes: Readonly<Record<string, string>>;
  readonly photos: readonly { readonly hash: string; readonly takenOn: string | null }[];
  readonly trust: ShownTrust | null;
}
