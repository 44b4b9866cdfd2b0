/** A station's own postings as the hub knows them, and the union's edits of them, which that station takes by field (docs/exchange.md). */
import type { Kysely, Transaction } from 'kysely';
import { AppError } from '../../../shared/api/errors.ts';
import { type PostingContent, type PostingField, postingContentSchema } from '../../../shared/domain/posting.ts';
import { editOf } from '../../../shared/domain/posting-merge.ts';
import type { Fact } from '../../../shared/exchange/fact.ts';
import { tellIn } from '../exchange/inbox.ts';
import { HubError } from '../hub-error.ts';
import { audit } from '../store/audit.ts';
import { inTransaction } from '../store/hub-db.ts';
import { refuseMissing } from '../store/station-reading.ts';
import type { Tables } from '../store/tables.ts';
import type { TellingParts } from './city-item.ts';
import { judgePosting } from './judge-posting.ts';

type Fields = Readonly<Partial<Record<PostingField, unknown>>>;
type PostingFact = Extract<Fact, { kind: 'posting' }>;

export interface StationPosting {
  readonly id: string;
  readonly state: 'published' | 'paused';
  readonly revision: number;
  readonly content: PostingContent;
  readonly updatedAtMs: number;
  /** What was told and the station has not read yet. */
  readonly waiting: Fields;
}

export interface StationPostingEdit {
  readonly number: number;
  readonly id: string;
  /** The revision that the operator saw. */
  readonly base: number;
  readonly fields: Fields;
  readonly confirmed: readonly string[];
}

const mostPostings = 500;

/** On the screen now, the latest first. @throws HubError station_not_found, station_gone, station_not_linked */
export async function stationPostings(db: Kysely<Tables>, number: number) {
  const { name, inbox_read } = await linkedStation(db, number);
  const rows = await db
    .selectFrom('station_posting')
    .where('number', '=', number)
    .where('state', 'in', ['published', 'paused'])
    .orderBy('updated_at_ms', 'desc')
    .orderBy('id')
    .limit(mostPostings)
    .select('data')
    .execute();
  const edits = await db
    .selectFrom('inbox_item')
    .where('scope', '=', `at:${number}`)
    .where('kind', '=', 'posting')
    .where('revision', '>', inbox_read)
    .orderBy('revision')
    .select('content')
    .execute();
  const waiting = new Map<string, Fields>();
  for (const { content } of edits) {
    const edit = JSON.parse(content ?? 'null') as { readonly id: string; readonly fields: Fields } | null;
    if (edit) waiting.set(edit.id, { ...waiting.get(edit.id), ...edit.fields });
  }
  const postings = rows.map(({ data }): StationPosting => {
    const { id, state, revision, content, updatedAtMs } = JSON.parse(data) as PostingFact;
    return { id, state: state === 'paused' ? state : 'published', revision, content, updatedAtMs, waiting: waiting.get(id) ?? {} };
  });
  return { number, name, postings };
}

/**
 * Tells the station of the fields that differ; answers their names.
 * @throws HubError station_not_found, station_gone, station_not_linked, changed_meanwhile where the base is newer than what the hub knows,
 *   input_invalid; AppError posting_not_found, posting_state, posting_incomplete, posting_blocked, posting_doubtful, validity_invalid
 */
export function editStationPosting({ db, nowMs }: TellingParts, edit: StationPostingEdit, by: string): Promise<readonly string[]> {
  const { number, id, base, confirmed } = edit;
  const now = nowMs();
  return inTransaction(db, async (tx) => {
    const { inbox_read } = await linkedStation(tx, number);
    const { content, revision } = await knownPosting(tx, number, id);
    if (base > revision) {
      throw new HubError('changed_meanwhile', '地图服务还没有收到这个岗位现在的样子：过一会儿再改', { revision });
    }
    const key = `${id}@${base}`;
    // a second edit of what was seen goes with the first
    const waiting = await unreadFields(tx, number, key, inbox_read);
    const before = { ...content, ...waiting } as PostingContent;
    const read = postingContentSchema.safeParse({ ...before, ...edit.fields });
    if (!read.success) {
      const path = read.error.issues[0]?.path.join('.') ?? '';
      throw new HubError('input_invalid', `填得不对：${path}`, { issues: [{ path, message: read.error.issues[0]?.message ?? '' }] });
    }
    const fields = editOf(before, read.data);
    const names = Object.keys(fields);
    if (names.length === 0) return names;
    judgePosting(read.data, { nowMs: now, isDuplicate: false, confirmed });
    const told = { of: 'station', id, base, fields: { ...waiting, ...fields } };
    await tellIn(tx, [{ scope: number, kind: 'posting', key, content: told }]);
    await audit(tx, now, { by, action: 'station-posting.edit', number, details: { id, fields: names } });
    return names;
  });
}

async function knownPosting(tx: Transaction<Tables>, number: number, id: string): Promise<PostingFact> {
  const row = await tx.selectFrom('station_posting').where('number', '=', number).where('id', '=', id).select('data').executeTakeFirst();
  if (!row) throw new AppError('posting_not_found', '这个驿站没有这个岗位：回到列表再看', { number, id });
  const fact = JSON.parse(row.data) as PostingFact;
  if (fact.state !== 'published' && fact.state !== 'paused') {
    throw new AppError('posting_state', '驿站已经关掉了这个岗位：不用改了', { state: fact.state });
  }
  return fact;
}

async function unreadFields(tx: Transaction<Tables>, number: number, key: string, readUpTo: number): Promise<Fields> {
  const row = await tx
    .selectFrom('inbox_item')
    .where('scope', '=', `at:${number}`)
    .where('kind', '=', 'posting')
    .where('key', '=', key)
    .where('revision', '>', readUpTo)
    .select('content')
    .executeTakeFirst();
  return row?.content ? (JSON.parse(row.content) as { readonly fields: Fields }).fields : {};
}

async function linkedStation(db: Kysely<Tables>, number: number) {
  const station = await db.selectFrom('station').where('number', '=', number).select(['state', 'name']).executeTakeFirst();
  if (station?.state !== 'listed') await refuseMissing(db, number);
  const link = await db.selectFrom('link').where('number', '=', number).select(['state', 'inbox_read']).executeTakeFirst();
  if (link?.state !== 'active') {
    throw new HubError('station_not_linked', `${number} 号驿站没有联网，岗位要在站里改：请打电话`, { number });
  }
  return { name: station?.name ?? '', inbox_read: link.inbox_read };
}
