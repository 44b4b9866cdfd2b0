/** What 2,000 made-up stations tell after months without a hub: 600 facts each, in two batches, the second of which changes what the first said. */
import { madeUpDay, madeUpPostings } from '../../../maps/hub/demo/made-up-facts.ts';
import { addDays, startOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import type { Fact } from '../../../shared/exchange/fact.ts';
import type { OutboxBatch } from '../../../shared/exchange/outbox-batch.ts';

export const nowMs = startOfDayMs('2026-11-23' as never) + 6 * 3_600_000;
const today = workDayOf(nowMs);
const seed = 7;
export const batchesOfStation = 2;
export const factsOfBatch = 300;
/** Of each batch; a posting of the first is changed or gone in the second, days and void cards are others. */
const [postings, gone, revoked] = [110, 10, 24];
const days = factsOfBatch - postings - gone - revoked - 2;

/** What the hub must have of each station at the end. */
export const kept = {
  days: batchesOfStation * days,
  postings: postings - gone,
  revoked: batchesOfStation * revoked,
  next: batchesOfStation * factsOfBatch + 1,
} as const;

const idOf = (number: number, at: number) => `0198de31-0000-7000-8000-${String(number * 1000 + at).padStart(12, '0')}`;

function factsOf(number: number, batch: number): Fact[] {
  const station = { number, jobs: true, banks: true } as Parameters<typeof madeUpDay>[0];
  const shown = madeUpPostings(station, nowMs - (batchesOfStation - batch) * 86_400_000, seed);
  const list = Array.from({ length: postings }, (_, at) => {
    const one = shown[at % shown.length] as (typeof shown)[number];
    return { ...one, id: idOf(number, at), revision: one.revision + batch };
  });
  return [
    { kind: 'live', banks: { available: number % 9, slots: 4, faulty: 0 }, jobs: list.length, atMs: nowMs + batch } as Fact,
    { kind: 'confirmed', atMs: nowMs + batch },
    ...Array.from({ length: days }, (_, at): Fact => {
      const day = addDays(today, -(batch * days + at));
      return { kind: 'day', day, counts: madeUpDay(station, day, nowMs, seed) };
    }),
    ...list,
    ...Array.from({ length: revoked }, (_, at): Fact => ({ kind: 'revoked', generation: 1, serial: batch * revoked + at, until: today })),
    // the first batch tells of some that nobody ever heard of
    ...Array.from({ length: gone }, (_, at): Fact => ({ kind: 'gone', id: idOf(number, batch === 0 ? 900 + at : at) })),
  ];
}

export function batchOf(number: number, batch: number): OutboxBatch {
  const from = batch * factsOfBatch + 1;
  return { version: 1, epoch: 1, facts: factsOf(number, batch).map((fact, at) => ({ sequence: from + at, fact })) };
}

/** 人次 of all its days. */
export function visitsOf(number: number): number {
  const all = Array.from({ length: batchesOfStation }, (_, batch) => factsOf(number, batch)).flat();
  const counts = all.flatMap((fact) => (fact.kind === 'day' ? Object.values(fact.counts.visits) : []));
  return counts.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}
