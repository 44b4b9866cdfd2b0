import { describe, expect, it, onTestFinished } from 'vitest';
import { stationServices } from '../../../electron/compose.ts';
import { openDatabase } from '../../../electron/db/open.ts';
import { postingReader } from '../../../electron/db/posting-repository.ts';
import { stationReader } from '../../../electron/db/station-repository.ts';
import type { KeyState } from '../../../electron/keys/station-keys.ts';
import { createNoPrinter } from '../../../electron/printing/none.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { type Demo, emptyDemo, loadDemo, redateDemo } from '../../../electron/services/demo-service.ts';
import { addDays, endOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import { at, content, posting, settings, today } from '../../support/builders.ts';
import { temporaryFolder, testClock, testIds } from '../../support/station.ts';

const day = 86_400_000;
const noKeys: KeyState = { kind: 'unusable', code: 'key_missing' };
const noPrinting = { queue: createPrintQueue(createNoPrinter()), readBack: async () => null };
const demo: Demo = {
  settings,
  baseDay: today,
  workers: [],
  notices: [],
  matches: [],
  rows: [{ row: 2, source: 'demo', sourceId: 'D1', content: content({ validThroughMs: endOfDayMs(addDays(today, 2)) }) }],
};

function demoStation(startMs: number) {
  const db = openDatabase(temporaryFolder());
  onTestFinished(() => void db.close());
  const wall = testClock(startMs);
  const clock = stationClock(wall, 0);
  loadDemo(db, clock, testIds(), demo);
  const dates = () => {
    const { workDate, validThroughMs, verifiedAtMs } = postingReader(db).findByOrigin('demo', 'D1')?.content ?? content();
    return { workDate, validThroughMs, verifiedAtMs };
  };
  return {
    db,
    wall,
    clock,
    api: stationServices({ db, clock, newId: testIds(), keys: noKeys, printing: noPrinting }).api,
    dates,
    redate: () => redateDemo(db, clock, demo),
  };
}

describe('the demo', () => {
  it('is dated to the day on which the data folder is made, and marked', async () => {
    const start = at(9) + 40 * day;
    const { dates, api } = demoStation(start);
    expect(dates()).toEqual({
      workDate: addDays(today, 40),
      validThroughMs: endOfDayMs(addDays(today, 42)),
      verifiedAtMs: at(6, 12) + 40 * day,
    });
    expect([(await api['station.get']({})).demo, (await api['roll.read']({})).postings.map((one) => one.demo)]).toEqual([true, [true]]);
  });

  it('never claims a verification that is still to come', () => {
    const { dates } = demoStation(at(5) + 40 * day);
    expect(dates().verifiedAtMs).toBe(at(6, 12) + 39 * day);
  });

  it('moves on with each day, and with the time of day of its verification', () => {
    const { wall, redate, dates } = demoStation(at(9));
    wall.set(at(0, 30) + day);
    expect([redate(), dates().workDate, dates().verifiedAtMs]).toEqual([1, addDays(today, 1), at(6, 12)]);
    wall.set(at(6, 13) + day);
    expect([redate(), dates().verifiedAtMs]).toEqual([1, at(6, 12) + day]);
    expect(redate()).toBe(0);
  });

  it('never runs dry', async () => {
    const { wall, redate, api } = demoStation(at(9));
    for (let days = 1; days < 400; days += 19) {
      wall.pass(19 * day);
      redate();
      const [shown] = (await api['roll.read']({})).postings;
      expect([shown?.workDate, shown?.stale]).toEqual([workDayOf(wall.nowMs()), false]);
    }
  });

  it('is emptied for real use: what was made up goes, what was imported stays', async () => {
    const { db, api, clock } = demoStation(at(9));
    const real = posting({}, { source: 'csv' });
    const { postingWriter } = await import('../../../electron/db/posting-repository.ts');
    postingWriter(db).insert(real);
    await api['visit.log']({ purpose: 'drink', sessionId: '6f1c2f7e-3c39-4c8e-9a54-0c5d5a2b7a01' });
    expect(emptyDemo(db)).toBe(1);
    expect({
      demo: (await api['station.get']({})).demo,
      left: (await api['roll.read']({})).postings.map((one) => one.id),
      visits: db.prepare('SELECT count(*) FROM visit').pluck().get(),
      day: stationReader(db).demoDay(),
      moved: redateDemo(db, clock, demo),
    }).toEqual({ demo: false, left: [real.id], visits: 1, day: null, moved: 0 });
  });
});
