import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filtered, stateAt, statesOf } from '../../../../maps/site/map/core/filtering.ts';
import type { DayHours, Schedule } from '../../../../shared/domain/hours/schedule.ts';
import { dayOfDate } from '../../../../shared/map-data/calendar-day.ts';
import { noEnd } from '../../../../shared/map-data/station-columns.ts';
import { columnsOf } from './columns.ts';

const every = (...hours: DayHours): Schedule => ({
  week: [hours, hours, hours, hours, hours, hours, hours],
  holidays: 'same',
  exceptions: [],
});
/** Tuesday 24 November 2026, 11:35 in Shanghai. */
const noonMs = Date.parse('2026-11-24T11:35:00+08:00');
const holidays = { version: 1, years: { '2026': { announced: true, off: [], work: [] } } } as const;
const today = dayOfDate('2026-11-24');
const point = { lat: 36.6, lng: 101.7 };
const schedules = [every([360, 1260]), every([360, 720]), every([780, 1260]), every([0, 1440])];

const statesFor = (...stations: { hours?: number; closed?: readonly [number, number] }[]) => {
  const columns = columnsOf(
    stations.map((station, index) => ({ ...station, number: index + 1, point: { ...point, lng: point.lng + index / 1000 } })),
    schedules,
  );
  const states = statesOf(columns, noonMs, holidays);
  const byNumber = new Map([...columns.number].map((number, row) => [number, stateAt(states, row)]));
  return stations.map((_, index) => byNumber.get(index + 1));
};

describe('the states of many stations', () => {
  it('are open, closing within the hour, closed, and unknown without hours', () => {
    expect(statesFor({ hours: 0 }, { hours: 1 }, { hours: 2 }, { hours: 3 }, {})).toEqual(['open', 'soon', 'closed', 'open', 'unknown']);
  });

  it('are closed from the first to the last day of a closure, whatever the hours say', () => {
    const closures = [
      [today, today],
      [today - 5, noEnd],
      [today + 1, today + 9],
      [today - 9, today - 1],
    ] as const;
    expect(statesFor(...closures.map((closed) => ({ hours: 3, closed })))).toEqual(['closed', 'closed', 'open', 'open']);
  });
});

describe('a filter', () => {
  it('passes what has all that is asked for, and counts of those what is open', () => {
    const mask = fc.integer({ min: 0, max: 2 ** 24 - 1 });
    const station = fc.record({ yes: mask, hours: fc.constantFrom(0, 1, 2, 3) });
    fc.assert(
      fc.property(fc.array(station, { maxLength: 60 }), mask, fc.boolean(), (stations, wanted, openNow) => {
        const amenities = wanted & (stations[0]?.yes ?? 0);
        const columns = columnsOf(
          stations.map((one, index) => ({ ...one, number: index + 1, point: { lat: 30 + index / 7, lng: 110 } })),
          schedules,
        );
        const states = statesOf(columns, noonMs, holidays);
        const { passes, open } = filtered(columns, states, { openNow, amenities });
        const has = stations.filter(({ yes }) => (yes & amenities) === amenities);
        const isOpen = has.filter(({ hours }) => hours !== 2);
        expect({ passes: passes ? passes[columns.count] : stations.length, open: open[columns.count] }).toEqual({
          passes: (openNow ? isOpen : has).length,
          open: isOpen.length,
        });
        expect(passes === null).toBe(!openNow && amenities === 0);
      }),
    );
  });
});
