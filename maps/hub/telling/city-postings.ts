/** Postings by the union, which stand at every station of a place. */
import type { Transaction } from 'kysely';
import { AppError } from '../../../shared/api/errors.ts';
import { changedFields, type PostingContent, revise } from '../../../shared/domain/posting.ts';
import { HubError } from '../hub-error.ts';
import { audit } from '../store/audit.ts';
import { inTransaction } from '../store/hub-db.ts';
import type { Tables } from '../store/tables.ts';
import { type CityPosting, findItem, refuseOutdated, saveItem, type TellingParts } from './city-item.ts';
import { judgePosting } from './judge-posting.ts';
import { refuseUnknownScope } from './reach.ts';

interface Written {
  readonly content: PostingContent;
  /** The operator has just made sure that it is true. */
  readonly verified: boolean;
  /** Doubts that the operator has asked about. */
  readonly confirmed: readonly string[];
}

export interface PostingToTell extends Written {
  /** Made by who writes it: sent twice it is one. */
  readonly id: string;
  readonly scope: readonly string[];
}

export interface PostingEdit extends Written {
  readonly id: string;
  /** As the operator saw it. */
  readonly revision: number;
}

/** @throws HubError scope_unknown, changed_meanwhile; AppError posting_incomplete, posting_blocked, posting_doubtful, validity_invalid */
export function tellPosting({ db, nowMs }: TellingParts, given: PostingToTell, by: string): Promise<CityPosting> {
  const { id, scope, verified, confirmed } = given;
  const now = nowMs();
  const content = { ...given.content, verifiedAtMs: verified ? now : null };
  return inTransaction(db, async (tx) => {
    const known = await findItem(tx, id);
    if (known?.kind === 'posting' && isSame(known.content, content)) return known;
    if (known) throw new HubError('changed_meanwhile', '这一条已经发过了：回到列表去看', { revision: known.revision });
    await refuseUnknownScope(tx, scope);
    judgePosting(content, { nowMs: now, isDuplicate: await hasDouble(tx, content, id), confirmed });
    const posting: CityPosting = {
      ...{ id, kind: 'posting', scope, state: 'standing', content, revision: 1, fieldRevisions: {}, updatedAtMs: now },
    };
    await saveItem(tx, posting);
    await audit(tx, now, { by, action: 'posting.tell', details: { id, scope } });
    return posting;
  });
}

/** Its fields' own revisions grow with it. @throws as tellPosting, and posting_not_found, posting_state, changed_meanwhile */
export function editPosting({ db, nowMs }: TellingParts, given: PostingEdit, by: string): Promise<CityPosting> {
  const now = nowMs();
  return inTransaction(db, async (tx) => {
    const posting = await standingPosting(tx, given.id, given.revision);
    const verifiedAtMs = given.verified ? now : posting.content.verifiedAtMs;
    const content = { ...given.content, verifiedAtMs };
    const fields = changedFields(posting.content, content);
    if (fields.length === 0) return posting;
    judgePosting(content, { nowMs: now, isDuplicate: await hasDouble(tx, content, given.id), confirmed: given.confirmed });
    const edited: CityPosting = { ...posting, content, ...revise(posting, content), updatedAtMs: now };
    await saveItem(tx, edited);
    await audit(tx, now, { by, action: 'posting.edit', details: { id: given.id, fields } });
    return edited;
  });
}

/** There are no more places. @throws AppError posting_not_found, posting_state; HubError changed_meanwhile */
export function closePosting({ db, nowMs }: TellingParts, id: string, revision: number, by: string): Promise<CityPosting> {
  const now = nowMs();
  return inTransaction(db, async (tx) => {
    const posting = await standingPosting(tx, id, revision);
    const closed: CityPosting = { ...posting, state: 'closed', revision: posting.revision + 1, updatedAtMs: now };
    await saveItem(tx, closed);
    await audit(tx, now, { by, action: 'posting.close', details: { id } });
    return closed;
  });
}

async function standingPosting(tx: Transaction<Tables>, id: string, seen: number): Promise<CityPosting> {
  const item = await findItem(tx, id);
  if (item?.kind !== 'posting') throw new AppError('posting_not_found', '没有这个岗位：回到列表再看', { id });
  refuseOutdated(item, seen);
  if (item.state !== 'standing') throw new AppError('posting_state', '这个岗位已经不在发了：要再招，重新发一个', { state: item.state });
  return item;
}

function isSame(known: PostingContent, given: PostingContent): boolean {
  return changedFields({ ...known, verifiedAtMs: null }, { ...given, verifiedAtMs: null }).length === 0;
}

/** The same work for the same employer at the same place and day, as a station asks (posting-judge.ts). */
async function hasDouble(tx: Transaction<Tables>, content: PostingContent, id: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('city_item')
    .where('kind', '=', 'posting')
    .where('state', '=', 'standing')
    .where('id', '<>', id)
    .select('content')
    .execute();
  const same = ['employer', 'trade', 'workDate', 'place'] as const;
  return rows.some((row) => {
    const other = JSON.parse(row.content) as PostingContent;
    return same.every((field) => other[field] === content[field]);
  });
}
