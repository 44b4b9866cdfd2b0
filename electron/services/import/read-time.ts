/** Dates, times of day and moments as tables hold them. Without a zone a moment is UTC+8, as everything at the station. */
import { localDateSchema } from '../../../shared/domain/local-date.ts';
import { endOfDayMs, type LocalDate, startOfDayMs } from '../../../shared/domain/work-day.ts';
import { means, plain, quoted, type Reading, unread } from './reading.ts';

const dateShape =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年 ?(\d{1,2})月 ?(\d{1,2})[日号]|(\d{2})(\d{2}))(?!\d)/;
const dateExample = '2026-11-23';

/** The date that a text begins with, and what follows it. Spaces count here: they part `2026-1-5 6:12`. */
function splitDate(text: string): { date: LocalDate | undefined; rest: string } | undefined {
  const written = text.normalize('NFKC').trim();
  const match = dateShape.exec(written);
  if (!match) return undefined;
  const [month = '', day = ''] = match.slice(2).filter((part) => part !== undefined);
  const date = localDateSchema.safeParse(`${match[1]}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return { date: date.data, rest: plain(written.slice(match[0].length)) };
}

/** `2026-11-23`, `2026/11/23`, `2026.11.23`, `2026年11月23日`, `20261123`; the midnight a spreadsheet appends is passed over. */
export function readDate(text: string): Reading<LocalDate> {
  const split = splitDate(text);
  if (!split || !/^(t?0{1,2}:00(:00)?)?$/.test(split.rest)) return unread(`看不懂日期${quoted(text)}，请写成 ${dateExample}。`);
  return split.date ? means(split.date) : unread(`日历上没有${quoted(text)}这一天。`);
}

const clockShape = /^(次日|第二天|明早|凌晨|早上|上午|中午|下午|傍晚|晚上)?(\d{1,2})(?::(\d{2})(?::00)?|[点时](?:(半)|(\d{1,2})分?)?)$/;

function clockMinute(written: string): number | undefined {
  const match = clockShape.exec(written);
  if (!match) return undefined;
  const [, part = '', hourText = '', minuteText, half, spokenMinute] = match;
  const hour = Number(hourText);
  const minute = half ? 30 : Number(minuteText ?? spokenMinute ?? 0);
  if (hour > 48 || minute > 59) return undefined;
  if (part === '次日' || part === '第二天' || part === '明早') return hour < 24 ? 1440 + hour * 60 + minute : undefined;
  if (part === '下午' || part === '傍晚' || part === '晚上') {
    // 晚上12点 is the end of one day to some and the start of another to others.
    if (hour === 0 || hour === 12 || hour > 23) return undefined;
    return (hour < 12 ? hour + 12 : hour) * 60 + minute;
  }
  if (part === '中午') return hour >= 11 && hour <= 13 ? hour * 60 + minute : hour === 1 ? 13 * 60 + minute : undefined;
  if (part !== '' && hour > 12) return undefined;
  return hour * 60 + minute;
}

/** Minutes since midnight of the first day: `8:00`, `8点半`, `下午2点`; beyond 1440 on the next: `次日06:00`, `30:00`. */
export function readClock(text: string): Reading<number> {
  const minute = clockMinute(plain(text));
  return minute === undefined ? unread(`看不懂时间${quoted(text)}，请写成 8:00；到第二天的写 次日06:00。`) : means(minute);
}

const momentShape = /^t?(\d{1,2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(z|[+-]\d{2}:?\d{2})?$/;

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return 480;
  if (zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

function momentOf(date: LocalDate, rest: string): number | undefined {
  const match = momentShape.exec(rest);
  if (!match) {
    const minute = clockMinute(rest);
    return minute === undefined || minute > 1440 ? undefined : startOfDayMs(date) + minute * 60_000;
  }
  const [, clock = '', seconds = '0', fraction = '0', zone] = match;
  const minute = clockMinute(clock);
  if (minute === undefined || minute > 1440 || Number(seconds) > 59) return undefined;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return startOfDayMs(date) + (minute + 480 - zoneMinutes(zone)) * 60_000 + Number(seconds) * 1000 + milliseconds;
}

/** A date with a time, epoch milliseconds; a bare date where `bareDate` says what it means. */
function readMoment(text: string, bareDate: ((date: LocalDate) => number) | null): Reading<number> {
  const example = bareDate ? `${dateExample} 或 ${dateExample} 18:00` : `${dateExample} 06:12`;
  const split = splitDate(text);
  if (!split) return unread(`看不懂${quoted(text)}，请写成 ${example}。`);
  if (!split.date) return unread(`日历上没有${quoted(text)}这一天。`);
  if (split.rest === '') return bareDate ? means(bareDate(split.date)) : unread(`${quoted(text)}只有日期，请把时间也写上，如 ${example}。`);
  const atMs = momentOf(split.date, split.rest);
  return atMs === undefined ? unread(`看不懂${quoted(text)}，请写成 ${example}。`) : means(atMs);
}

/** The last moment of a validity: a bare date means the end of that day in UTC+8. */
export function readValidThrough(text: string): Reading<number> {
  return readMoment(text, endOfDayMs);
}

/** When somebody made sure; a bare date would leave open whether it is still fresh. */
export function readVerifiedAt(text: string): Reading<number> {
  return readMoment(text, null);
}
