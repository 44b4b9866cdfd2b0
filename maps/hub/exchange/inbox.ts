/** What stations are told (docs/exchange.md): states with a revision that only grows; each station reads on from its cursor. */
import type { Transaction } from 'kysely';
import type { InboxPage, ItemKind } from '../../../shared/exchange/inbox-item.ts';
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
  /** @throws HubError cursor_ahead: the hub was restored, the station reads from 0 */
  read(number: number, after: number, limit: number): Promise<Pick<InboxPage, 'items' | 'next' | 'more' | 'kept'>>;
}

const scopeText = (scope: Scope) =>
  typeof scope === 'object' ? `in:${scope.join('/')}` : typeof scope === 'number' ? `at:${scope}` : scope;

export function inbox(db: HubDb): Inbox {
  return {
    tell: (items) => inTransaction(db, (tx) => tellIn(tx, items)),

    async read(number, after, limit) {
      const { inbox_revision: last } = await db.reader.selectFrom('hub_state').select('inbox_revision').executeTakeFirstOrThrow();
      const link = await db.reader.selectFrom('link').where('number', '=', number).select(['epoch', 'next', 'given']).executeTakeFirst();
      // Beyond what it was given by this database: a later one, of which this is the backup, gave it more.
      const known = Math.min(last, link?.given ?? last);
      if (after > known) throw new HubError('cursor_ahead', '地图服务从备份恢复过：驿站会从头再读', { last: known });
      const district = await districtOf(db, number);
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
      // Nothing more for this station: it need not look at what is for others.
      const next = more ? (page.at(-1)?.revision ?? after) : last;
      // Noted before it is told, so that no station can know more than its hub thinks.
      if (link && next > link.given) {
        await patiently(() =>
          db.writer.updateTable('link').set({ given: next }).where('number', '=', number).where('given', '<', next).execute(),
        );
      }
      return {
        kept: { epoch: link?.epoch ?? 0, next: link?.next ?? 1 },
        items: page.map(({ revision, kind, key, content }) => ({
          ...{ revision, kind, key },
          content: content === null ? null : (JSON.parse(content) as unknown),
        })),
        next,
        more,
      };
    },
  };
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
