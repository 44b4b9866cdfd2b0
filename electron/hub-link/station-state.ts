/** The station as the hub is told of it: each thing from where it lives. */
import { cardDayOf } from '../../shared/card/card-day.ts';
import { startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { cardReader } from '../db/card-repository.ts';
import { careFigures } from '../db/care-repository.ts';
import type { ReadableDb } from '../db/database.ts';
import { dayCountReader } from '../db/day-count-repository.ts';
import { doorReader } from '../db/door-repository.ts';
import { linkReader } from '../db/link-repository.ts';
import { postingReader } from '../db/posting-repository.ts';
import { bankFigures } from '../services/bank-figures.ts';
import type { StationState } from './facts.ts';
import { hubSource } from './inbox-apply.ts';

export function stationState(db: ReadableDb, nowMs: () => number): StationState {
  const postings = postingReader(db);
  const banks = bankFigures(db);
  const figures = careFigures(db);
  const door = doorReader(db);
  const link = linkReader(db);
  const cards = cardReader(db);
  return {
    // The hub's own come back to nobody: it would count them once for each station that shows them.
    posting: (id) => {
      const posting = postings.get(id);
      return posting?.source === hubSource ? undefined : posting;
    },
    day: dayCountReader(db).of,
    lastDayOf: (generation, serial) => cards.revokedUntil(generation, serial) ?? cardDayOf(nowMs()),
    live: () => {
      const atMs = nowMs();
      const today = workDayOf(atMs);
      const { available, slots, faulty } = banks.read(atMs);
      const { postings: jobs } = figures({ today, nowMs: atMs, fromMs: startOfDayMs(today), cardDay: cardDayOf(atMs) });
      return { banks: available + slots + faulty > 0 ? { available, slots, faulty } : null, jobs, atMs };
    },
    door: () => ({
      closures: door.closures(workDayOf(nowMs())).map(({ from, to, reason }) => ({ from, to, reason })),
      broken: door.broken(),
    }),
    confirmedAtMs: () => link.find()?.confirmedAtMs ?? 0,
  };
}
