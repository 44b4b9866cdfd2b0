import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runSimulation, simulateLive } from '../../../../maps/hub/demo/live-simulation.ts';
import { type LiveFigures, liveFiguresSchema } from '../../../../shared/domain/listed-station.ts';
import { now } from '../../../support/builders.ts';

const stations = Array.from({ length: 60 }, (_, at) => ({ number: at + 1, banks: at % 2 === 0, jobs: at % 3 === 0 }));

describe('simulated figures', () => {
  it('are valid, at most a minute old, and add up to the same cabinet', () => {
    const moment = fc.integer({ min: now, max: now + 30 * 86_400_000 });
    fc.assert(
      fc.property(moment, fc.integer(), (nowMs, seed) => {
        const figures = simulateLive(stations, nowMs, seed);
        expect(figures.map((one) => liveFiguresSchema.parse(one))).toEqual(figures);
        expect(figures.filter(({ atMs }) => atMs > nowMs || atMs <= nowMs - 60_000)).toEqual([]);
        const later = simulateLive(stations, nowMs + 60_000, seed);
        for (const { number, banks } of figures) {
          const next = later.find((one) => one.number === number)?.banks;
          if (!banks || !next) continue;
          expect(banks.available + banks.slots + banks.faulty).toBe(next.available + next.slots + next.faulty);
          expect(Math.abs(banks.available - next.available)).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  it('are the same for the same seed, and others for another', () => {
    expect(simulateLive(stations, now, 7)).toEqual(simulateLive(stations, now, 7));
    expect(simulateLive(stations, now, 8)).not.toEqual(simulateLive(stations, now, 7));
  });

  it('come from those that have something to tell, nearly all of them', () => {
    const told = simulateLive(stations, now, 7);
    expect(told.filter(({ banks, jobs }) => banks === null && jobs === null)).toEqual([]);
    expect(told.every(({ number, banks, jobs }) => (banks !== null) === (number % 2 === 1) && (jobs !== null) === (number % 3 === 1))).toBe(
      true,
    );
    expect(told.length).toBeGreaterThan(30);
  });

  it('go on from round to round until the signal, over a round that fails', async () => {
    const rounds: (readonly LiveFigures[])[] = [];
    const errors: unknown[] = [];
    const ending = new AbortController();
    let nowMs = now;
    await runSimulation({
      stations,
      live: {
        putMany: async (figures) => {
          rounds.push(figures);
          if (rounds.length === 2) throw new Error('busy');
        },
      },
      nowMs: () => nowMs,
      seed: 7,
      signal: ending.signal,
      pause: async (ms) => {
        nowMs += ms;
        if (rounds.length === 3) ending.abort();
      },
      onError: (error) => errors.push(error),
    });
    expect(rounds).toEqual([0, 20_000, 40_000].map((ms) => simulateLive(stations, now + ms, 7)));
    expect(errors).toEqual([new Error('busy')]);
  });
});
