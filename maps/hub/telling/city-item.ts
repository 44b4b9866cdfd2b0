/** What the union tells its stations, as it is kept: its own row, and what stations read of it, always in one transaction. */
import type { Kysely, Transaction } from 'kysely';
import type { NoticeContent } from '../../../shared/domain/notice.ts';
import type { Posting, PostingContent } from '../../../shared/domain/posting.ts';
import { type ItemToTell, tellIn } from '../exchange/inbox.ts';
import { HubError } from '../hub-error.ts';
import type { HubDb } from '../store/hub-db.ts';
import type { Tables } from '../store/tables.ts';

export const cityItemStates = ['standing', 'closed', 'taken-back', 'over'] as const;
export type CityItemState = (typeof cityItemStates)[number];

interface ItemRecord {
  readonly id: string;
  /** Province, city, district, as far as it goes; empty: everywhere. It never changes. */
  readonly scope: readonly string[];
  /** closed: there are no more places; taken-back: it should not have been told; over: its time has passed. */
  readonly state: CityItemState;
  readonly revision: number;
  readonly updatedAtMs: number;
}

export interface CityPosting extends ItemRecord {
  readonly kind: 'posting';
  readonly content: PostingContent;
  readonly fieldRevisions: Posting['fieldRevisions'];
}

export interface CityNotice extends ItemRecord {
  readonly kind: 'notice';
  readonly content: NoticeContent;
}

export type CityItem = CityPosting | CityNotice;

export interface TellingParts {
  readonly db: HubDb;
  readonly nowMs: () => number;
}

export async function findItem(db: Kysely<Tables>, id: string): Promise<CityItem | undefined> {
  const row = await db.selectFrom('city_item').where('id', '=', id).selectAll().executeTakeFirst();
  return row && toItem(row);
}

export function toItem(row: Tables['city_item']): CityItem {
  const { id, kind, state, revision, updated_at_ms } = row;
  const record = { id, state, revision, updatedAtMs: updated_at_ms, scope: JSON.parse(row.scope) as string[] };
  const content: unknown = JSON.parse(row.content);
  if (kind === 'notice') return { ...record, kind, content: content as NoticeContent };
  const fieldRevisions = JSON.parse(row.field_revisions) as Posting['fieldRevisions'];
  return { ...record, kind, content: content as PostingContent, fieldRevisions };
}

/** Keeps it as it is at its `updatedAtMs`, and tells it or takes it away from the stations. */
export async function saveItem(tx: Transaction<Tables>, item: CityItem): Promise<void> {
  const { id, kind, scope, state, revision, updatedAtMs } = item;
  const values = {
    ...{ state, revision, updated_at_ms: updatedAtMs, until_ms: toldUntilMs(item), content: JSON.stringify(item.content) },
    field_revisions: JSON.stringify(item.kind === 'posting' ? item.fieldRevisions : {}),
  };
  await tx
    .insertInto('city_item')
    .values({ id, kind, scope: JSON.stringify(scope), ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  await tellIn(tx, [{ scope: scope.length === 0 ? 'all' : scope, kind, key: id, content: contentToTell(item) }]);
}

/** Last moment at which stations are told of it; 0: they are told of it no more. */
function toldUntilMs({ kind, state, content, updatedAtMs }: CityItem): number {
  if (state === 'taken-back' || state === 'over') return 0;
  const untilMs = kind === 'posting' ? (content.validThroughMs ?? 0) : content.endsAtMs - 1;
  return untilMs < updatedAtMs ? 0 : untilMs;
}

function contentToTell(item: CityItem): ItemToTell['content'] {
  const { id, state, revision, updatedAtMs } = item;
  if (toldUntilMs(item) === 0) return null;
  if (item.kind === 'notice') return item.content;
  const { content, fieldRevisions } = item;
  const told = { id, state: state === 'standing' ? 'published' : 'closed', content, revision, fieldRevisions };
  return { of: 'hub', posting: { ...told, taken: 0, demo: false, updatedAtMs } };
}

/** Two operators never overwrite each other unseen. @throws HubError changed_meanwhile (details: revision) */
export function refuseOutdated(item: CityItem, seen: number): void {
  if (item.revision === seen) return;
  throw new HubError('changed_meanwhile', '别人刚刚改过这一条：先看看现在的样子，再改一次', { revision: item.revision });
}
