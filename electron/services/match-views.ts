/** How the desk shows a match. */
import type { MatchedPosting, MatchRow, MatchView } from '../../shared/api/desk/matches.ts';
import { stationReasons, undoWithinMs } from '../../shared/domain/match.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import { maskPhone } from '../../shared/domain/worker.ts';
import type { ReadableDb } from '../db/database.ts';
import { type Match, type MatchEvent, matchReader } from '../db/match-repository.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import { type SealedPhone, workerReader } from '../db/worker-repository.ts';
import type { KeyState } from '../keys/station-keys.ts';
import type { StationClock } from './clock.ts';

/** `138 **** 8000`; without its keys the station still shows who there is, only the digits stay sealed. */
export function maskedPhone(keys: KeyState, phone: SealedPhone | null): string | null {
  return phone && keys.kind === 'ready' ? maskPhone(Buffer.from(keys.keys.open(phone.sealed, 'phone')).toString()) : null;
}

export function matchedPosting({ id, state, taken, content }: Posting): MatchedPosting {
  const { title, place, workDate, startMinute, wage, headcount, contactName, contactPhone } = content;
  return { id, title, state, place, workDate, startMinute, wage, headcount, taken, contactName, contactPhone };
}

/** Not an undo, and not what the station did by itself. */
export function mayUndo(last: MatchEvent | undefined): last is MatchEvent {
  return last !== undefined && last.undoes === null && !(stationReasons as readonly (string | null)[]).includes(last.reason);
}

export interface MatchViews {
  row(match: Match): MatchRow;
  whole(match: Match): MatchView;
}

export function matchViews(db: ReadableDb, keys: KeyState, clock: StationClock, postings: Pick<PostingReader, 'get'>): MatchViews {
  const reader = matchReader(db);
  const workers = workerReader(db);

  function row(match: Match): MatchRow {
    const { workerId, postingId, createdAtMs, referredDay: _, ringAtMs: __, ...rest } = match;
    const worker = workers.find(workerId);
    const posting = postingId === null ? undefined : postings.get(postingId);
    const last = reader.lastEvent(match.id);
    const untilMs = mayUndo(last) ? last.atMs + undoWithinMs : 0;
    return {
      ...rest,
      worker: { id: workerId, name: worker?.name ?? null, phone: maskedPhone(keys, worker?.phone ?? null) },
      posting: posting ? matchedPosting(posting) : null,
      referredAtMs: createdAtMs,
      unanswered: reader.unanswered(match.id),
      undoUntilMs: untilMs >= clock.trustedMs() ? untilMs : null,
    };
  }

  return { row, whole: (match) => ({ ...row(match), history: reader.history(match.id) }) };
}
