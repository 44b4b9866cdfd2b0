/**
 * Takes items that the hub tells (docs/exchange.md), within the caller's transaction. An item that is not what it should be is passed over
 * and told to staff: one broken item must not hold up the rest for ever. Applying twice changes nothing.
 */

import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { isPublishable, longestValidityMs, type PostingContent } from '../../shared/domain/posting.ts';
import { mergeEdit } from '../../shared/domain/posting-merge.ts';
import { type InboxItem, type ItemKind, itemContents } from '../../shared/exchange/inbox-item.ts';
import type { WritableDb } from '../db/database.ts';
import { copyWriter } from '../db/hub-copy-repository.ts';
import { linkWriter } from '../db/link-repository.ts';
import { noticeReader, noticeWriter } from '../db/notice-repository.ts';
import { conflictWriter } from '../db/posting-conflict-repository.ts';
import { postingReader, postingWriter } from '../db/posting-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import type { ImportRow } from '../services/import/import-row.ts';
import { type ImportChoice, rowTaker } from '../services/posting-import.ts';

export interface ApplyParts {
  readonly db: WritableDb;
  readonly nowMs: () => number;
  readonly newId: () => string;
  /** The content lint, asked for anew with each call: what is usual does not move within one. */
  readonly lintOf: () => NonNullable<ImportChoice['lint']>;
}

/** Postings that the hub publishes, and those that employers send from their phones. */
export const hubSource = 'hub';
export const phoneSource = 'phone';

type ContentOf<K extends ItemKind> = ReturnType<(typeof itemContents)[K]['parse']>;

export function inboxApply({ db, nowMs, newId, lintOf }: ApplyParts): (items: Iterable<InboxItem>) => void {
  const reader = postingReader(db);
  const writer = postingWriter(db);
  const link = linkWriter(db);
  const copies = copyWriter(db);
  const notices = { read: noticeReader(db), write: noticeWriter(db) };
  const conflicts = conflictWriter(db);
  const station = stationWriter(db);

  const takeRow = rowTaker(db, newId);
  let lint = lintOf();
  const take = (row: Omit<ImportRow, 'row'>, publish: ImportChoice['publish']) =>
    takeRow({ ...row, row: 0 }, { publish, demo: false, dryRun: false, lint }, nowMs());

  function takePosting(content: ContentOf<'posting'>, revision: number): string | null {
    if (content.of === 'station') return takeEdit(content.id, content.base, content.fields);
    const { id, state, content: told } = content.posting;
    // Which of the hub's we have: what a hub that was restored knows no more is taken away.
    copies.put({ kind: 'posting', key: id, revision, content: { state } });
    if (state !== 'published') return close(id);
    reopen(id);
    const taken = take({ source: hubSource, sourceId: id, content: told }, 'published');
    return taken.kind === 'fault' ? taken.fault.code : null;
  }

  /** What staff closed stays closed; what the hub took away it may bring back. */
  function reopen(sourceId: string): void {
    const posting = reader.findByOrigin(hubSource, sourceId);
    if (posting?.state !== 'closed' || posting.closedReason !== 'hub' || !isPublishable(posting.content)) return;
    writer.update({ ...posting, state: 'published', content: posting.content, closedReason: null, updatedAtMs: nowMs() });
  }

  /** The hub's edit of a posting of ours. */
  function takeEdit(id: string, base: number, fields: Parameters<typeof mergeEdit>[2]): string | null {
    const posting = reader.get(id);
    // Closed or deleted meanwhile: there is nothing to edit any more.
    if (!posting || posting.state === 'closed') return null;
    const merged = mergeEdit(posting, base, fields);
    if (merged.kind === 'invalid') return merged.field;
    const { content, revision, fieldRevisions } = merged;
    for (const { field, theirs } of merged.conflicts) conflicts.put({ postingId: id, field, theirs, atMs: nowMs() });
    if (revision === posting.revision) return null;
    const record = { ...posting, revision, fieldRevisions, updatedAtMs: nowMs() };
    const isShown = posting.state === 'published' || posting.state === 'paused';
    writer.update(
      isShown && isPublishable(content)
        ? { ...record, state: posting.state, content }
        : { ...record, state: isShown ? 'pending' : posting.state, content },
    );
    return null;
  }

  function close(sourceId: string): null {
    const posting = reader.findByOrigin(hubSource, sourceId);
    if (posting && posting.state !== 'closed') {
      writer.update({ ...posting, state: 'closed', closedReason: 'hub', updatedAtMs: nowMs() });
    }
    return null;
  }

  function takeSubmission({ id, content, phone }: ContentOf<'submission'>): string | null {
    const validThroughMs = content.validThroughMs ?? nowMs() + longestValidityMs;
    const whole: PostingContent = { ...content, contactPhone: content.contactPhone ?? phone, validThroughMs, verifiedAtMs: null };
    const taken = take({ source: phoneSource, sourceId: id, content: whole }, 'pending');
    return taken.kind === 'fault' ? taken.fault.code : null;
  }

  /** What staff took off their screens stays off. */
  function takeNotice(id: string, revision: number, content: ContentOf<'notice'>): string | null {
    if (!z.uuid().safeParse(id).success) return 'key';
    const known = notices.read.find(id);
    if (known && known.origin !== 'hub') return 'key';
    copies.put({ kind: 'notice', key: id, revision, content: {} });
    if (known && isDeepStrictEqual(known.content, content)) return null;
    const state = known?.state ?? 'published';
    notices.write.save({ id, state, content, revision: (known?.revision ?? 0) + 1, demoDay: null, origin: 'hub', updatedAtMs: nowMs() });
    return null;
  }

  /** Null, or the rule that it breaks. */
  function applyOne(kind: string, key: string, revision: number, content: unknown): string | null {
    if (!Object.hasOwn(itemContents, kind)) return 'unknown_kind';
    const known = kind as ItemKind;
    if (content === null) {
      if (known === 'posting') close(key);
      if (known === 'notice') notices.write.deleteFromHub(key);
      copies.remove(known, key);
      return null;
    }
    const read = itemContents[known].safeParse(content);
    if (!read.success) return read.error.issues[0]?.path.join('.') || 'invalid';
    if (known === 'posting') return takePosting(read.data as ContentOf<'posting'>, revision);
    if (known === 'notice') return takeNotice(key, revision, read.data as ContentOf<'notice'>);
    if (known === 'submission') return takeSubmission(read.data as ContentOf<'submission'>);
    copies.put({ kind: known, key, revision, content: read.data });
    return null;
  }

  return (items) => {
    lint = lintOf();
    for (const { revision, kind, key, content } of items) {
      const rule = applyOne(kind, key, revision, content);
      if (rule !== null) link.setAside({ id: newId(), atMs: nowMs(), side: 'inbox', kind, key, rule });
    }
    station.touch();
  };
}
