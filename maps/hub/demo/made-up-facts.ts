/** What stations that do not exist would tell: days that look like days, and postings of which some grow stale. Pure. */
import type { Settlement } from '../../../shared/domain/wage.ts';
import { addDays, endOfDayMs, type LocalDate, localMinuteOf, startOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import type { DayCounts, Fact } from '../../../shared/exchange/fact.ts';
import { chance, type SimulatedStation } from './live-simulation.ts';

const hourMs = 3_600_000;
const minutes = 1440;
/** Shares of visits; what is left over is 找活 where postings are shown, else 歇脚. */
const purposes = [
  ['drink', 0.25],
  ['charge', 0.2],
  ['meal', 0.14],
  ['card', 0.02],
  ['advice', 0.02],
] as const;
/** From Monday. */
const weekdays = [1, 1.04, 1.02, 1, 0.97, 0.8, 0.62];

/** How much of a day's coming and going is over at that minute: nothing before 4:30, most of it until 18:00. */
function shareOf(minute: number): number {
  const part = Math.min(1, Math.max(0, (minute - 270) / (minutes - 390)));
  return part * part * (3 - 2 * part);
}

/** What a day has added up to so far; the same for the same moment and seed. */
export function madeUpDay({ number, jobs }: SimulatedStation, day: LocalDate, nowMs: number, seed: number): DayCounts {
  const today = workDayOf(nowMs);
  const share = day < today ? 1 : day > today ? 0 : shareOf(localMinuteOf(nowMs));
  const of = (word: string) => chance(seed, number, word, day);
  const weekday = weekdays[(new Date(startOfDayMs(day) + 8 * hourMs).getUTCDay() + 6) % 7] ?? 1;
  const size = 14 + 110 * chance(seed, number, 'visits') ** 2;
  const came = size * weekday * (0.78 + 0.44 * of('visits')) * share;
  const visits = Object.fromEntries(purposes.map(([purpose, part]) => [purpose, Math.floor(came * part * (0.7 + 0.6 * of(purpose)))]));
  const rest = Math.floor(came * (jobs ? 0.2 : 0.36));
  const looking = jobs ? Math.floor(came * 0.18) : 0;
  const all = rest + looking + Object.values(visits).reduce((sum, one) => sum + one, 0);
  const registrations = Math.floor(came * 0.05 * of('registrations'));
  const postings = jobs ? Math.floor((2 + 7 * of('postings')) * share) : 0;
  const referrals = jobs ? Math.floor(came * (0.1 + 0.14 * of('referrals'))) : 0;
  const matches = Math.floor(referrals * (0.2 + 0.25 * of('matches')));
  const shown = jobs ? Math.floor((900 + 1800 * of('shown')) * share) : 0;
  return {
    visits: { rest, jobs: looking, ...visits },
    visitors: Math.floor(all * (0.22 + 0.2 * of('visitors'))),
    ...{ registrations, cards: Math.floor(registrations * 0.8), postings, wanted: Math.floor(postings * (1.5 + 3 * of('wanted'))) },
    ...{ referrals, matches, matched: Math.ceil(matches * 0.9), stale: jobs && day < today ? Math.floor(3.2 * of('stale') ** 2) : 0 },
    ...{ shown, touched: Math.floor(shown * (0.04 + 0.05 * of('touched'))) },
  };
}

type Work = readonly [title: string, trade: number, employer: string, yuan: number, settlement: Settlement];

const works: readonly Work[] = [
  ['刷墙刮腻子', 203, '安居装修队', 280, 'day'],
  ['新房开荒保洁', 101, '禾苗家政服务部', 200, 'day'],
  ['饭店洗碗工', 105, '老灶饭馆', 160, 'month'],
  ['送桶装水', 303, '清泉送水站', 180, 'month'],
  ['仓库分拣', 305, '顺达仓储', 190, 'day'],
  ['小区保安', 502, '平安物业', 150, 'month'],
  ['搬家装卸', 301, '大力搬家', 260, 'day'],
  ['绿化浇水', 501, '新绿园林', 170, 'week'],
];

const idOf = (number: number, at: number) => `0198de30-0000-7000-8000-${String(number * 100 + at).padStart(12, '0')}`;

/** Postings that are shown at that moment, each verified again and again, some of them seldom. */
export function madeUpPostings({ number, jobs }: SimulatedStation, nowMs: number, seed: number): Extract<Fact, { kind: 'posting' }>[] {
  if (!jobs) return [];
  const count = 6 + Math.floor(9 * chance(seed, number, 'standing'));
  return Array.from({ length: count }, (_, at) => {
    const work = works[Math.floor(chance(seed, number, 'work', at) * works.length)] as Work;
    const [title, trade, employer, yuan, settlement] = work;
    // Ten to forty hours: what is paid by the day is stale in between.
    const every = (10 + 30 * chance(seed, number, 'every', at)) * hourMs;
    const phase = every * chance(seed, number, 'phase', at);
    const verifiedAtMs = Math.floor(Math.floor((nowMs - phase) / every) * every + phase);
    const revision = Math.max(1, Math.floor((nowMs - phase) / every));
    const fen = yuan * (settlement === 'month' ? 26 : 1) * 100;
    return {
      ...{ kind: 'posting', id: idOf(number, at), state: 'published', revision, fieldRevisions: {}, taken: 0, demo: true },
      updatedAtMs: verifiedAtMs,
      content: {
        ...{ title, trade, occupationCode: null, employer, headcount: 2, conditions: '能吃苦，守时' },
        ...{ content: `${title}，到站登记后联系`, place: '西河市', point: null, workDate: null, startMinute: null, endMinute: null },
        ...{ durationDays: null, wage: { minFen: fen, maxFen: fen, unit: settlement === 'month' ? 'month' : 'day' }, settlement },
        ...{ meals: null, tools: null, insurance: null, contactName: null, contactPhone: null, verifiedAtMs },
        validThroughMs: endOfDayMs(addDays(workDayOf(verifiedAtMs), 7)),
      },
    };
  });
}
