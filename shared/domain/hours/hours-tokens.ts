/** A text of opening hours as words with a meaning, or null as soon as one word is not understood: half a reading could open wrongly. */
import { cleanText } from '../text.ts';
import { type Clock, type ClockInterval, type DayPart, matchAt, scanClock, scanInterval, scanPart } from './hours-clock.ts';
import { type Days, scanDays } from './hours-days.ts';

export type HoursToken =
  | { readonly kind: 'days'; readonly days: Days }
  | { readonly kind: 'interval'; readonly interval: ClockInterval }
  | { readonly kind: 'part'; readonly part: DayPart }
  /** 16:30停止入馆, 闭馆前30分钟停止入场. */
  | { readonly kind: 'last-entry'; readonly at: Clock }
  | { readonly kind: 'last-entry-before'; readonly minutes: number }
  /** 夏季, 自修区, 2-4层: hours that hold only then or there. */
  | { readonly kind: 'season' | 'room'; readonly name: string }
  | { readonly kind: PlainKind };
type PlainKind =
  | 'all-day'
  /** 全天: round the clock when it stands alone; beside other hours it may be the day's. */
  | 'whole-day'
  | 'closed'
  | 'closed-label'
  | 'break'
  | 'except'
  | 'outside'
  | 'excluded'
  | 'including'
  | 'same'
  | 'no-rest'
  | 'told'
  | 'in-case'
  | 'open'
  | 'join'
  | 'comma'
  | 'stop'
  | 'soft'
  | 'paren'
  | 'end-paren';

/** The first that fits counts, so longer words stand first. */
const plainWords: readonly (readonly [PlainKind, RegExp])[] = [
  ['in-case', /(?:如遇|如有|遇)?(?:特殊情况|特殊原因|变动|变化|调整)[,， ]?/y],
  [
    'told',
    /(?:具体|实际)?(?:开放|营业|服务|开馆)?(?:时间|安排)?(?:请?以[^,;。()]{1,10}为准|(?:将)?(?:提前)?另行(?:通知|公告|公布|安排)|(?:提前)(?:通知|公告))/y,
  ],
  ['open', /(?:中午|午间)不(?:休息?|闭馆|打烊)|不午休/y],
  ['closed-label', /(?:闭馆|休馆|休息)(?:日|时间)?(?:为|:)/y],
  ['closed', /(?:全天)?(?:闭馆|休馆|闭园|闭站|休息|休业|歇业|停业|关闭|关门|不(?:对外)?(?:开放|营业|开馆|开门|上班))|closed?\b|off\b/y],
  ['all-day', /24 ?小时|二十四小时|24 ?h(?:ours?)?\b|24\/7/y],
  ['whole-day', /全天候?|昼夜/y],
  ['no-rest', /全年无休|无休|365天/y],
  ['same', /(?:照常|正常|不休息?|不闭馆|不打烊)(?:开放|营业|服务|开馆|开门|运行)?|照旧|同上/y],
  ['break', /午休(?:时间)?|午间(?:休息|闭馆)|中午(?:休息|闭馆)/y],
  ['excluded', /除外/y],
  ['except', /除了?|不含|不包括/y],
  ['outside', /[以之]?外/y],
  ['including', /含|包括|包含/y],
  [
    'open',
    /(?:全年|免费)?(?:对外|向公众|向社会)?(?:开放|营业|服务|开馆|开门|运营|工作|办公)(?:时间)?|全年|时间|from\b|open(?:ing)?(?: hours)?\b|hours\b/y,
  ],
  ['join', /、|以及|[和及与&]|and\b/y],
  ['comma', /,/y],
  ['stop', /[;。|/]/y],
  ['soft', /[ :]/y],
  ['paren', /[([]/y],
  ['end-paren', /[)\]]/y],
];

const months = String.raw`(?:\(?\d{1,2}月?(?:\d{1,2}日)?-(?:次年)?\d{1,2}月(?:\d{1,2}日)?\)?)?`;
const seasonWord = new RegExp(`(春夏|秋冬|夏秋|冬春|[春夏秋冬](?:季|天|令时?)|暑[期假]|寒假|寒暑假)(?:期间|时间|时节)?${months}`, 'y');
const roomWord =
  /(?:自修|自习|借阅|阅览|阅读|展览|展示|服务|办事|办公|休息|活动|少儿|儿童|成人|图书|期刊|报刊|自助|培训|健身|文体|综合|电子|室内|室外|户外|[东南西北主副])(?:大厅|中心|[区室厅馆楼])|(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十](?:-[一二三四五六七八九十])?|负一)(?:层|楼|f\b)/y;
const lastEntryWord = /(?:后|起|以后)?(?:停止|截止|谢绝)(?:入馆|入场|入园|入站|进馆|进场|进入|入内)/y;
const lastEntryLabel = /(?:停止|截止|最[晚后])(?:入馆|入场|入园|入站|进馆|进场|进入|入内)(?:时间)?(?:为|:)?/y;
const beforeClosing = /(?:闭馆|关门|结束|停业|闭园)前(\d{1,2})分钟(?:停止|截止)(?:入馆|入场|入园|入站|进馆|进场|进入|入内)/y;

/** Full width, dashes, 至/到 and traditional forms become one form; lower case. */
export function plainHours(text: string): string {
  return cleanText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/週/g, '周')
    .replace(/點/g, '点')
    .replace(/時/g, '时')
    .replace(/[∶︰ː]/g, ':')
    .replace(/[〜∼‐‑‒–—―−ー→~]|至|到|\b(?:to|through|until|till?)\b/g, '-')
    .replace(/ *-[- ]*/g, '-')
    .replace(/ *: */g, ':')
    .replace(/(\d) +(?=[点时])/g, '$1')
    .trim();
}

function scanToken(text: string, at: number): { token: HoursToken; end: number } | null {
  const before = matchAt(beforeClosing, text, at);
  if (before !== null) return { token: { kind: 'last-entry-before', minutes: Number(before[1]) }, end: at + before[0].length };
  const label = matchAt(lastEntryLabel, text, at);
  const time = scanClock(text, label === null ? at : at + label[0].length);
  if (time !== null) {
    if (label !== null) return { token: { kind: 'last-entry', at: time.value }, end: time.end };
    const word = matchAt(lastEntryWord, text, time.end);
    if (word !== null) return { token: { kind: 'last-entry', at: time.value }, end: time.end + word[0].length };
  }
  const interval = scanInterval(text, at);
  if (interval !== null) return { token: { kind: 'interval', interval: interval.value }, end: interval.end };
  const season = matchAt(seasonWord, text, at);
  if (season !== null) return { token: { kind: 'season', name: season[1] ?? '' }, end: at + season[0].length };
  const room = matchAt(roomWord, text, at);
  if (room !== null) return { token: { kind: 'room', name: room[0] }, end: at + room[0].length };
  const days = scanDays(text, at);
  if (days !== null) return { token: { kind: 'days', days: days.value }, end: days.end };
  for (const [kind, pattern] of plainWords) {
    const match = matchAt(pattern, text, at);
    if (match !== null) return { token: { kind }, end: at + match[0].length };
  }
  const part = scanPart(text, at);
  return part === null ? null : { token: { kind: 'part', part: part.value }, end: part.end };
}

/** All of the text as words with a meaning; null if any of it is something else. */
export function hoursTokens(plain: string): readonly HoursToken[] | null {
  const tokens: HoursToken[] = [];
  for (let at = 0; at < plain.length; ) {
    const scanned = scanToken(plain, at);
    if (scanned === null) return null;
    tokens.push(scanned.token);
    at = scanned.end;
  }
  return tokens;
}
