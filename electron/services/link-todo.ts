/** What the hub brought that staff decide: fields that both sides changed, hires that employers told, reports by the public. */
import type { LinkDesk, LinkTodo } from '../../shared/api/desk/link.ts';
import type { WorkerRow } from '../../shared/api/desk/worker-row.ts';
import { AppError } from '../../shared/api/errors.ts';
import { isPublishable, missingForPublication, postingContentSchema, revise } from '../../shared/domain/posting.ts';
import { itemContents } from '../../shared/exchange/inbox-item.ts';
import { cardReader } from '../db/card-repository.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { copyReader, hubSeen } from '../db/hub-copy-repository.ts';
import { linkReader } from '../db/link-repository.ts';
import { conflictReader, conflictWriter } from '../db/posting-conflict-repository.ts';
import { postingReader, postingWriter } from '../db/posting-repository.ts';
import { stationWriter } from '../db/station-repository.ts';
import { type Worker, workerReader } from '../db/worker-repository.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';

export interface LinkTodoParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly audit: Audit;
  readonly rowOf: (worker: Worker) => WorkerRow;
}

type TodoApi = Pick<LinkDesk, 'link.todo' | 'link.resolve' | 'link.settle'>;

const keptKey = (postingId: string, field: string) => `${postingId}/${field}`;

export function linkTodo({ db, clock, audit, rowOf }: LinkTodoParts): TodoApi {
  const postings = postingReader(db);
  const postingRow = postingWriter(db);
  const station = stationWriter(db);
  const conflicts = conflictReader(db);
  const conflictRow = conflictWriter(db);
  const copies = copyReader(db);
  const seen = hubSeen(db);
  const cards = cardReader(db);
  const workers = workerReader(db);
  const link = linkReader(db);

  function openConflicts(): LinkTodo['conflicts'] {
    return conflicts.list().flatMap(({ postingId, field, theirs, atMs }) => {
      const posting = postings.get(postingId);
      // Told again after the hub was restored: staff have said already that ours stays.
      if (!posting || posting.state === 'closed' || seen.has('posting', keptKey(postingId, field), theirs)) return [];
      const { title } = posting.content;
      return [{ postingId, title, field, ours: posting.content[field], theirs, revision: posting.revision, atMs }];
    });
  }

  /** Cards of this station whose worker is still here: of others there is nobody to match. */
  function hires(): LinkTodo['hires'] {
    const number = link.find()?.station ?? 0;
    return copies.list('hire').flatMap(({ key, content }) => {
      const hire = itemContents.hire.parse(content);
      if (seen.has('hire', key, content)) return [];
      const card = cards.findBySerial({ station: number, generation: hire.generation }, hire.serial);
      const worker = card && workers.find(card.workerId);
      return worker ? [{ key, day: hire.day, worker: rowOf(worker) }] : [];
    });
  }

  function reports(): LinkTodo['reports'] {
    const [told] = copies.list('trust');
    if (!told || seen.has('trust', told.key, told.content)) return null;
    const { reports } = itemContents.trust.parse(told.content);
    return reports.length === 0 ? null : { key: told.key, reports };
  }

  const todo = (): LinkTodo => ({ conflicts: openConflicts(), hires: hires(), reports: reports() });

  return {
    async 'link.todo'() {
      return todo();
    },

    async 'link.resolve'({ postingId, field, revision, take }, actor) {
      inTransaction(db, () => {
        const conflict = conflicts.list().find((one) => one.postingId === postingId && one.field === field);
        const posting = postings.get(postingId);
        if (!conflict || !posting || posting.state === 'closed') throw new AppError('conflict_gone', 'there is nothing to settle any more');
        if (posting.revision !== revision) {
          throw new AppError('changed_meanwhile', 'somebody else changed the posting', { revision: posting.revision });
        }
        if (take === 'theirs') {
          const read = postingContentSchema.safeParse({ ...posting.content, [field]: conflict.theirs });
          if (!read.success) throw new AppError('conflict_invalid', 'with that it would be no posting', { field });
          const record = { ...posting, ...revise(posting, read.data), updatedAtMs: clock.trustedMs() };
          if (posting.state === 'published' || posting.state === 'paused') {
            if (!isPublishable(read.data)) {
              throw new AppError('posting_incomplete', 'with that it would lack what the law asks for', {
                missing: missingForPublication(read.data),
              });
            }
            postingRow.update({ ...record, state: posting.state, content: read.data });
          } else postingRow.update({ ...record, state: posting.state, content: read.data });
        }
        if (take === 'ours') seen.put('posting', keptKey(postingId, field), conflict.theirs, clock.trustedMs());
        conflictRow.settle(postingId, field);
        station.touch();
        audit({ actor: actor.staffId, action: 'link.resolve', subject: postingId, details: { field, take } });
      });
      return todo();
    },

    async 'link.settle'({ kind, key }, actor) {
      const told = copies.list(kind).find((one) => one.key === key);
      if (!told) throw new AppError('not_found', 'the hub tells nothing of the kind any more');
      inTransaction(db, () => {
        seen.put(kind, key, told.content, clock.trustedMs());
        audit({ actor: actor.staffId, action: 'link.settle', details: { kind } });
      });
      return todo();
    },
  };
}
