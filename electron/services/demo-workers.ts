/** Made-up workers (演示) for the wall of a demo: no phone, no card, nobody. */
import { z } from 'zod';
import { tradeCodeSchema } from '../../shared/domain/trade.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { anyVerification, everyDayMask, levels } from '../../shared/domain/worker.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { workerReader, workerWriter } from '../db/worker-repository.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';

export const demoWorkersSchema = z.array(
  z.strictObject({
    name: z.string().min(1),
    trades: z.array(z.tuple([tradeCodeSchema, z.literal(levels)])).min(1),
    years: z.int().nullable(),
    dayWage: z.tuple([z.int(), z.int()]).nullable(),
    verified: z.int().min(0).max(anyVerification),
  }),
);
export type DemoWorkers = z.infer<typeof demoWorkersSchema>;

/** Puts them on the wall where they are missing (a new demo, or one from before there was a wall), available from today on. */
export function keepDemoWorkers(db: WritableDb, clock: StationClock, newId: NewId, workers: DemoWorkers): void {
  const nowMs = clock.trustedMs();
  const today = workDayOf(nowMs);
  const there = workerReader(db).listDemo();
  const due = there.filter((worker) => worker.name !== null && worker.availableFrom !== today);
  if (there.length > 0 && due.length === 0) return;
  inTransaction(db, () => {
    const writer = workerWriter(db);
    for (const worker of due) writer.availFrom(worker.id, today);
    if (there.length > 0) return;
    for (const { name, trades, years, dayWage, verified } of workers) {
      writer.insert({
        ...{ id: newId(), name, phone: null, trades: trades.map(([code, level]) => ({ code, level })), years, dayWage, verified },
        ...{ availableFrom: today, availableMask: everyDayMask, phoneOnCard: false, wall: true, createdAtMs: nowMs, lastSeenMs: nowMs },
        ...{ anonymisedAtMs: null, joinedInto: null, demo: true },
      });
    }
  });
}
