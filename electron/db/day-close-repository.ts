/** Days that have ended, with what could not be counted later. */
import type { PostingContent } from '../../shared/domain/posting.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { WritableDb } from './database.ts';

export function dayCloseWriter(db: WritableDb) {
  const last = db.prepare<[], LocalDate | null>('SELECT max(day) FROM day_close').pluck();
  const close = db.prepare<[string, number]>('INSERT INTO day_close (day, stale) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const standing = db.prepare<[{ endMs: number }], Pick<PostingContent, 'settlement' | 'verifiedAtMs'>>(
    `SELECT settlement, verified_at_ms AS verifiedAtMs FROM posting
      WHERE state = 'published' AND source <> 'hub' AND published_at_ms < @endMs AND valid_through_ms >= @endMs`,
  );
  return {
    last: (): LocalDate | null => last.get() ?? null,
    close: (day: LocalDate, stale: number): void => void close.run(day, stale),
    /** Postings of this station that stood on the board at that moment, as far as today's rows tell. */
    standingAt: (endMs: number) => standing.all({ endMs }),
  };
}
