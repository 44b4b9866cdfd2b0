import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../../shared/domain/hours/schedule.ts';
import { weekTable } from '../../../../shared/domain/hours/week-table.ts';
import { holidays2026 } from './holidays-2026.ts';

const work: [number, number][] = [[540, 1020]];
const rest: [number, number][] = [[600, 960]];
const some: Schedule = { week: [work, work, work, work, work, rest, []], holidays: 'unknown', exceptions: [] };
const at = (moment: string, schedule = some) => weekTable(schedule, Date.parse(`${moment}:00+08:00`), holidays2026);

describe('the week on the page of a station', () => {
  it('has seven rows from Monday on, today marked in Asia/Shanghai', () => {
    const { rows } = at('2026-06-07T00:30');
    expect(rows).toEqual([
      { weekday: 0, isToday: false, hours: work },
      { weekday: 1, isToday: false, hours: work },
      { weekday: 2, isToday: false, hours: work },
      { weekday: 3, isToday: false, hours: work },
      { weekday: 4, isToday: false, hours: work },
      { weekday: 5, isToday: false, hours: rest },
      { weekday: 6, isToday: true, hours: [] },
    ]);
  });

  it('notes nothing where nothing differs', () => {
    expect(at('2026-07-01T12:00').notes).toEqual([]);
  });

  it('notes holidays and make-up days within 14 days, days in a row as one', () => {
    expect(at('2026-09-18T12:00').notes).toEqual([
      { date: '2026-09-20', to: '2026-09-20', name: '调休', kind: 'make-up-work', hours: work, announced: true },
      { date: '2026-09-25', to: '2026-09-27', name: '中秋', kind: 'holiday', hours: null, announced: true },
      { date: '2026-10-01', to: '2026-10-02', name: '国庆节', kind: 'holiday', hours: null, announced: true },
    ]);
  });

  it('notes today, and the hours of each part of a holiday', () => {
    const same: Schedule = { ...some, holidays: 'same' };
    expect(at('2026-06-20T12:00', same).notes).toEqual([
      { date: '2026-06-20', to: '2026-06-20', name: '端午', kind: 'holiday', hours: rest, announced: true },
      { date: '2026-06-21', to: '2026-06-21', name: '端午', kind: 'holiday', hours: [], announced: true },
    ]);
  });

  it('notes dated exceptions by their reason, and says when a decree is not out', () => {
    const closed: Schedule = {
      ...some,
      holidays: 'closed',
      exceptions: [{ from: '2027-02-07', to: '2027-02-12', hours: rest, reason: '春节值守' }],
    };
    expect(at('2027-02-01T12:00', closed).notes).toEqual([
      { date: '2027-02-05', to: '2027-02-06', name: '春节', kind: 'holiday', hours: [], announced: false },
      { date: '2027-02-07', to: '2027-02-12', name: '春节值守', kind: 'exception', hours: rest, announced: false },
    ]);
  });
});
