/** Clock times as people write them (8:30, 8.30, 8点半, 八点, 下午2:00, 次日2:00) and what an interval between two of them means. */
import type { Interval } from './schedule.ts';

/** `day` says nothing of the clock (白天); `am` and `pm` are the English forms, in which 12 am is 0:00. */
export type DayPart = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'evening' | 'day' | 'am' | 'pm';

export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** Written 06:00: without a word for the part of the day, on the 24-hour clock for sure. */
  readonly padded: boolean;
  readonly part: DayPart | null;
  readonly nextDay: boolean;
}
export interface ClockInterval {
  readonly from: Clock;
  readonly to: Clock;
}
export interface Scanned<T> {
  readonly value: T;
  readonly end: number;
}

const partWords: readonly (readonly [DayPart, RegExp])[] = [
  ['dawn', /凌晨/y],
  ['morning', /上午|早上|早晨|清晨|早间|早(?!班)/y],
  ['noon', /中午/y],
  ['afternoon', /下午|午后/y],
  ['evening', /晚上|晚间|夜间|夜晚|傍晚|晚/y],
  ['day', /白天|日间/y],
];

/** The match of a sticky expression at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

export function scanPart(text: string, at: number): Scanned<DayPart> | null {
  for (const [part, pattern] of partWords) {
    const match = matchAt(pattern, text, at);
    if (match !== null) return { value: part, end: at + match[0].length };
  }
  return null;
}

const hanDigits = '零一二三四五六七八九';
function hourOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text];
  const figure = (word: string | undefined, none: number) =>
    word === undefined || word === '' ? none : hanDigits.indexOf(word.replace('两', '二'));
  return (tens === '0' ? 0 : figure(tens, 1) * 10) + figure(ones, 0);
}

const withColon = /(\d{1,2})[:.](\d{2})(?: ?([ap])\.?m\b\.?)?/y;
const english = /(\d{1,2}) ?([ap])\.?m\b\.?/y;
const spoken =
  /(\d{1,2}|[一二两三四五六七八九]?十[一二三四]?|[零一二两三四五六七八九])(?:点钟?|时)(?!间|段)(?:(半)|(一刻)|(三刻)|([0-5]?\d)分|([0-5]\d)(?![\d:点时])|整)?/y;
/** 8-20点: the hour before the dash goes without its word. */
const bareBeforeSpoken =
  /(\d{1,2}|[一二两三四五六七八九]?十[一二三四]?|[零一二两三四五六七八九])(?=-(?:\d{1,2}|[零一二两三四五六七八九十]{1,3})(?:点|时))/y;

function clock(hourText: string, minute: number, half: string | undefined): Clock {
  const part = half === undefined ? null : half === 'a' ? 'am' : 'pm';
  return { hour: hourOf(hourText), minute, padded: /^0\d/.test(hourText), part, nextDay: false };
}

export function scanClock(text: string, at: number): Scanned<Clock> | null {
  const colon = matchAt(withColon, text, at);
  if (colon !== null) return { value: clock(colon[1] ?? '', Number(colon[2]), colon[3]), end: at + colon[0].length };
  const plain = matchAt(english, text, at);
  if (plain !== null) return { value: clock(plain[1] ?? '', 0, plain[2]), end: at + plain[0].length };
  const words = matchAt(spoken, text, at);
  if (words === null) return null;
  const [whole, hour = '', half, quarter, threeQuarters, minutes, digits] = words;
  const minute = half !== undefined ? 30 : quarter !== undefined ? 15 : threeQuarters !== undefined ? 45 : Number(minutes ?? digits ?? 0);
  return { value: clock(hour, minute, undefined), end: at + whole.length };
}

const nextDayWord = /次日|翌日|第二天|次晨/y;

/** `9:00-17:00`, `8点半-晚8点`, `18:00-次日2:00`; the part of the day before it is a token of its own. */
export function scanInterval(text: string, at: number): Scanned<ClockInterval> | null {
  const bare = matchAt(bareBeforeSpoken, text, at);
  const from = bare === null ? scanClock(text, at) : { value: clock(bare[1] ?? '', 0, undefined), end: at + bare[0].length };
  if (from === null || text[from.end] !== '-') return null;
  let place = from.end + 1;
  const next = matchAt(nextDayWord, text, place);
  if (next !== null) place += next[0].length;
  const part = scanPart(text, place);
  const to = scanClock(text, part?.end ?? place);
  if (to === null) return null;
  const value = { ...to.value, part: to.value.part ?? part?.value ?? null, nextDay: next !== null };
  return { value: { from: from.value, to: value }, end: to.end };
}

/** Minutes after midnight, 1440 and more for the small hours of 晚上; null where there is no such time. */
function minuteOf({ hour, minute }: Clock, part: DayPart | null): number | null {
  if (hour > 47 || minute > 59) return null;
  const plain = hour * 60 + minute;
  if (part === null || hour > 12) return plain;
  switch (part) {
    case 'am':
    case 'dawn':
      return hour === 12 ? minute : plain;
    case 'afternoon':
    case 'pm':
      return hour === 12 ? plain : plain + 720;
    case 'noon':
      return hour <= 3 ? plain + 720 : plain;
    case 'evening':
      return hour <= 4 ? plain + 1440 : plain + 720;
    case 'morning':
    case 'day':
      return plain;
  }
}

/** What an interval means, or null where two readings are possible: 9:00-5:00, 2:00-5:00, 12:00-12:00. */
export function meaningOf({ from, to }: ClockInterval, before: DayPart | null): Interval | null {
  const startPart = from.part ?? before;
  const start = minuteOf(from, startPart);
  if (start === null || start >= 1440) return null;
  if (startPart === null && !from.padded && start >= 60 && start < 300) return null;
  // 晚上 18:00-6:00: a start on the 24-hour clock says that the end is on it too.
  const carries = from.hour <= 12 && !to.nextDay && startPart !== 'am';
  const endPart = to.part ?? (carries ? startPart : null);
  const clockEnd = minuteOf(to, endPart);
  if (clockEnd === null) return null;
  let end = clockEnd;
  if (to.nextDay) end += 1440;
  else if (end <= start) {
    const saysMorning = to.part === 'morning' || to.part === 'dawn' || to.part === 'am';
    const nightly = start >= 17 * 60 && (end <= 6 * 60 || (to.padded && end <= 12 * 60));
    if (!(saysMorning || nightly || (end === 0 && start > 0))) return null;
    end += 1440;
  }
  return end > start && end <= start + 1440 ? [start, end] : null;
}

/** A single time of day; null where it is not one. */
export function minuteAt(time: Clock, before: DayPart | null): number | null {
  return minuteOf(time, time.part ?? before);
}
