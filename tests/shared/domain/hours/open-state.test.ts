import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noHolidays } from '../../../../shared/domain/hours/holidays.ts';
import { type OpenState, openState, openTable, stateCodes } from '../../../../shared/domain/hours/open-state.ts';
import type { DayHours, Schedule } from '../../../../shared/domain/hours/schedule.ts';
import type { Closure } from '../../../../shared/domain/listed-station.ts';
import { addDays, type LocalDate, startOfDayMs, workDayOf } from '../../../../shared/domain/work-day.ts';
import { holidays2026 } from './holidays-2026.ts';
import { dayHours, schedule } from './hours-arbitrary.ts';

const at = (moment: string) => Date.parse(`${moment}:00+08:00`);
type Hours = [number, number][];
const daily = (hours: Hours, holidays: Schedule['holidays'] = 'closed', weekend: Hours = hours): Schedule => ({
  week: [hours, hours, hours, hours, hours, weekend, weekend],
  holidays,
  exceptions: [],
});
const office = daily(
  [
    [540, 690],
    [840, 1020],
  ],
  'closed',
  [],
);
const nightly = daily([[1080, 1560]]);
const always = daily([[0, 1440]], 'same');
const state = (any: Schedule | null, moment: string, closures: readonly Closure[] = []) =>
  openState(any, closures, at(moment), holidays2026);

describe('a station with office hours and a break', () => {
  it.each<[string, OpenState]>([
    ['2026-06-01T08:59', { state: 'closed', opensMs: at('2026-06-01T09:00') }],
    ['2026-06-01T09:00', { state: 'open', untilMs: at('2026-06-01T11:30') }],
    ['2026-06-01T10:29', { state: 'open', untilMs: at('2026-06-01T11:30') }],
    ['2026-06-01T10:30', { state: 'closing', untilMs: at('2026-06-01T11:30'), reason: 'break', opensAgainMs: at('2026-06-01T14:00') }],
    ['2026-06-01T11:30', { state: 'closed', opensMs: at('2026-06-01T14:00') }],
    ['2026-06-01T16:30', { state: 'closing', untilMs: at('2026-06-01T17:00'), reason: 'closes' }],
    ['2026-06-01T17:00', { state: 'closed', opensMs: at('2026-06-02T09:00') }],
    ['2026-06-05T17:00', { state: 'closed', opensMs: at('2026-06-08T09:00') }],
  ])('at %s', (moment, expected) => {
    expect(state(office, moment)).toEqual(expected);
  });

  it.each(['2026-02-17', '2026-06-19', '2026-09-25'])('is shut on the holiday %s', (date) => {
    expect(state(office, `${date}T10:00`).state).toBe('closed');
  });

  it('opens after the whole of a holiday, on a Saturday of make-up work', () => {
    expect(state(office, '2026-09-30T18:00')).toEqual({ state: 'closed', opensMs: at('2026-10-08T09:00') });
    expect(state(office, '2026-10-10T09:30')).toEqual({ state: 'open', untilMs: at('2026-10-10T11:30') });
    expect(state(office, '2026-10-11T09:30').state).toBe('closed');
  });
});

describe('a station open past midnight', () => {
  it.each<[string, OpenState]>([
    ['2026-06-01T17:00', { state: 'closed', opensMs: at('2026-06-01T18:00') }],
    ['2026-06-01T23:59', { state: 'open', untilMs: at('2026-06-02T02:00') }],
    ['2026-06-02T00:30', { state: 'open', untilMs: at('2026-06-02T02:00') }],
    ['2026-06-02T01:30', { state: 'closing', untilMs: at('2026-06-02T02:00'), reason: 'closes' }],
    ['2026-06-02T02:00', { state: 'closed', opensMs: at('2026-06-02T18:00') }],
    ['2026-06-19T00:30', { state: 'open', untilMs: at('2026-06-19T02:00') }],
    ['2026-06-19T19:00', { state: 'closed', opensMs: at('2026-06-22T18:00') }],
  ])('at %s', (moment, expected) => {
    expect(state(nightly, moment)).toEqual(expected);
  });

  it('is cut off by a closure, and does not begin one', () => {
    const closures = [{ from: '2026-06-02', to: '2026-06-03', reason: '检修' }];
    expect(state(nightly, '2026-06-01T23:30', closures)).toEqual({ state: 'closing', untilMs: at('2026-06-02T00:00'), reason: 'closes' });
    expect(state(nightly, '2026-06-04T00:30', closures)).toEqual({ state: 'closed', opensMs: at('2026-06-04T18:00') });
  });
});

