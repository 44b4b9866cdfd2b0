/** What stations are told (docs/exchange.md): states with a revision that only grows; each station reads on from its cursor. */
import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { InboxCursor, InboxPage, ItemKind } from '../../../shared/exchange/inbox-item.ts';
import { HubError } from '../hub-error.ts';
import { type HubDb, inTransaction, patiently } from '../store/hub-db.ts';
import type { Tables } from '../store/tables.ts';

/** For all, for a district (`河西省/西河市/城北区`, from the left as far as known), or for one station. */
export type Scope = 'all' | readonly string[] | number;

export interface ItemToTell {
  readonly scope: Scope;
  readonly kind: ItemKind;
  readonly key: string;
  /** Null takes it away. */
  readonly content: unknown;
}

export interface Inbox {
  /** What is as it was told before gets no new revision. */
  tell(items: readonly ItemToTell[]): Promise<void>;
  /** @throws HubError cursor_ahead: the hub was restored or the station stands in another district; it reads from the beginning */
  read(number: number, cursor: InboxCursor, limit: number): Promise<Pick<InboxPage, 'items' | 'next' | 'more' | 'kept'>>;
}

/** In revisions: a station that was away for longer reads from the beginning. */
const marksKept = 1_000_000;

const scopeText = (scope: Scope) =>
  typeof scope === 'object' ? `in:${scope.join('/')}` : typeof scope === 'number' ? `at:${scope}` : scope;

export function inbox(db: HubDb): Inbox {
  return {
    tell: (items) => inTransaction(db, (tx) => tellIn(tx, items)),

    async read(number, cursor, limit) {
      const { inbox_revision: last } = await db.reader.selectFrom('hub_state').select('inbox_revision').executeTakeFirstOrThrow();
      const district = await districtOf(db, number);
      const place = placeWord(district);
      const after = await revisionOf(db, cursor, place);
      if (after === null) throw new HubError('cursor_ahead', '地图服务恢复过，或驿站换了区县：驿站会从头再读', { last });
      const scopes = ['all', `at:${number}`, ...district.map((_, at) => `in:${district.slice(0, at + 1).join('/')}`)];
      const rows = await db.reader
        .selectFrom('inbox_item')
        .where('scope', 'in', scopes)
        .where('revision', '>', after)
        .orderBy('revision')
        .limit(limit + 1)
        .selectAll()
        .execute();
      const page = rows.slice(0, limit);
      const more = rows.length > limit;
      const link = await db.reader
        .selectFrom('link')
        .where('number', '=', number)
        .select(['epoch', 'next', 'inbox_read'])
        .executeTakeFirst();
      if (link && link.inbox_read !== after) {
        await patiently(() => db.writer.updateTable('link').set({ inbox_read: after }).where('number', '=', number).execute());
      }
      // Nothing more for this station: it need not look at what is for others.
      const next = more ? (page.at(-1)?.revision ?? after) : last;
      return {
        kept: { epoch: link?.epoch ?? 0, next: link?.next ?? 1 },
        items: page.map(({ revision, kind, key, content }) => ({
          ...{ revision, kind, key },
          content: content === null ? null : (JSON.parse(content) as unknown),
        })),
        next: next === after ? cursor : await cursorAt(db, next, place),
        more,
      };
    },
  };
}

/** Of a cursor that this hub has given. */
export const revisionIn = (cursor: InboxCursor) => Number(cursor.split('.')[0]);

/** Closes a cursor's word: what is told in another district was never read up to there. */
const placeWord = (district: readonly string[]) => createHash('sha256').update(district.join('/')).digest('base64url').slice(0, 6);

/** Null: this database has never told anybody so much there. */
async function revisionOf(db: HubDb, cursor: InboxCursor, place: string): Promise<number | null> {
  if (cursor === '') return 0;
  const [revision = '', word = ''] = cursor.split('.');
  const row = await db.reader.selectFrom('inbox_mark').where('revision', '=', Number(revision)).select('mark').executeTakeFirst();
  return row && word === row.mark + place ? Number(revision) : null;
}

async function cursorAt(db: HubDb, revision: number, place: string): Promise<InboxCursor> {
  if (revision === 0) return '';
  const known = () => db.reader.selectFrom('inbox_mark').where('revision', '=', revision).select('mark').executeTakeFirst();
  let row = await known();
  if (!row) {
    const mark = randomBytes(8).toString('base64url');
    await patiently(() =>
      db.writer
        .insertInto('inbox_mark')
        .values({ revision, mark })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    await patiently(() =>
      db.writer
        .deleteFrom('inbox_mark')
        .where('revision', '<', revision - marksKept)
        .execute(),
    );
    row = await known();
  }
  return `${revision}.${row?.mark}${place}`;
}

/** Within the transaction of what it tells of. */
export async function tellIn(tx: Transaction<Tables>, items: readonly ItemToTell[]): Promise<void> {
  let { inbox_revision: revision } = await tx.selectFrom('hub_state').select('inbox_revision').executeTakeFirstOrThrow();
  const before = revision;
  for (const item of items) {
    const [scope, content] = [scopeText(item.scope), item.content === null ? null : JSON.stringify(item.content)];
    const known = await tx
      .selectFrom('inbox_item')
      .where('scope', '=', scope)
      .where('kind', '=', item.kind)
      .where('key', '=', item.key)
      .select('content')
      .executeTakeFirst();
    if (known ? known.content === content : content === null) continue;
    revision += 1;
    await tx
      .insertInto('inbox_item')
      .values({ scope, kind: item.kind, key: item.key, revision, content })
      .onConflict((conflict) => conflict.columns(['scope', 'kind', 'key']).doUpdateSet({ revision, content }))
      .execute();
  }
  if (revision !== before) await tx.updateTable('hub_state').set({ inbox_revision: revision }).execute();
}

async function districtOf(db: HubDb, number: number): Promise<readonly string[]> {
  const row = await db.reader.selectFrom('station').where('number', '=', number).select(['province', 'city', 'county']).executeTakeFirst();
  return row ? [row.province, row.city, row.county].filter((word) => word !== '') : [];
}
