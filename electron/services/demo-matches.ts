/** Made-up matches (演示) of the demo's workers and postings: their days count from today, and they are written anew each day. */
import { z } from 'zod';
import { failReasons, type MatchStep, newStanding } from '../../shared/domain/match.ts';
import { addDays, startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { matchReader, matchWriter } from '../db/match-repository.ts';
import { postingReader } from '../db/posting-repository.ts';
import { workerReader } from '../db/worker-repository.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';
import { matchBook } from './match-book.ts';

const shared = {
  /** A demo worker by name, a demo posting by its id in the file. */
  worker: z.string().min(1),
  posting: z.string().min(1),
  daysAgo: z.int().min(0).max(60),
  /** Of the local day. */
  minute: z.int().min(0).max(1439),
};

export const demoMatchesSchema = z.array(
  z.discriminatedUnion('state', [
    z.strictObject({ ...shared, state: z.enum(['referred', 'contacted', 'agreed', 'completed']) }),
    z.strictObject({ ...shared, state: z.literal('failed'), reason: z.enum(failReasons) }),
  ]),
);
export type DemoMatches = z.infer<typeof demoMatchesSchema>;
type DemoMatch = DemoMatches[number];

/** Each step comes so long after the one before. */
const stepMs = 40 * 60_000;
const actor = 'station';

function stepsTo(match: DemoMatch, agreed: Extract<MatchStep, { to: 'agreed' }>): readonly MatchStep[] {
  switch (match.state) {
    case 'referred':
      return [];
    case 'contacted':
      return [{ to: 'contacted' }];
    case 'agreed':
      return [agreed];
    case 'completed':
      return [agreed, { to: 'started' }, { to: 'completed' }];
    case 'failed':
      return [{ to: 'failed', reason: match.reason }];
  }
}

/** Writes them where today's are missing; one that staff did something about stays as it is. */
export function keepDemoMatches(db: WritableDb, clock: StationClock, newId: NewId, matches: DemoMatches): void {
  const nowMs = clock.trustedMs();
  const today = workDayOf(nowMs);
  if (matches.length === 0 || matchReader(db).demoDay() === today) return;
  inTransaction(db, () => {
    const workers = new Map(
      workerReader(db)
        .listDemo()
        .map((worker) => [worker.name, worker]),
    );
    const postings = new Map(
      postingReader(db)
        .listDemo()
        .map((posting) => [posting.sourceId, posting]),
    );
    const writer = matchWriter(db);
    writer.deleteDemoUntouched();
    for (const { id } of postings.values()) writer.countTaken(id);
    for (const told of matches.toSorted((a, b) => b.daysAgo - a.daysAgo || a.minute - b.minute)) {
      const worker = workers.get(told.worker);
      const posting = postings.get(told.posting);
      const { employer = null, trade = 0, wage = null } = posting?.content ?? {};
      if (!worker?.name || !posting || employer === null || wage === null) continue;
      const day = addDays(today, -told.daysAgo);
      let atMs = Math.min(startOfDayMs(day) + told.minute * 60_000, nowMs);
      const book = matchBook({ db, newId, clock: { nowMs: () => atMs, trustedMs: () => atMs, state: () => 'good' } });
      const id = newId();
      book.open(
        {
          ...newStanding(day, atMs),
          ...{ id, workerId: worker.id, postingId: posting.id, employer, trade, revision: 1, createdAtMs: atMs, demo: true },
        },
        { actor, request: null },
      );
      for (const step of stepsTo(told, { to: 'agreed', workDate: day, pay: { fen: wage.minFen, unit: wage.unit } })) {
        atMs = Math.min(atMs + stepMs, nowMs);
        const before = matchReader(db).find(id);
        if (before) book.step(before, step, actor);
      }
    }
  });
}
