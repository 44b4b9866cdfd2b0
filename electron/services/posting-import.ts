/** What an import writes: rows judged beside the stored postings, taken one by one. */
import { changedFields, isPublishable, longestValidityMs, type Posting, type PostingContent, revise } from '../../shared/domain/posting.ts';
import { isBlocked, type LintFinding } from '../../shared/domain/posting-lint.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { postingReader, postingWriter } from '../db/posting-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';
import type { ImportFault, ImportRow } from './import/import-row.ts';

export interface ImportChoice {
  /** What complete rows become: on the screen at once, or waiting for review. */
  readonly publish: 'published' | 'pending';
  readonly demo: boolean;
  /** Everything is judged and counted, nothing is kept. */
  readonly dryRun: boolean;
  /** The content lint; without it nothing is held back. */
  readonly lint?: (content: PostingContent, id: string | null) => readonly LintFinding[];
}

/** What became of a row. `held`: a hard finding keeps it from the screen, it waits for review. */
export type Taken =
  | { readonly kind: 'added' | 'changed'; readonly held: boolean; readonly findings: readonly LintFinding[] }
  | { readonly kind: 'unchanged' | 'closedUntouched' }
  | { readonly kind: 'fault'; readonly fault: ImportFault };

/**
 * Takes one row after the other, each to be called within a transaction. The same (source, id) again is the same posting: an equal row
 * changes nothing, another one changes the fields that differ. What staff have decided (paused, closed) stays decided.
 */
export function rowTaker(db: WritableDb, newId: NewId): (row: ImportRow, choice: ImportChoice, nowMs: number) => Taken {
  const reader = postingReader(db);
  const writer = postingWriter(db);
  return (row, choice, nowMs) => {
    const before = reader.findByOrigin(row.source, row.sourceId);
    const content = before ? besideStored(row.content, before.content) : row.content;
    if (before && changedFields(before.content, content).length === 0) return { kind: 'unchanged' };
    if (before?.state === 'closed') return { kind: 'closedUntouched' };
    const fault = validityFault(row, nowMs);
    if (fault) return { kind: 'fault', fault };
    const findings = choice.lint?.(content, before?.id ?? null) ?? [];
    const blocked = isBlocked(findings);
    const shown = before ? before.state === 'published' || before.state === 'paused' : choice.publish === 'published';
    if (!choice.dryRun) {
      if (before) writer.update(changedPosting(before, content, blocked, nowMs));
      else writer.insert(newPosting(newId(), row, blocked ? { ...choice, publish: 'pending' } : choice, nowMs));
    }
    return { kind: before ? 'changed' : 'added', held: blocked && shown, findings };
  };
}

/** What a table has no column for stays, and so does a later verification by staff. */
function besideStored(content: PostingContent, stored: PostingContent): PostingContent {
  const verified = [content.verifiedAtMs, stored.verifiedAtMs].filter((atMs) => atMs !== null);
  return {
    ...content,
    occupationCode: content.occupationCode ?? stored.occupationCode,
    verifiedAtMs: verified.length > 0 ? Math.max(...verified) : null,
  };
}

export interface ImportBatch extends ImportChoice {
  readonly rows: readonly ImportRow[];
  readonly onProgress?: (done: number) => void;
}

export interface ImportOutcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows of postings that staff have closed: an import does not open them again. */
  readonly closedUntouched: number;
  /** Of the added and changed: kept from the screen by a hard finding. */
  readonly held: number;
  /** Rows that can be read but not taken now; they were left out. */
  readonly faults: readonly ImportFault[];
}

/** Adds up what became of rows. */
export function importTally() {
  const counts = { added: 0, changed: 0, unchanged: 0, closedUntouched: 0, held: 0 };
  const faults: ImportFault[] = [];
  return {
    add: (taken: Taken): void => {
      if (taken.kind === 'fault') faults.push(taken.fault);
      else {
        counts[taken.kind]++;
        if ('held' in taken && taken.held) counts.held++;
      }
    },
    outcome: (): ImportOutcome => ({ ...counts, faults }),
  };
}

const progressEvery = 500;

/** Takes rows in one transaction: all of it is kept or none. */
export function importPostings(db: WritableDb, clock: StationClock, newId: NewId, batch: ImportBatch): ImportOutcome {
  return inTransaction(db, () => {
    const take = rowTaker(db, newId);
    const nowMs = clock.trustedMs();
    const tally = importTally();
    batch.rows.forEach((row, index) => {
      if (index % progressEvery === 0) batch.onProgress?.(index);
      tally.add(take(row, batch, nowMs));
    });
    batch.onProgress?.(batch.rows.length);
    const outcome = tally.outcome();
    if (!batch.dryRun && outcome.added + outcome.changed > 0) stationWriter(db).touch();
    return outcome;
  });
}

/** Judged only for what is new or changed: the same file again next month must not turn into a list of complaints. */
function validityFault(row: ImportRow, nowMs: number): ImportFault | undefined {
  const { validThroughMs } = row.content;
  if (validThroughMs === null) return undefined;
  const fault = (code: 'expired' | 'validity_too_long', message: string): ImportFault => ({
    row: row.row,
    column: 'valid_through',
    code,
    message,
  });
  if (validThroughMs < nowMs) return fault('expired', '有效期已经过了，请改成今天或以后的日期。');
  if (validThroughMs > nowMs + longestValidityMs) return fault('validity_too_long', '有效期最长 30 天，请改近一些。');
  return undefined;
}

function newPosting(id: string, row: ImportRow, choice: ImportChoice, nowMs: number): Posting {
  const record = {
    id,
    source: row.source,
    sourceId: row.sourceId,
    closedReason: null,
    revision: 1,
    fieldRevisions: {},
    demo: choice.demo,
    reviewer: null,
    taken: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  return choice.publish === 'published' && isPublishable(row.content)
    ? { ...record, state: 'published', content: row.content, publishedAtMs: nowMs }
    : { ...record, state: 'pending', content: row.content, publishedAtMs: null };
}

function changedPosting(before: Posting, content: PostingContent, blocked: boolean, nowMs: number): Posting {
  const record = { ...before, ...revise(before, content), updatedAtMs: nowMs };
  if (before.state === 'published' || before.state === 'paused') {
    // A source that withdraws part of the legal minimum, or writes what the law forbids, takes the posting off the screen.
    return isPublishable(content) && !blocked ? { ...record, state: before.state, content } : { ...record, state: 'pending', content };
  }
  return { ...record, state: before.state, content };
}