describe('a station open round the clock', () => {
  it('is open without an end, on holidays too', () => {
    expect(['2026-06-01T12:00', '2026-06-01T23:59', '2026-02-17T03:00'].map((moment) => state(always, moment))).toEqual([
      { state: 'open', untilMs: null },
      { state: 'open', untilMs: null },
      { state: 'open', untilMs: null },
    ]);
  });

  it('ends where a holiday of unknown hours begins', () => {
    const some = daily([[0, 1440]], 'unknown');
    expect(state(some, '2026-06-18T12:00')).toEqual({ state: 'open', untilMs: at('2026-06-19T00:00') });
    expect(state(some, '2026-06-19T12:00')).toEqual({ state: 'unknown' });
  });
});

describe('what is not known', () => {
  it('is unknown without a schedule, and is closed while suspended even so', () => {
    expect(state(null, '2026-06-01T12:00')).toEqual({ state: 'unknown' });
    expect(state(null, '2026-06-01T12:00', [{ from: '2026-06-01', to: null, reason: '装修' }])).toEqual({
      state: 'closed',
      opensMs: null,
      suspended: { reason: '装修', until: null },
    });
  });

  it('gives no next opening beyond a day that is not known', () => {
    expect(state(daily([[540, 1020]], 'unknown'), '2026-06-18T20:00')).toEqual({ state: 'closed', opensMs: null });
  });

  it('includes every day of a year that the table lacks, unless holidays are the same', () => {
    const [office2025, always2025] = [office, always].map((any) => openState(any, [], at('2025-06-02T10:00'), holidays2026).state);
    expect([office2025, always2025, openState(office, [], at('2026-06-01T10:00'), noHolidays).state]).toEqual([
      'unknown',
      'open',
      'unknown',
    ]);
  });
});

describe('dates that differ', () => {
  const some: Schedule = {
    ...office,
    exceptions: [
      { from: '2026-06-01', to: '2026-06-05', hours: [[600, 720]], reason: '高温' },
      { from: '2026-06-03', to: '2026-06-03', hours: [], reason: '盘点' },
      { from: '2026-06-19', to: '2026-06-19', hours: [[600, 720]], reason: '端午值守' },
    ],
  };

  it.each<[string, OpenState]>([
    ['2026-06-02T10:00', { state: 'open', untilMs: at('2026-06-02T12:00') }],
    ['2026-06-03T10:00', { state: 'closed', opensMs: at('2026-06-04T10:00') }],
    ['2026-06-19T10:30', { state: 'open', untilMs: at('2026-06-19T12:00') }],
  ])('rule at %s: the last that fits, holidays too', (moment, expected) => {
    expect(state(some, moment)).toEqual(expected);
  });
});

describe('a closure', () => {
  it('shuts with its reason and last day, and opens on the day after', () => {
    expect(state(office, '2026-06-01T10:00', [{ from: '2026-05-20', to: '2026-06-03', reason: '停水' }])).toEqual({
      state: 'closed',
      opensMs: at('2026-06-04T09:00'),
      suspended: { reason: '停水', until: '2026-06-03' },
    });
  });

  it('of many months still tells when it opens', () => {
    expect(state(always, '2026-01-05T10:00', [{ from: '2026-01-01', to: '2027-06-30', reason: '重建' }])).toEqual({
      state: 'closed',
      opensMs: at('2027-07-01T00:00'),
      suspended: { reason: '重建', until: '2027-06-30' },
    });
  });

  it('that lasts longest is the one shown', () => {
    const closures = [
      { from: '2026-06-01', to: '2026-06-03', reason: '停水' },
      { from: '2026-06-01', to: null, reason: '搬迁' },
    ];
    expect(state(office, '2026-06-01T10:00', closures)).toMatchObject({ opensMs: null, suspended: { reason: '搬迁', until: null } });
  });
});

