/** Words for days: 周一至周五, 周六日, 周一、三、五, 每天, 工作日, 节假日, Mo-Fr, PH. */
import { matchAt, type Scanned } from './hours-clock.ts';

/** Weekdays as seven bits, Monday lowest. */
export interface Days {
  readonly weekdays: number;
  /** Statutory holidays are meant too. */
  readonly holiday: boolean;
  /** 春节, 国庆: one holiday of several. */
  readonly festival: boolean;
  /** 每天: every day, holidays too if nothing else is said. */
  readonly every: boolean;
  /** 工作日: not on holidays. */
  readonly working: boolean;
}

export const allWeekdays = 0b111_1111;
const none: Days = { weekdays: 0, holiday: false, festival: false, every: false, working: false };

/** 周六、周日 are both; in 周一至周五每天 the second word only stresses the first. */
export function bothDays(a: Days, b: Days): Days {
  const stress = a.every !== b.every && a.weekdays !== 0 && b.weekdays !== 0;
  return {
    weekdays: stress ? (a.every ? b : a).weekdays : a.weekdays | b.weekdays,
    holiday: a.holiday || b.holiday,
    festival: a.festival || b.festival,
    every: !stress && (a.every || b.every),
    working: a.working && b.working,
  };
}

const words: readonly (readonly [RegExp, Partial<Days>])[] = [
  [/(?:国家)?(?:法定)?(?:节假日|节日)|法定假[日期]|公众假[日期]|(?:public )?holidays?\b|ph\b/y, { holiday: true }],
  [/(?:春节|除夕|元旦|清明节?|劳动节|五一|端午节?|中秋节?|国庆节?)(?:期间|假期|长假|当[天日])?/y, { festival: true }],
  [/每[天日]|天天|daily\b|every ?day\b/y, { weekdays: allWeekdays, every: true }],
  [/工作日|working days?\b/y, { weekdays: 0b001_1111, working: true }],
  [/平日|weekdays?\b/y, { weekdays: 0b001_1111 }],
  [/双休日|weekends?\b/y, { weekdays: 0b110_0000 }],
];

const han = '一二三四五六日';
const head = /[每逢]?个?(?:周|星期|礼拜)([一二三四五六日天末]|[1-7](?![\d:.点时年月]))/y;
const rangeEnd = /-(?:(?:周|星期|礼拜)([一二三四五六日天]|[1-7](?![\d:.点时年月]))|([一二三四五六日天])(?![点时十层楼]))/y;
const another = /、?([一二三四五六日天])(?![点时十层楼月])/y;
const english = /(mo|tu|we|th|fr|sa|su)(?:n|nday|e|es|esday|d|dnesday|u|r|ur|urs|rsday|ursday|i|iday|t|turday|day)?s?\b/y;
const englishNames = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

function weekdayOf(word: string): number {
  const digit = Number(word);
  if (digit >= 1) return digit - 1;
  return word === '天' ? 6 : han.indexOf(word);
}

/** From one weekday to another, past Sunday if need be. */
function span(from: number, to: number): number {
  let bits = 0;
  for (let day = from; ; day = (day + 1) % 7) {
    bits |= 1 << day;
    if (day === to) return bits;
  }
}

function scanHan(text: string, at: number): Scanned<number> | null {
  const first = matchAt(head, text, at);
  if (first === null) return null;
  let end = at + first[0].length;
  if (first[1] === '末') return { value: 0b110_0000, end };
  let last = weekdayOf(first[1] ?? '');
  let value = 1 << last;
  for (;;) {
    const range = matchAt(rangeEnd, text, end);
    const more = range ?? matchAt(another, text, end);
    if (more === null) return { value, end };
    const day = weekdayOf(more[1] ?? more[2] ?? '');
    value |= range === null ? 1 << day : span(last, day);
    last = day;
    end += more[0].length;
  }
}

function scanEnglish(text: string, at: number): Scanned<number> | null {
  const from = matchAt(english, text, at);
  if (from === null) return null;
  const first = englishNames.indexOf(from[1] ?? '');
  const end = at + from[0].length;
  const to = text[end] === '-' ? matchAt(english, text, end + 1) : null;
  if (to === null) return { value: 1 << first, end };
  return { value: span(first, englishNames.indexOf(to[1] ?? '')), end: end + 1 + to[0].length };
}

export function scanDays(text: string, at: number): Scanned<Days> | null {
  for (const [pattern, days] of words) {
    const match = matchAt(pattern, text, at);
    if (match !== null) return { value: { ...none, ...days }, end: at + match[0].length };
  }
  const weekdays = scanHan(text, at) ?? scanEnglish(text, at);
  return weekdays === null ? null : { value: { ...none, weekdays: weekdays.value }, end: weekdays.end };
}
