/**
 * The city's figures (城市总览): sums of what each station counted on each local day. Nobody can be recognised across stations or days,
 * so figures of people are sums of the stations' daily numbers, and say so. 人次 and 人数 are never added. Each definition stands here
 * once, in both languages, and is printed beside its figure wherever the figure is shown.
 */
import type { FigureWords } from './report.ts';

/** What a station counts on a day, in the order in which it is shown. */
export const cityFigures = [
  'visits',
  'visitors',
  'registrations',
  'cards',
  'postings',
  'wanted',
  'referrals',
  'matches',
  'matched',
  'stale',
  'shown',
  'touched',
] as const;
export type CityFigure = (typeof cityFigures)[number];
export type CityFigures = Readonly<Record<CityFigure, number>>;

/** 各站人数之和: one person at two stations, or on two days, is counted twice. */
export const peopleFigures: readonly CityFigure[] = ['visitors', 'matched'];

export type StationLife = (typeof stationLives)[number];
/**
 * up: heard of within five minutes; silent: not, although its hours say open, or for a day where nobody knows its hours; resting: not,
 * and its hours say shut; never: not connected.
 */
export const stationLives = ['up', 'silent', 'resting', 'never'] as const;

/** The longest range of days: a year and a month. */
export const mostCityDays = 400;

/** In Chinese and in English. */
export const cityWords: Readonly<Record<CityFigure, { readonly zh: FigureWords; readonly en: FigureWords }>> = {
  visits: {
    zh: { name: '服务人次', unit: '人次', definition: '到站登记的次数，一次一个用途，点错更正的不算。' },
    en: { name: 'Visits', unit: 'visits', definition: 'Check-ins, one for each purpose, without those that were corrected.' },
  },
  visitors: {
    zh: { name: '服务人数', unit: '人', definition: '各站人数之和：只数凭卡认出的人，同一人去两站、来两天各算一次。不与人次相加。' },
    en: {
      name: 'People',
      unit: 'people',
      definition:
        'Sum of the stations’ own: people known by their card; one at two stations or on two days counts twice. Never added to visits.',
    },
  },
  registrations: {
    zh: { name: '登记', unit: '人', definition: '新登记的人，各站之和。' },
    en: { name: 'Registered', unit: 'people', definition: 'People who registered, summed over the stations.' },
  },
  cards: {
    zh: { name: '制卡', unit: '张', definition: '做出的推荐卡，含重打的和后来作废的。' },
    en: { name: 'Cards', unit: 'cards', definition: 'Cards that were made, with reprints and those that became void.' },
  },
  postings: {
    zh: { name: '岗位', unit: '个', definition: '这些天里发布的岗位，后来关闭的也算。' },
    en: { name: 'Postings', unit: 'postings', definition: 'Postings published in these days, also those closed since.' },
  },
  wanted: {
    zh: { name: '需求', unit: '人', definition: '这些岗位一共要的人数。' },
    en: { name: 'Wanted', unit: 'people', definition: 'The places that these postings offer in all.' },
  },
  referrals: {
    zh: { name: '推荐', unit: '人次', definition: '把师傅介绍给用人单位的次数，按推荐那天算。' },
    en: { name: 'Referrals', unit: 'referrals', definition: 'How often a worker was referred to an employer, by the day of the referral.' },
  },
  matches: {
    zh: { name: '达成用工', unit: '人次', definition: '谈定工钱和日子的次数，按谈定那天算。' },
    en: { name: 'Hires', unit: 'hires', definition: 'Agreements on pay and day, by the day of the agreement.' },
  },
  matched: {
    zh: { name: '达成人数', unit: '人', definition: '各站人数之和：当天达成用工的不同的人，去两站、做两天各算一次。' },
    en: {
      name: 'People hired',
      unit: 'people',
      definition: 'Sum of the stations’ own: different people with a hire on a day; one at two stations or on two days counts twice.',
    },
  },
  stale: {
    zh: { name: '收工陈旧', unit: '个', definition: '每天收工时还没再核实的岗位，各天之和。' },
    en: { name: 'Stale at close', unit: 'postings', definition: 'Postings not verified lately when a day ended, summed over the days.' },
  },
  shown: {
    zh: { name: '展示', unit: '次', definition: '岗位在屏幕上出现的次数。' },
    en: { name: 'Shown', unit: 'times', definition: 'How often a posting stood on a screen.' },
  },
  touched: {
    zh: { name: '点开', unit: '次', definition: '岗位被点开看的次数。' },
    en: { name: 'Opened', unit: 'times', definition: 'How often a posting was opened.' },
  },
};

export const noFigures: CityFigures = Object.freeze(
  Object.fromEntries(cityFigures.map((figure) => [figure, 0])) as Record<CityFigure, number>,
);

export function addFigures(a: CityFigures, b: CityFigures): CityFigures {
  return Object.fromEntries(cityFigures.map((figure) => [figure, a[figure] + b[figure]])) as Record<CityFigure, number>;
}