/** Slow and plain: every minute of three months around, marked one by one. */
function oracle(any: Schedule, closures: readonly Closure[], atMs: number): OpenState {
  const today = workDayOf(atMs);
  const [before, after] = [2, 75];
  const open = new Uint8Array((before + after + 2) * 1440);
  const begins = new Uint8Array(open.length);
  const origin = new Int16Array(open.length).fill(-1);
  const dates = Array.from({ length: before + after }, (_, day) => addDays(today, day - before));
  const shut = (date: string) => closures.filter(({ from, to }) => from <= date && (to === null || date <= to));
  const hoursOf = (date: LocalDate): DayHours | null => {
    const exception = any.exceptions.filter(({ from, to }) => from <= date && date <= to).at(-1);
    if (exception) return exception.hours;
    const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
    const year = holidays2026.years[date.slice(0, 4)];
    const { holidays } = any;
    if (year?.work.includes(date)) {
      const texts = any.week.slice(0, 5).map((hours) => JSON.stringify(hours));
      const counts = texts.map((text) => texts.filter((other) => other === text).length);
      return any.week[counts.indexOf(Math.max(...counts))] ?? [];
    }
    if (year && !year.off.some((day) => day.date === date)) return any.week[weekday] ?? [];
    if (holidays === 'same') return any.week[weekday] ?? [];
    if (!year || holidays === 'unknown') return null;
    return holidays === 'closed' ? [] : holidays;
  };
  dates.forEach((date, day) => {
    if (shut(date).length > 0) return;
    for (const [from, to] of hoursOf(date) ?? []) {
      begins[day * 1440 + from] = 1;
      for (let minute = day * 1440 + from; minute < day * 1440 + to; minute++) {
        open[minute] = 1;
        origin[minute] = day;
      }
    }
  });
  dates.forEach((date, day) => {
    if (shut(date).length > 0) open.fill(0, day * 1440, (day + 1) * 1440);
  });
  const known = (minute: number) => {
    const date = dates[Math.floor(minute / 1440)];
    return date === undefined || shut(date).length > 0 || hoursOf(date) !== null;
  };
  const ms = (minute: number) => startOfDayMs(today) + (minute - before * 1440) * 60_000;
  const now = Math.floor((atMs - startOfDayMs(today)) / 60_000) + before * 1440;
  const next = (from: number) => {
    // Thirty days that no closure shuts, the first included.
    const seen = new Set<string>();
    for (let minute = from; minute < dates.length * 1440; minute++) {
      const date = dates[Math.floor(minute / 1440)];
      if (date !== undefined && shut(date).length === 0) seen.add(date);
      if (!known(minute) || seen.size > 30) return null;
      if (open[minute] === 1 && begins[minute] === 1) return minute;
    }
    return null;
  };
  const [closure] = shut(today).toSorted((a, b) => (b.to ?? '9').localeCompare(a.to ?? '9'));
  if (closure !== undefined || open[now] === 0) {
    if (closure === undefined && !known(now)) return { state: 'unknown' };
    const opens = next(atMs > ms(now) ? now + 1 : now);
    const opensMs = opens === null ? null : ms(opens);
    return closure ? { state: 'closed', opensMs, suspended: { reason: closure.reason, until: closure.to } } : { state: 'closed', opensMs };
  }
  let end = now;
  while (open[end] === 1 && ms(end) < atMs + 7 * 86_400_000) end++;
  if (ms(end) >= atMs + 7 * 86_400_000) return { state: 'open', untilMs: null };
  if (ms(end) - atMs > 3_600_000) return { state: 'open', untilMs: ms(end) };
  const again = next(end);
  if (again === null || origin[again] !== origin[end - 1]) return { state: 'closing', untilMs: ms(end), reason: 'closes' };
  return { state: 'closing', untilMs: ms(end), reason: 'break', opensAgainMs: ms(again) };
}

const from2025 = Date.parse('2025-12-20T00:00:00+08:00');
const moment = fc.integer({ min: 0, max: 400 * 24 * 60 * 60 }).map((second) => from2025 + second * 1_000);
const span = fc.tuple(fc.integer({ min: -5, max: 12 }), fc.integer({ min: 0, max: 9 }));
const dated = fc
  .tuple(moment, schedule, fc.array(fc.tuple(span, dayHours), { maxLength: 2 }), fc.array(fc.tuple(span, fc.boolean()), { maxLength: 2 }))
  .map(([atMs, any, exceptions, closures]) => {
    const dateAfter = (days: number) => addDays(workDayOf(atMs), days);
    return {
      atMs,
      any: {
        ...any,
        exceptions: exceptions.map(([[from, more], hours], at) => ({
          from: dateAfter(from),
          to: dateAfter(from + more),
          hours,
          reason: `日程${at}`,
        })),
      },
      closures: closures.map(([[from, more], open], at) => ({
        from: dateAfter(from),
        to: open ? null : dateAfter(from + more + at),
        reason: `停用${at}`,
      })),
    };
  });

describe('any station at any moment', () => {
  it('has the state that marking every minute gives', () => {
    fc.assert(
      fc.property(dated, ({ atMs, any, closures }) => {
        expect(openState(any, closures, atMs, holidays2026)).toEqual(oracle(any, closures, atMs));
      }),
      { numRuns: 400 },
    );
  });

  it('has the same state in the table of a whole map, closures left out', () => {
    fc.assert(
      fc.property(fc.array(fc.option(dated.map(({ any }) => any)), { maxLength: 12 }), moment, (all, atMs) => {
        const codes = all.map((any) => stateCodes[openState(any, [], atMs, holidays2026).state]);
        expect([...openTable(all, atMs, holidays2026)]).toEqual(codes);
      }),
      { numRuns: 300 },
    );
  });
});
