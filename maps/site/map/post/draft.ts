/**
 * A posting as an employer writes it on a phone: seven items that the law asks for, judged while they are written, and the content that a
 * station reads (shared/domain/posting.ts). The hub and the station judge it again.
 */
import * as z from 'zod/mini';
import { lintText, type TextFinding } from '../../../../shared/domain/lint-text.ts';
import { trades } from '../../../../shared/domain/trade-catalogue.ts';
import { addDays, endOfDayMs, type LocalDate, startOfDayMs, workDayOf } from '../../../../shared/domain/work-day.ts';

export const units = ['day', 'hour', 'order', 'month'] as const;
export const settlements = ['day', 'week', 'month', 'completion'] as const;
export const items = ['work', 'headcount', 'wage', 'days', 'conditions', 'place', 'employer'] as const;
export type Item = (typeof items)[number];

export const longest = { content: 500, conditions: 200, place: 80, employer: 60 } as const;
export const mostPeople = 999;
/** From today; a posting stands for 30 days at most. */
export const farthestDays = 29;
/** Yuan, by unit: as a station takes them (shared/domain/wage.ts judges again). */
const mostYuan = { hour: 1000, day: 10_000, order: 100_000, month: 200_000 } as const;

const text = (most: number) => z.string().check(z.maxLength(most));
/** As the phone remembers it until it is sent. */
export const draftSchema = z.object({
  trade: z.nullable(z.int()),
  content: text(longest.content),
  headcount: z.int().check(z.minimum(1), z.maximum(mostPeople)),
  yuan: text(8),
  unit: z.enum(units),
  settlement: z.enum(settlements),
  /** `2026-11-24`, or empty. */
  day: z.string().check(z.regex(/^(\d{4}-\d{2}-\d{2})?$/)),
  /** `08:00`, or empty. */
  start: z.string().check(z.regex(/^(\d{2}:\d{2})?$/)),
  end: z.string().check(z.regex(/^(\d{2}:\d{2})?$/)),
  conditions: text(longest.conditions),
  place: text(longest.place),
  employer: text(longest.employer),
  phone: text(20),
});
export type Draft = z.infer<typeof draftSchema>;

export function newDraft(nowMs: number): Draft {
  return {
    ...{ trade: null, content: '', headcount: 1, yuan: '', unit: 'day', settlement: 'day' },
    ...{ day: addDays(workDayOf(nowMs), 1), start: '08:00', end: '', conditions: '', place: '', employer: '', phone: '' },
  };
}

export const phoneOf = (written: string) =>
  written
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^\+86/, '');
const isPhone = (written: string) => /^(1\d{10}|0\d{9,11}|[2-9]\d{6,7})$/.test(phoneOf(written));

function yuanOf({ yuan, unit }: Draft): number | null {
  const amount = Number(yuan);
  return yuan.trim() !== '' && Number.isFinite(amount) && amount > 0 && amount <= mostYuan[unit] ? amount : null;
}

function isDay(day: string, nowMs: number): boolean {
  const today = workDayOf(nowMs);
  return day >= today && day <= addDays(today, farthestDays);
}

/** Items that are not filled in, in the order of the page. */
export function missingOf(draft: Draft, nowMs: number): Item[] {
  const filled: Readonly<Record<Item, boolean>> = {
    work: draft.trade !== null && draft.content.trim() !== '',
    headcount: true,
    wage: yuanOf(draft) !== null,
    days: isDay(draft.day, nowMs),
    conditions: draft.conditions.trim() !== '',
    place: draft.place.trim() !== '',
    employer: draft.employer.trim() !== '' && isPhone(draft.phone),
  };
  return items.filter((item) => !filled[item]);
}

export interface Fault extends TextFinding {
  readonly item: 'work' | 'conditions';
}

/** What its words say that they must not, or that staff will ask about. */
export function faultsOf(draft: Draft): Fault[] {
  const found = (item: Fault['item'], findings: readonly TextFinding[]) => findings.map((finding) => ({ ...finding, item }));
  return [...found('work', lintText(draft.content, 'content')), ...found('conditions', lintText(draft.conditions, 'conditions'))];
}

const minutesOf = (clock: string): number | null => (clock === '' ? null : Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));

/** Until when it is shown: the beginning of the work, or the evening of its day where that has passed or nobody said. */
export function validThroughMs({ day, start }: Pick<Draft, 'day' | 'start'>, nowMs: number): number {
  const startMs = startOfDayMs(day as LocalDate) + (minutesOf(start) ?? 0) * 60_000;
  return start !== '' && startMs > nowMs ? startMs : endOfDayMs(day as LocalDate);
}

export function tradeWordOf(code: number | null): string {
  return trades.find((trade) => trade.code === code)?.word ?? '';
}

/** The content of a posting; only of a draft that misses nothing. */
export function contentOf(draft: Draft, nowMs: number): Readonly<Record<string, unknown>> {
  const fen = Math.round((yuanOf(draft) ?? 0) * 100);
  const startMinute = minutesOf(draft.start);
  const endClock = minutesOf(draft.end);
  // an end before the start is on the next morning
  const endMinute = startMinute === null || endClock === null ? null : endClock > startMinute ? endClock : endClock + 1440;
  return {
    title: tradeWordOf(draft.trade),
    trade: draft.trade,
    occupationCode: null,
    employer: draft.employer.trim(),
    headcount: draft.headcount,
    conditions: draft.conditions.trim(),
    content: draft.content.trim(),
    place: draft.place.trim(),
    point: null,
    workDate: draft.day,
    startMinute,
    endMinute,
    durationDays: null,
    wage: { minFen: fen, maxFen: fen, unit: draft.unit },
    settlement: draft.settlement,
    ...{ meals: null, tools: null, insurance: null, contactName: null, verifiedAtMs: null },
    contactPhone: phoneOf(draft.phone),
    validThroughMs: validThroughMs(draft, nowMs),
  };
}
