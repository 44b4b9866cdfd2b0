/**
 * The station's figures (报表): what each one counts, for any range of local days. 人次 and 人数 are two figures and are never added.
 * Each definition stands here once, in both languages, and is printed beside its figure wherever the figure is shown.
 */
import type { VisitPurpose } from './visit.ts';
import { addDays, daysBetween, type LocalDate } from './work-day.ts';

/** Figures that count rows; the share (达成率) is made of two of them. */
export const reportFigures = ['visits', 'visitors', 'registrations', 'cards', 'postings', 'demand', 'referrals', 'hires', 'hired'] as const;
export type ReportFigure = (typeof reportFigures)[number];

export interface FigureWords {
  readonly name: string;
  /** 人次, 人, 张, 个 */
  readonly unit: string;
  readonly definition: string;
}

/** In Chinese and in English. */
export const figureWords: Readonly<Record<ReportFigure | 'rate', { readonly zh: FigureWords; readonly en: FigureWords }>> = {
  visits: {
    zh: { name: '服务人次', unit: '人次', definition: '到站登记的次数，一次一个用途，点错更正的不算。' },
    en: { name: 'Visits', unit: 'visits', definition: 'Check-ins, one for each purpose, without those that were corrected.' },
  },
  visitors: {
    zh: { name: '服务人数', unit: '人', definition: '这些天里凭卡认出的不同的人，一人只算一次，不含匿名。' },
    en: {
      name: 'People',
      unit: 'people',
      definition: 'Different people recognised by their card in these days, each once; anonymous ones are not in it.',
    },
  },
  registrations: {
    zh: { name: '登记', unit: '人', definition: '新登记的人，并进别的登记的不算。' },
    en: { name: 'Registered', unit: 'people', definition: 'People who registered, without registrations that were joined to another.' },
  },
  cards: {
    zh: { name: '制卡', unit: '张', definition: '做出的推荐卡，含重打的和后来作废的。' },
    en: { name: 'Cards', unit: 'cards', definition: 'Cards that were made, with reprints and those that became void.' },
  },
  postings: {
    zh: { name: '岗位', unit: '个', definition: '这些天里发布的岗位，后来关闭的也算。' },
    en: { name: 'Postings', unit: 'postings', definition: 'Postings published in these days, also those closed since.' },
  },
  demand: {
    zh: { name: '需求', unit: '人', definition: '这些岗位一共要的人数。' },
    en: { name: 'Wanted', unit: 'people', definition: 'The places that these postings offer in all.' },
  },
  referrals: {
    zh: { name: '推荐', unit: '人次', definition: '把师傅介绍给用人单位的次数，按推荐那天算。' },
    en: { name: 'Referrals', unit: 'referrals', definition: 'How often a worker was referred to an employer, by the day of the referral.' },
  },
  hires: {
    zh: { name: '达成用工', unit: '人次', definition: '谈定工钱和日子的次数，按谈定那天算，含已上岗和已完工。' },
    en: {
      name: 'Hires',
      unit: 'hires',
      definition: 'Agreements on pay and day, by the day of the agreement, with those at work and those done.',
    },
  },
  hired: {
    zh: { name: '达成人数', unit: '人', definition: '达成用工的不同的人，一人只算一次。' },
    en: { name: 'People hired', unit: 'people', definition: 'Different people with a hire in these days, each once.' },
  },
  rate: {
    zh: { name: '达成率', unit: '%', definition: '同一段日子里达成人次除以推荐人次；没有推荐就没有这个数。' },
    en: { name: 'Hire rate', unit: '%', definition: 'Hires divided by referrals of the same days; without referrals there is none.' },
  },
};

export type ReportFigures = Readonly<Record<ReportFigure, number>>;

/** 达成 ÷ 推荐, as a share; null without a referral. Above 1 where hires come from referrals of earlier days. */
export function hireRate({ hires, referrals }: Pick<ReportFigures, 'hires' | 'referrals'>): number | null {
  return referrals === 0 ? null : hires / referrals;
}

/** What the figures of work are told apart by. */
export interface WorkCounts {
  readonly postings: number;
  readonly demand: number;
  readonly referrals: number;
  readonly hires: number;
}

/** A day's own figures. `visitors` and `hired` of several days do not add up to those of the range: one person comes on many days. */
export type DayFigures = ReportFigures & { readonly day: LocalDate };

export interface Report {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly figures: ReportFigures;
  /** Every day of the range, in order. */
  readonly byDay: readonly DayFigures[];
  /** Trades with anything to tell, the most hires and referrals first. */
  readonly byTrade: readonly (WorkCounts & { readonly trade: number })[];
  /** The employers with the most, and the rest together under null. */
  readonly byEmployer: readonly (WorkCounts & { readonly employer: string | null })[];
  /** Visits of each local hour, 0-23. */
  readonly byHour: readonly number[];
  readonly byPurpose: Readonly<Record<VisitPurpose, number>>;
}

/** The longest range of a report: two years. */
export const mostReportDays = 731;
/** The longest range of a funnel: what was shown is counted by posting and hour. */
export const mostFunnelDays = 92;

export type RangeFault = 'range_reversed' | 'range_too_long';

/** Why a range is refused; null when it is good. Judged as asked, before future days are cut off. */
export function rangeFault(from: LocalDate, to: LocalDate, mostDays: number = mostReportDays): RangeFault | null {
  const days = daysBetween(from, to) + 1;
  return days < 1 ? 'range_reversed' : days > mostDays ? 'range_too_long' : null;
}

/** The range without days to come. */
export function withoutFuture(from: LocalDate, to: LocalDate, today: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } {
  const earlier = (day: LocalDate) => (day < today ? day : today);
  return { from: earlier(from), to: earlier(to) };
}

export const reportSpans = ['day', 'week', 'month', 'lastMonth'] as const;
export type ReportSpan = (typeof reportSpans)[number];

/** 今天, 这周 (from Monday), 这月, 上月; whole weeks and months, also where their end is still to come. */
export function spanOf(span: ReportSpan, today: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } {
  if (span === 'day') return { from: today, to: today };
  if (span === 'week') {
    const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7));
    return { from: monday, to: addDays(monday, 6) };
  }
  const first = `${today.slice(0, 8)}01` as LocalDate;
  if (span === 'lastMonth') {
    const last = addDays(first, -1);
    return { from: `${last.slice(0, 8)}01` as LocalDate, to: last };
  }
  const nextFirst = `${addDays(first, 31).slice(0, 8)}01` as LocalDate;
  return { from: first, to: addDays(nextFirst, -1) };
}

/** What happened to one posting, or in one hour: shown → touched → referred → hired. */
export interface FunnelCounts {
  readonly shown: number;
  readonly touched: number;
  readonly referred: number;
  readonly hired: number;
}

export interface FunnelPosting extends FunnelCounts {
  readonly postingId: string;
  readonly title: string;
  readonly employer: string | null;
  readonly trade: number;
}

export interface Funnel {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly total: FunnelCounts;
  /** 24 local hours; touches by when they were touched, referrals and hires by when they were entered. */
  readonly byHour: readonly FunnelCounts[];
  /** The most shown first; a page of them. */
  readonly postings: readonly FunnelPosting[];
  readonly count: number;
}
