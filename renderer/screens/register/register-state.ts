/** What a worker has told so far, and the rules of the four screens. Nothing here leaves the session's memory. */
import {
  everyDayMask,
  type Level,
  liveInBit,
  mostTradesAtKiosk,
  nightsBit,
  phoneSchema,
  type Registration,
} from '../../../shared/domain/worker.ts';

export const steps = ['trades', 'name', 'phone', 'terms'] as const;
export type Step = (typeof steps)[number];

export interface Told {
  readonly trades: readonly { readonly code: number; readonly level: Level | null }[];
  readonly years: number | null;
  /** As it will stand on the card; empty until it is chosen. */
  readonly name: string;
  /** Letters that are not yet a character: the next step waits for them. */
  readonly spelling: boolean;
  readonly phone: string;
  /** How often a digit was touched after the eleventh. */
  readonly over: number;
  /** Monday is bit 0; nights and living in as on the card. */
  readonly mask: number;
  readonly today: boolean;
  readonly wage: readonly [number, number] | null;
  readonly consent: { readonly card: boolean; readonly phoneOnCard: boolean; readonly wall: boolean };
}

export const usualWage = [200, 260] as const;
const wageStep = 10;
const wageLimits = [10, 9990] as const;
const mostYears = 60;
export const phoneDigits = 11;
export const honour = '师傅';
export const twoCharacterSurnames = [
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '慕容',
  '皇甫',
  '尉迟',
  '公孙',
  '令狐',
  '夏侯',
  '司徒',
  '宇文',
] as const;

export const nothingTold: Told = {
  trades: [],
  years: null,
  name: '',
  spelling: false,
  phone: '',
  over: 0,
  mask: everyDayMask,
  today: true,
  wage: usualWage,
  consent: { card: false, phoneOnCard: false, wall: false },
};

export type Telling =
  | { readonly what: 'trade'; readonly code: number; readonly level: Level | null }
  | { readonly what: 'untrade'; readonly code: number }
  | { readonly what: 'years'; readonly by: number }
  | { readonly what: 'name'; readonly name: string; readonly spelling?: boolean }
  | { readonly what: 'digit'; readonly digit: string }
  | { readonly what: 'delete' | 'clear' | 'today' | 'openWage' }
  | { readonly what: 'bit'; readonly bit: number }
  | { readonly what: 'wage'; readonly end: 0 | 1; readonly by: 1 | -1 }
  | { readonly what: 'consent'; readonly which: keyof Told['consent'] };

/** Whether one more trade may be chosen. */
export function tradesFull(told: Told): boolean {
  return told.trades.length >= mostTradesAtKiosk;
}

const clamp = (value: number, [min, max]: readonly [number, number]) => Math.min(max, Math.max(min, value));

export function tell(told: Told, telling: Telling): Told {
  switch (telling.what) {
    case 'trade': {
      const { code, level } = telling;
      const chosen = told.trades.some((trade) => trade.code === code);
      if (chosen) return { ...told, trades: told.trades.map((trade) => (trade.code === code ? { code, level } : trade)) };
      return tradesFull(told) ? told : { ...told, trades: [...told.trades, { code, level }] };
    }
    case 'untrade':
      return { ...told, trades: told.trades.filter((trade) => trade.code !== telling.code) };
    case 'years': {
      const years = clamp((told.years ?? 0) + telling.by, [0, mostYears]);
      return { ...told, years: years === 0 ? null : years };
    }
    case 'name':
      return { ...told, name: telling.name, spelling: telling.spelling ?? false };
    case 'digit':
      if (told.phone.length >= phoneDigits) return { ...told, over: told.over + 1 };
      return { ...told, phone: told.phone + telling.digit };
    case 'delete':
      return { ...told, phone: told.phone.slice(0, -1), over: 0 };
    case 'clear':
      return { ...told, phone: '', over: 0 };
    case 'today':
      return { ...told, today: !told.today };
    case 'bit': {
      const mask = told.mask ^ telling.bit;
      // A card without any day would tell employers nothing: the last day stays.
      return (mask & everyDayMask) === 0 ? told : { ...told, mask };
    }
    case 'openWage':
      return { ...told, wage: told.wage === null ? usualWage : null };
    case 'wage': {
      const [min, max] = told.wage ?? usualWage;
      const moved = clamp((telling.end === 0 ? min : max) + telling.by * wageStep, wageLimits);
      return { ...told, wage: telling.end === 0 ? [moved, Math.max(moved, max)] : [Math.min(min, moved), moved] };
    }
    case 'consent':
      return { ...told, consent: { ...told.consent, [telling.which]: !told.consent[telling.which] } };
  }
}

export type PhoneFault = 'prefix' | 'short';

export function phoneFault(phone: string): PhoneFault | null {
  if (/^(?:[02-9]|1[0-2])/.test(phone)) return 'prefix';
  return phoneSchema.safeParse(phone).success ? null : 'short';
}

/** Whether the step is done, so that the next may come. */
export function stepDone(told: Told, step: Step): boolean {
  switch (step) {
    case 'trades':
      return told.trades.length > 0;
    case 'name':
      return told.name !== '' && !told.spelling;
    case 'phone':
      return phoneFault(told.phone) === null;
    case 'terms':
      return told.consent.card;
  }
}

/** As the station takes it; null until everything that must be told is told. */
export function toRegistration(told: Told): Registration | null {
  if (!steps.every((step) => stepDone(told, step))) return null;
  const { trades, years, name, phone, wage, mask, today, consent } = told;
  return {
    trades: trades.map(({ code, level }) => ({ code, level })),
    years,
    name,
    phone,
    dayWage: wage && [wage[0], wage[1]],
    available: { fromOffsetDays: today ? 0 : 1, mask },
    consent: { card: true, phoneOnCard: consent.phoneOnCard, wall: consent.wall },
  };
}

export const otherBits = { nights: nightsBit, liveIn: liveInBit } as const;

/** What was spelt, as it stands on the card: a surname alone is that master's, everything else a whole name. */
export function cardName(spelt: string): string {
  const surname = /^\p{Script=Han}$/u.test(spelt) || twoCharacterSurnames.some((one) => one === spelt);
  return surname ? spelt + honour : spelt;
}

/** What stays when the honour goes: `王师傅` → `王`; a whole name stays whole. */
export function speltName(name: string): string {
  return name.endsWith(honour) ? name.slice(0, -honour.length) : name;
}

/** The surname of what stands on the card. */
export function surnameOf(name: string): string {
  if (name.endsWith(honour)) return speltName(name);
  return twoCharacterSurnames.find((one) => name.startsWith(one)) ?? [...name][0] ?? '';
}
