import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VisitDay } from '../../../shared/api/desk/visits.ts';
import { type VisitPurpose, visitPurposes } from '../../../shared/domain/visit.ts';
import { addDays, type LocalDate } from '../../../shared/domain/work-day.ts';
import { at, registration, today } from '../../support/builders.ts';
import { sessionA, sessionB, testStation } from '../../support/station.ts';

const actor = { staffId: 'staff-1', name: '值班员' };
const requestId = '6f1c2f7e-3c39-4c8e-9a54-0c5d5a2b7b01';
const tomorrow = addDays(today, 1);
const noPurposes = Object.fromEntries(visitPurposes.map((purpose) => [purpose, 0])) as Record<VisitPurpose, number>;
const hours = (counts: Readonly<Record<number, number>>) => Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);

function opened() {
  const station = testStation();
  const day = (input: { day?: LocalDate; beforeNumber?: number; limit?: number } = {}): Promise<VisitDay> =>
    station.api['visit.day']({ limit: 20, ...input }, actor);
  return { ...station, day };
}

describe('a day of visits', () => {
  it('counts visits by purpose and hour, and people apart, by their cards', async () => {
    const { api, clock, day } = opened();
    await api['card.issue']({ sessionId: sessionB, requestId: sessionB, registration: registration() });
    await api['visit.log']({ purpose: 'drink', sessionId: sessionA });
    await api['visit.log']({ purpose: 'rest', sessionId: sessionB });
    clock.set(at(9, 1));
    await api['visit.log']({ purpose: 'drink', sessionId: sessionB });
    const { rows, ...counts } = await day();
    expect(counts).toEqual({
      ...{ day: today, today, visits: 3, workers: 1, corrected: 0, more: false },
      byPurpose: { ...noPurposes, drink: 2, rest: 1 },
      byHour: hours({ 6: 2, 9: 1 }),
    });
    expect(rows.map(({ dailyNumber, purpose, atMs }) => [dailyNumber, purpose, atMs])).toEqual([
      [3, 'drink', at(9, 1)],
      [2, 'rest', at(6, 38)],
      [1, 'drink', at(6, 38)],
    ]);
  });

  it('is read page by page, the newest number first', async () => {
    const { api, day } = opened();
    for (const purpose of ['rest', 'drink', 'meal'] as const) await api['visit.log']({ purpose, sessionId: sessionA });
    const first = await day({ limit: 2 });
    const second = await day({ limit: 2, beforeNumber: 2 });
    expect([first, second].map(({ rows, more }) => [rows.map((row) => row.dailyNumber), more])).toEqual([
      [[3, 2], true],
      [[1], false],
    ]);
  });

  it('is refused before it has come', async () => {
    const { day } = opened();
    await expect(day({ day: tomorrow })).rejects.toMatchObject({ code: 'day_in_future' });
  });
});

describe('a visit that staff write down', () => {
  it('counts with the next number, names who wrote it, and stands in the log', async () => {
    const { api, day, db } = opened();
    await api['visit.log']({ purpose: 'drink', sessionId: sessionA });
    const { visitId, dailyNumber } = await api['visit.add']({ purpose: 'meal', requestId }, actor);
    const { rows, visits } = await day();
    expect([dailyNumber, visits, rows[0]]).toEqual([
      2,
      2,
      { id: visitId, dailyNumber: 2, purpose: 'meal', atMs: at(6, 38), addedBy: 'staff-1', corrected: null },
    ]);
    expect(db.prepare('SELECT actor, action, subject, details FROM audit').all()).toEqual([
      { actor: 'staff-1', action: 'visit.add', subject: visitId, details: JSON.stringify({ purpose: 'meal', day: today, number: 2 }) },
    ]);
  });

  it('is one, however often the same request comes', async () => {
    const { api, day } = opened();
    const first = await api['visit.add']({ purpose: 'meal', requestId }, actor);
    expect(await api['visit.add']({ purpose: 'meal', requestId }, actor)).toEqual(first);
    expect((await day()).visits).toBe(1);
  });

  it('may be of an earlier day, at an hour of it', async () => {
    const { api, day } = opened();
    const yesterday = addDays(today, -1);
    await api['visit.add']({ purpose: 'rest', day: yesterday, hour: 23, requestId }, actor);
    const { visits, byHour } = await day({ day: yesterday });
    expect([visits, byHour, (await day()).visits]).toEqual([1, hours({ 23: 1 }), 0]);
  });

  it.each([
    ['a day to come', { day: tomorrow, hour: 8 }, 'day_in_future'],
    ['an hour to come', { hour: 7 }, 'day_in_future'],
    ['an earlier day without its hour', { day: addDays(today, -1) }, 'visit_hour_missing'],
  ])('is refused for %s, and nothing is written', async (_, over, code) => {
    const { api, db } = opened();
    await expect(api['visit.add']({ purpose: 'rest', requestId, ...over }, actor)).rejects.toMatchObject({ code });
    expect(db.prepare('SELECT (SELECT count(*) FROM visit) + (SELECT count(*) FROM audit)').pluck().get()).toBe(0);
  });
});

