/** Postings into a file: piece by piece in the order of their ids, so that years of them need no more memory than a page. */
import type { ExportFormat, ExportScope, PostingsDesk } from '../../shared/api/desk/postings.ts';
import { isExpired, isFilled } from '../../shared/domain/posting.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction } from '../db/database.ts';
import type { PostingDeskReader } from '../db/posting-desk-repository.ts';
import type { Drives } from './drives.ts';
import { postingCsv } from './export/posting-csv.ts';
import { postingJsonLd } from './export/posting-json-ld.ts';
import type { PostingDeskParts } from './posting-desk-commands.ts';

const writers = { csv: { ...postingCsv, between: '' }, 'json-ld': postingJsonLd } as const;
const endings: Readonly<Record<ExportFormat, string>> = { csv: 'csv', 'json-ld': 'json' };

/** Rows read at once: what others wait for. */
const slice = 40;
/** Of a piece that a browser asks for. */
const slicesInPiece = 50;
/** Before every id. */
const first = '';

interface Piece {
  readonly text: string;
  readonly postings: number;
  /** After which id to go on; null: that was all. */
  readonly next: string | null;
}

export function postingExport(
  { db, clock, audit, views }: PostingDeskParts,
  desk: PostingDeskReader,
  drives: Drives,
): Pick<PostingsDesk, 'export.postings' | 'export.piece'> {
  /** @param begun whether a posting stands in the file before this piece */
  function piece(format: ExportFormat, scope: ExportScope, after: string, begun: boolean): Piece {
    const writer = writers[format];
    const nowMs = clock.trustedMs();
    const ids = desk.after(after, slice);
    const wanted = ids
      .map(views.find)
      .filter((posting) => scope === 'all' || (posting.state === 'published' && !isExpired(posting.content, nowMs) && !isFilled(posting)));
    const rows = wanted.map(writer.row).join(writer.between);
    const text = (begun && rows !== '' ? writer.between : '') + rows;
    return { text, postings: wanted.length, next: ids.length < slice ? null : (ids.at(-1) ?? null) };
  }

  const nameOf = (format: ExportFormat) => `驿站岗位 ${workDayOf(clock.trustedMs())}.${endings[format]}`;
  const log = (staffId: string, details: Readonly<Record<string, string | number>>) =>
    inTransaction(db, () => audit({ actor: staffId, action: 'posting.export', details }));
  const pause = () => new Promise((resolve) => setImmediate(resolve));

  return {
    async 'export.postings'({ driveId, format, scope }, actor) {
      const file = await drives.create(driveId, nameOf(format));
      try {
        let postings = 0;
        await file.write(writers[format].head);
        for (let after: string | null = first; after !== null; ) {
          const { text, postings: count, next }: Piece = piece(format, scope, after, postings > 0);
          postings += count;
          after = next;
          if (text !== '') await file.write(text);
          else await pause();
        }
        await file.write(writers[format].tail);
        const written = await file.finish();
        log(actor.staffId, { format, scope, postings });
        return { ...written, postings };
      } catch (error) {
        await file.abandon();
        throw error;
      }
    },

    async 'export.piece'({ format, scope, after }, actor) {
      const { head, tail } = writers[format];
      let text = after === null ? head : '';
      let next: string | null = after?.split('/')[0] ?? first;
      let postings = after?.endsWith('/1') ? 1 : 0;
      for (let slices = 0; slices < slicesInPiece && next !== null; slices++) {
        const read: Piece = piece(format, scope, next, postings > 0);
        text += read.text;
        postings += read.postings;
        next = read.next;
        await pause();
      }
      if (next === null) {
        text += tail;
        log(actor.staffId, { format, scope, to: 'browser' });
      }
      return { name: nameOf(format), text, next: next === null ? null : `${next}/${postings > 0 ? 1 : 0}` };
    },
  };
}
