import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { WritableDb } from './database.ts';

export interface Reach {
  readonly postingId: string;
  readonly workDay: LocalDate;
  readonly hour: number;
  readonly shown: number;
  readonly touched: number;
}

/** A posting that is gone (a demo row emptied meanwhile) has no reach: nothing is added. */
export const addReachSql = `INSERT INTO posting_reach (posting_id, work_day, hour, shown, touched)
  SELECT id, @workDay, @hour, @shown, @touched FROM posting WHERE id = @postingId
  ON CONFLICT (posting_id, work_day, hour) DO UPDATE SET shown = shown + excluded.shown, touched = touched + excluded.touched`;

export function reachWriter(db: WritableDb) {
  const add = db.prepare<Reach>(addReachSql);
  return {
    /** Whether the posting exists. */
    add: (reach: Reach): boolean => add.run(reach).changes > 0,
  };
}
