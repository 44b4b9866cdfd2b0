/** What the page shows, as data: made from a verdict by view.ts, put on the screen by render.ts. */
import type { Words } from './words.ts';

/** Colour, silhouette and edge of the plate; each goes with its own words. */
export type Tone = 'ok' | 'care' | 'grey' | 'stop';
export type Sign = 'check' | 'history' | 'question' | 'broken' | 'prohibit' | 'key' | 'calendar' | 'scan' | 'reload' | 'clock' | 'wait';

export interface Fact {
  readonly label: string;
  readonly value: Words;
}

export interface ShownTrade {
  readonly word: string;
  /** Name of a pictogram; null for a trade this page does not know yet. */
  readonly icon: string | null;
}

export type Action =
  | { readonly kind: 'call'; readonly phone: string; readonly label: string; readonly small: string | null }
  | { readonly kind: 'scan' | 'recheck' | 'reload'; readonly label: string };

export type Block =
  | { readonly kind: 'retry'; readonly actions: readonly Action[] }
  | { readonly kind: 'who'; readonly name: string; readonly years: string | null; readonly trades: readonly ShownTrade[] }
  | { readonly kind: 'oldTrades'; readonly lead: string; readonly trades: readonly ShownTrade[]; readonly note: Words }
  | { readonly kind: 'faceCheck'; readonly text: Words }
  | { readonly kind: 'seen'; readonly heading: string; readonly items: readonly string[] }
  | { readonly kind: 'unseen'; readonly heading: string; readonly note: Words }
  | { readonly kind: 'said'; readonly heading: string; readonly note: string; readonly facts: readonly Fact[] }
  | { readonly kind: 'until'; readonly text: Words; readonly issued: Words }
  | { readonly kind: 'station'; readonly name: string; readonly note: string; readonly call: Action | null }
  | { readonly kind: 'number'; readonly text: Words }
  | { readonly kind: 'steps'; readonly heading: Words; readonly items: readonly Words[] }
  /** 我用了这位师傅, of a card that is good; the words are the messages'. */
  | { readonly kind: 'hire'; readonly card: CardSerial }
  | { readonly kind: 'fine'; readonly text: Words }
  | { readonly kind: 'scanner' };

/** Which card, and nothing that stands on it. */
export interface CardSerial {
  readonly station: number;
  readonly generation: number;
  readonly serial: number;
}

export interface CardView {
  readonly state: string;
  readonly tone: Tone;
  readonly sign: Sign;
  readonly head: Words;
  readonly sub: Words;
  /** 离线核验, with the day of the list. */
  readonly offline: Words | null;
  readonly blocks: readonly Block[];
  /** Under the thumb. `above` stands over the keys. */
  readonly bar: { readonly above: Words | null; readonly actions: readonly Action[] };
}

/** What the views are made with. */
export interface Setting {
  readonly host: string;
  readonly todayDay: number;
  /** Whether the lists were fetched just now. */
  readonly reached: boolean;
  /** Issue day of the revocation list in use; null without one. */
  readonly listDay: number | null;
  /** The operator's service line; null where there is none. */
  readonly hotline: string | null;
  tradeOf(code: number): ShownTrade;
}