describe('a correction by staff', () => {
  it('takes a visit out of the count by a counter-entry; the visit stays, its number is not reused', async () => {
    const { api, day, db } = opened();
    const { visitId } = await api['visit.log']({ purpose: 'drink', sessionId: sessionA });
    expect(await api['visit.correct']({ visitId, reason: 'twice' }, actor)).toEqual({ corrected: true });
    const { visits, corrected, byPurpose, byHour, rows } = await day();
    expect({ visits, corrected, byPurpose, byHour, out: rows.map((row) => row.corrected) }).toEqual({
      ...{ visits: 0, corrected: 1, byPurpose: noPurposes, byHour: hours({}) },
      out: [{ by: 'staff', reason: 'twice', atMs: at(6, 38) }],
    });
    expect((await api['visit.log']({ purpose: 'drink', sessionId: sessionA })).dailyNumber).toBe(2);
    expect(db.prepare('SELECT action, subject FROM audit').all()).toEqual([{ action: 'visit.correct', subject: visitId }]);
  });

  it('is refused for one that was taken out before, by the worker or by staff', async () => {
    const { api } = opened();
    const { visitId } = await api['visit.log']({ purpose: 'drink', sessionId: sessionA });
    await api['visit.take-back']({ visitId, sessionId: sessionA });
    await expect(api['visit.correct']({ visitId, reason: 'slip' }, actor)).rejects.toMatchObject({ code: 'visit_corrected' });
  });

  it('is refused for a visit that is not there', async () => {
    const { api } = opened();
    await expect(api['visit.correct']({ visitId: sessionA, reason: 'slip' }, actor)).rejects.toMatchObject({ code: 'visit_not_found' });
  });
});

describe('the rows of visits', () => {
  it.each([
    ['a visit', 'DELETE FROM visit'],
    ['a correction', 'DELETE FROM visit_correction'],
    ['a correction that is changed', "UPDATE visit_correction SET reason = 'x'"],
  ])('cannot lose %s, whoever tries', async (_, sql) => {
    const { api, db } = opened();
    const { visitId } = await api['visit.log']({ purpose: 'drink', sessionId: sessionA });
    await api['visit.correct']({ visitId, reason: 'test' }, actor);
    expect(() => db.exec(sql)).toThrow();
  });

  it('add up after any history: by purpose and by hour to 人次, which leaves out what was taken out', async () => {
    const step = fc.record({ purpose: fc.constantFrom(...visitPurposes), hour: fc.integer({ min: 0, max: 23 }), out: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { api, day } = opened();
        const yesterday = addDays(today, -1);
        for (const [number, { purpose, hour, out }] of steps.entries()) {
          const id = `6f1c2f7e-3c39-4c8e-9a54-${String(number).padStart(12, '0')}`;
          const { visitId } = await api['visit.add']({ purpose, day: yesterday, hour, requestId: id }, actor);
          if (out) await api['visit.correct']({ visitId, reason: 'test' }, actor);
        }
        const kept = steps.filter((one) => !one.out);
        const found = await day({ day: yesterday });
        expect([found.visits, found.corrected, found.byPurpose, found.byHour]).toEqual([
          kept.length,
          steps.length - kept.length,
          Object.fromEntries(visitPurposes.map((purpose) => [purpose, kept.filter((one) => one.purpose === purpose).length])),
          Array.from({ length: 24 }, (_, hour) => kept.filter((one) => one.hour === hour).length),
        ]);
      }),
      { numRuns: 12 },
    );
  });
});
