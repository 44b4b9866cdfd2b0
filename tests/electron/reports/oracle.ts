/**
 * The second account: keeps every event as it was answered, and counts a report by going through all of them. Shares no SQL and no
 * arithmetic with the station's reports, only the calendar and the names of things.
 */
import type { Report, ReportFigure, WorkCounts } from '../../../shared/domain/report.ts';
import { type VisitPurpose, visitPurposes } from '../../../shared/domain/visit.ts';
import { addDays, type LocalDate, localMinuteOf, workDayOf } from '../../../shared/domain/work-day.ts';

export interface KnownVisit {
  readonly id: string;
  readonly atMs: number;
  readonly purpose: VisitPurpose;
  readonly sessionId: string;
  corrected: boolean;
}
export interface KnownWorker {
  readonly id: string;
  readonly registeredMs: number;
  /** Who they turned out to be. */
  same: KnownWorker | null;
}
export interface KnownPosting {
  readonly id: string;
  readonly publishedMs: number;
  readonly trade: number;
  readonly employer: string;
  readonly headcount: number;
}
export interface KnownMatch {
  readonly id: string;
  readonly worker: KnownWorker;
  readonly posting: KnownPosting | null;
  readonly trade: number;
  readonly employer: string;
  /** Referral first; an undo takes the last away, of the referral itself too. */
  readonly steps: { readonly to: string; readonly atMs: number }[];
}

const counts = new Set(['agreed', 'started', 'completed']);
const agreedMs = ({ steps }: KnownMatch): number | null => {
  const last = steps.at(-1);
  return last && counts.has(last.to) ? (steps.find(({ to }) => to === 'agreed')?.atMs ?? null) : null;
};
/** Who somebody turned out to be. */
export const person = (worker: KnownWorker): KnownWorker => (worker.same === null ? worker : person(worker.same));

export function ledger() {
  const visits: KnownVisit[] = [];
  const workers: KnownWorker[] = [];
  const seen: { readonly worker: KnownWorker; readonly atMs: number }[] = [];
  const cards: number[] = [];
  const postings: KnownPosting[] = [];
  const matches: KnownMatch[] = [];
  const reach: { readonly atMs: number; readonly shown: number; readonly touched: number }[] = [];

  function report(from: LocalDate, to: LocalDate): Report {
    const within = (atMs: number | null, first = from, last = to) => atMs !== null && workDayOf(atMs) >= first && workDayOf(atMs) <= last;
    const figuresOf = (first: LocalDate, last: LocalDate): Record<ReportFigure, number> => {
      const is = (atMs: number | null) => within(atMs, first, last);
      const published = postings.filter(({ publishedMs }) => is(publishedMs));
      const hires = matches.filter((match) => is(agreedMs(match)));
      return {
        visits: visits.filter((one) => !one.corrected && is(one.atMs)).length,
        visitors: new Set(seen.filter(({ atMs }) => is(atMs)).map(({ worker }) => person(worker))).size,
        registrations: workers.filter(({ registeredMs, same }) => same === null && is(registeredMs)).length,
        cards: cards.filter(is).length,
        postings: published.length,
        demand: published.reduce((sum, { headcount }) => sum + headcount, 0),
        referrals: matches.filter(({ steps }) => is(steps[0]?.atMs ?? null)).length,
        hires: hires.length,
        hired: new Set(hires.map(({ worker }) => person(worker))).size,
      };
    };
    const tell = <Key>(keyOf: (one: { trade: number; employer: string }) => Key): [Key, WorkCounts][] => {
      const keys = [...new Set([...postings, ...matches].map(keyOf))];
      return keys.flatMap((key): [Key, WorkCounts][] => {
        const published = postings.filter((one) => keyOf(one) === key && within(one.publishedMs));
        const own = matches.filter((one) => keyOf(one) === key);
        const row = {
          postings: published.length,
          demand: published.reduce((sum, { headcount }) => sum + headcount, 0),
          referrals: own.filter(({ steps }) => steps[0] !== undefined && within(steps[0].atMs)).length,
          hires: own.filter((match) => within(agreedMs(match))).length,
        };
        return row.postings + row.referrals + row.hires > 0 ? [[key, row]] : [];
      });
    };
    const counted = visits.filter((one) => !one.corrected && within(one.atMs));
    const byDay = [];
    for (let day = from; day <= to; day = addDays(day, 1)) byDay.push({ day, ...figuresOf(day, day) });
    return {
      ...{ from, to, figures: figuresOf(from, to), byDay },
      byTrade: tell(({ trade }) => trade).map(([trade, row]) => ({ trade, ...row })),
      byEmployer: tell(({ employer }) => employer).map(([employer, row]) => ({ employer, ...row })),
      byHour: Array.from({ length: 24 }, (_, hour) => counted.filter(({ atMs }) => Math.floor(localMinuteOf(atMs) / 60) === hour).length),
      byPurpose: Object.fromEntries(
        visitPurposes.map((purpose) => [purpose, counted.filter((one) => one.purpose === purpose).length]),
      ) as Report['byPurpose'],
    };
  }

  const waits = ({ steps }: KnownMatch) => ['referred', 'contacted'].includes(steps.at(-1)?.to ?? '');
  const waiting = (worker: KnownWorker) => matches.filter((match) => person(match.worker) === worker && waits(match));

  /** Who withdrew waits for nothing any more. */
  function withdrew(worker: KnownWorker, atMs: number): void {
    for (const match of waiting(worker)) match.steps.push({ to: 'cancelled', atMs });
  }

  /** What both wait for is waited for once. */
  function joined(keep: KnownWorker, other: KnownWorker, atMs: number): void {
    const wanted = new Set(waiting(keep).map(({ posting }) => posting));
    for (const match of waiting(other)) if (match.posting && wanted.has(match.posting)) match.steps.push({ to: 'cancelled', atMs });
    other.same = keep;
  }

  /** What was done with postings: shown, touched, referred, hired. */
  function funnel(from: LocalDate, to: LocalDate) {
    const within = (atMs: number | null | undefined) => typeof atMs === 'number' && workDayOf(atMs) >= from && workDayOf(atMs) <= to;
    const told = reach.filter(({ atMs }) => within(atMs));
    const own = matches.filter(({ posting }) => posting !== null);
    return {
      shown: told.reduce((sum, { shown }) => sum + shown, 0),
      touched: told.reduce((sum, { touched }) => sum + touched, 0),
      referred: own.filter(({ steps }) => within(steps[0]?.atMs)).length,
      hired: own.filter((match) => within(agreedMs(match))).length,
    };
  }

  return { visits, workers, seen, cards, postings, matches, reach, withdrew, joined, report, funnel };
}

/** Lists by trade and employer have no order of their own among equals. */
export function unordered({ byTrade, byEmployer, ...report }: Report): object {
  const sorted = <Row extends object>(rows: readonly Row[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
  return { ...report, byTrade: sorted(byTrade), byEmployer: sorted(byEmployer) };
}
