/** What stations are told no more: taken back by an operator, or over by itself. */
import { AppError } from '../../../shared/api/errors.ts';
import { audit } from '../store/audit.ts';
import { inTransaction } from '../store/hub-db.ts';
import { type CityItem, findItem, refuseOutdated, saveItem, type TellingParts, toItem } from './city-item.ts';

/** It should not have been told. Taking back what nobody is told any more changes nothing. @throws posting_not_found, changed_meanwhile */
export function takeBack({ db, nowMs }: TellingParts, id: string, revision: number, by: string): Promise<CityItem> {
  const now = nowMs();
  return inTransaction(db, async (tx) => {
    const item = await findItem(tx, id);
    if (!item) throw new AppError('posting_not_found', '没有这一条：回到列表再看', { id });
    if (item.state === 'taken-back' || item.state === 'over') return item;
    refuseOutdated(item, revision);
    const gone: CityItem = { ...item, state: 'taken-back', revision: revision + 1, updatedAtMs: now };
    await saveItem(tx, gone);
    await audit(tx, now, { by, action: `${item.kind}.take-back`, details: { id } });
    return gone;
  });
}

const atOnce = 200;

/** Takes away what is over, and edits that their station has read. */
export async function takeAwayOver({ db, nowMs }: TellingParts): Promise<void> {
  const now = nowMs();
  const due = await db.reader
    .selectFrom('city_item')
    .where('until_ms', '>', 0)
    .where('until_ms', '<', now)
    .select('id')
    .limit(atOnce)
    .execute();
  if (due.length > 0) {
    await inTransaction(db, async (tx) => {
      const rows = await tx
        .selectFrom('city_item')
        .where(
          'id',
          'in',
          due.map(({ id }) => id),
        )
        // somebody may have given it more time meanwhile
        .where('until_ms', '>', 0)
        .where('until_ms', '<', now)
        .selectAll()
        .execute();
      for (const row of rows) {
        const item = toItem(row);
        await saveItem(tx, { ...item, state: item.state === 'standing' ? 'over' : item.state, updatedAtMs: now });
      }
    });
  }
  await forgetReadEdits({ db, nowMs });
}

/** An edit told again to a station that reads anew would ask its staff about what they have settled. */
async function forgetReadEdits({ db }: TellingParts): Promise<void> {
  const edits = await db.reader
    .selectFrom('inbox_item')
    .where('kind', '=', 'posting')
    .where('scope', 'like', 'at:%')
    .select(['scope', 'key', 'revision'])
    .execute();
  if (edits.length === 0) return;
  const links = await db.reader.selectFrom('link').select(['number', 'inbox_read']).execute();
  const readUpTo = new Map(links.map(({ number, inbox_read }) => [`at:${number}`, inbox_read]));
  const read = edits.filter(({ scope, revision }) => revision <= (readUpTo.get(scope) ?? 0)).slice(0, atOnce);
  if (read.length === 0) return;
  await inTransaction(db, async (tx) => {
    for (const { scope, key, revision } of read) {
      await tx
        .deleteFrom('inbox_item')
        .where('scope', '=', scope)
        .where('kind', '=', 'posting')
        .where('key', '=', key)
        .where('revision', '=', revision)
        .execute();
    }
  });
}

export interface Sweeping {
  stop(): Promise<void>;
}

const againMs = 60_000;

/** Once a minute: stations themselves hide what is over to the second. */
export function sweepTelling(parts: TellingParts, onError: (error: unknown) => void): Sweeping {
  let running: Promise<void> = Promise.resolve();
  const sweep = () => {
    running = running.then(() => takeAwayOver(parts)).catch(onError);
  };
  const timer = setInterval(sweep, againMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
