import { describe, expect, it } from 'vitest';
import { addDays } from '../../../shared/domain/work-day.ts';
import { at, today } from '../../support/builders.ts';
import { sessionA, sessionB, testStation } from '../../support/station.ts';

const drink = { purpose: 'drink', sessionId: sessionA } as const;

describe('logging a visit', () => {
  it('numbers the visits of a day from 1, over all purposes', async () => {
    const { api } = testStation();
    const numbers = [];
    for (const purpose of ['drink', 'rest', 'advice'] as const)
      numbers.push((await api['visit.log']({ purpose, sessionId: sessionA })).dailyNumber);
    expect(numbers).toEqual([1, 2, 3]);
  });

  it('answers the first visit when the same person touches the same purpose again', async () => {
    const { api, clock } = testStation();
    const first = await api['visit.log'](drink);
    clock.pass(9 * 60_000);
    expect(await api['visit.log'](drink)).toEqual({ ...first, repeated: true });
  });

  it('counts two people who drink at the same minute as two', async () => {
    const { api } = testStation();
    await api['visit.log'](drink);
    expect((await api['visit.log']({ ...drink, sessionId: sessionB })).dailyNumber).toBe(2);
  });

  it('begins a new day at midnight in Shanghai', async () => {
    const { api, clock, db } = testStation();
    clock.set(at(23, 59));
    await api['visit.log'](drink);
    clock.pass(2 * 60_000);
    expect(await api['visit.log'](drink)).toMatchObject({ dailyNumber: 1, repeated: false });
    expect(db.prepare('SELECT work_day FROM visit ORDER BY at_ms').pluck().all()).toEqual([today, addDays(today, 1)]);
  });

  it('keeps the day across 07:59 and 08:01, where the day turns in UTC', async () => {
    const { api, clock, db } = testStation();
    for (const minute of [7 * 60 + 59, 8 * 60 + 1]) {
      clock.set(at(0, minute));
      await api['visit.log']({ ...drink, sessionId: minute === 479 ? sessionA : sessionB });
    }
    expect(db.prepare('SELECT work_day, daily_number FROM visit ORDER BY at_ms').raw().all()).toEqual([
      [today, 1],
      [today, 2],
    ]);
  });

  it('ties no visit to a person', async () => {
    const { api, db } = testStation();
    await api['visit.log'](drink);
    const row = db.prepare('SELECT * FROM visit').get() as object;
    expect(Object.keys(row)).toEqual(['id', 'work_day', 'daily_number', 'purpose', 'at_ms', 'session_id', 'hour']);
  });
});

describe('taking back a slip of the finger', () => {
  it('writes a counter-entry, keeps the visit, and does not give its number again', async () => {
    const { api, db } = testStation();
    const { visitId } = await api['visit.log'](drink);
    expect(await api['visit.take-back']({ visitId, sessionId: sessionA })).toEqual({ takenBack: true });
    expect((await api['visit.log'](drink)).dailyNumber).toBe(2);
    expect(db.prepare('SELECT visit_id, actor, reason FROM visit_correction').all()).toEqual([
      { visit_id: visitId, actor: 'worker', reason: 'slip' },
    ]);
  });

  it('changes nothing the second time', async () => {
    const { api, db } = testStation();
    const { visitId } = await api['visit.log'](drink);
    await api['visit.take-back']({ visitId, sessionId: sessionA });
    expect(await api['visit.take-back']({ visitId, sessionId: sessionA })).toEqual({ takenBack: true });
    expect(db.prepare('SELECT count(*) FROM visit_correction').pluck().get()).toBe(1);
  });

  it("does not know another session's visit", async () => {
    const { api } = testStation();
    const { visitId } = await api['visit.log'](drink);
    await expect(api['visit.take-back']({ visitId, sessionId: sessionB })).rejects.toMatchObject({ code: 'visit_not_found' });
  });

  it('is refused after 5 minutes', async () => {
    const { api, clock } = testStation();
    const { visitId } = await api['visit.log'](drink);
    clock.pass(5 * 60_000 + 1);
    await expect(api['visit.take-back']({ visitId, sessionId: sessionA })).rejects.toMatchObject({ code: 'take_back_too_late' });
  });
});
