import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cityView } from '../../../../maps/hub/city/city-view.ts';
import { demoDays, demoLinkKey, runFacts } from '../../../../maps/hub/demo/fact-simulation.ts';
import { madeUpDay, madeUpPostings } from '../../../../maps/hub/demo/made-up-facts.ts';
import { holidayTable } from '../../../../maps/hub/holiday-table.ts';
import { addDays, startOfDayMs, workDayOf } from '../../../../shared/domain/work-day.ts';
import { factSchema } from '../../../../shared/exchange/fact.ts';
import { now, today } from '../../../support/builders.ts';
import { enrolStations } from '../../../support/city.ts';
import { openHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';

const stations = Array.from({ length: 6 }, (_, at) => ({ number: at + 1, banks: true, jobs: at % 2 === 0 }));

describe('what a made-up station tells', () => {
  it('is what a real one could: valid, growing through the day, no more people than visits', () => {
    const moment = fc.integer({ min: startOfDayMs(today), max: startOfDayMs(today) + 86_399_000 });
    fc.assert(
      fc.property(
        fc.constantFrom(...stations),
        moment,
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.nat(99),
        (station, atMs, moreMs, seed) => {
          const facts = [
            { kind: 'day', day: today, counts: madeUpDay(station, today, atMs, seed) },
            ...madeUpPostings(station, atMs, seed),
          ];
          expect(facts.map((fact) => factSchema.parse(fact))).toEqual(facts);
          const counts = madeUpDay(station, today, atMs, seed);
          const visits = Object.values(counts.visits).reduce((sum, one) => sum + one, 0);
          expect(counts.visitors).toBeLessThanOrEqual(visits);
          expect(counts.matched).toBeLessThanOrEqual(counts.matches);
          const later = madeUpDay(station, today, Math.min(atMs + moreMs, startOfDayMs(today) + 86_399_000), seed);
          for (const [purpose, count] of Object.entries(counts.visits))
            expect(later.visits[purpose as 'rest'] ?? 0).toBeGreaterThanOrEqual(count);
          for (const { content } of madeUpPostings(station, atMs, seed)) expect(content.verifiedAtMs ?? 0).toBeLessThanOrEqual(atMs);
        },
      ),
    );
  });

  it('is nothing of days to come', () => {
    const counts = madeUpDay(stations[0] ?? ({} as never), addDays(today, 1), now, 7);
    expect(
      Object.values(counts)
        .flatMap((one) => (typeof one === 'object' ? Object.values(one) : [one]))
        .every((one) => one === 0),
    ).toBe(true);
  });
});

describe('the demo’s stations', () => {
  it('have told their days, are heard, and leave one alone that has enrolled', async () => {
    const { db, hub } = await openHub({ nowMs: () => now });
    await hub.parts.stations.put(
      stations.map(() => stationToPut()),
      'demo',
    );
    await enrolStations(db, [3]);
    const ending = new AbortController();
    const errors: unknown[] = [];
    let rounds = 0;
    let nowMs = now;
    await runFacts({
      ...{ db, stations, nowMs: () => nowMs, seed: 7, signal: ending.signal, onError: (error) => errors.push(error) },
      pause: async () => {
        rounds += 1;
        // Over midnight: the day that ended is told again.
        nowMs = startOfDayMs(addDays(today, 1)) + 8 * 3_600_000;
        if (rounds === 2) ending.abort();
      },
    });
    expect(errors).toEqual([]);
    const city = await cityView(
      { db: db.reader, holidays: holidayTable(2026), nowMs: () => nowMs },
      { from: addDays(today, -demoDays), to: addDays(today, 1), path: [] },
    );
    expect(city.byStation.map(({ number, days }) => [number, days])).toEqual(
      [1, 2, 3, 4, 5, 6].map((number) => [number, number === 3 ? 0 : demoDays + 2]),
    );
    expect(city.byDay.every(({ figures }) => figures.visits > 0)).toBe(true);
    const first = city.byStation[0];
    const told = await db.reader
      .selectFrom('station_day')
      .where('number', '=', 1)
      .where('day', '=', today)
      .select('visits')
      .executeTakeFirst();
    const whole = Object.values(madeUpDay(stations[0] ?? ({} as never), today, nowMs, 7).visits).reduce((sum, one) => sum + one, 0);
    expect([first?.life === 'up' ? told?.visits : whole, city.standing > 0]).toEqual([whole, true]);
    const links = await db.reader.selectFrom('link').select(['number', 'link_key', 'epoch', 'next']).orderBy('number').execute();
    expect(
      links.filter(({ link_key, epoch, next }) => link_key === demoLinkKey && epoch === 0 && next === 1).map(({ number }) => number),
    ).toEqual([1, 2, 4, 5, 6]);
    expect(workDayOf(nowMs)).toBe(addDays(today, 1));
  });
});
