/**
 * Takes a station's batch (docs/exchange.md): all of it or none, with the cursor that says what is kept. Facts are states, so of the
 * same thing only the last in the batch is written.
 */
import type { Transaction } from 'kysely';
import { freshForMs, isFilled } from '../../../shared/domain/posting.ts';
import type { Fact } from '../../../shared/exchange/fact.ts';
import { type Acknowledgement, batchSchema, batchVersion, type SentFact, sentFactSchema } from '../../../shared/exchange/outbox-batch.ts';
import { HubError } from '../hub-error.ts';
import { type HubDb, patiently } from '../store/hub-db.ts';
import type { PutRows } from '../store/put-rows.ts';
import { showAnew } from '../store/show-anew.ts';
import type { StationDayTable, Tables } from '../store/tables.ts';

export interface TakenBatch {
  readonly acknowledgement: Acknowledgement;
  /** What was new: the map, lists and views that depend on it are told. */
  readonly facts: readonly Fact[];
}

/** @throws HubError link_unknown, link_revoked, epoch_past, sequence_gap, batch_version, batch_invalid (details: sequence) */
export async function takeBatch(db: HubDb, number: number, body: unknown, nowMs: number): Promise<TakenBatch> {
  const { epoch, facts } = readBatch(body);
  return patiently(() =>
    db.writer.transaction().execute(async (tx) => {
      const link = await lockLink(tx, number, nowMs);
      if (epoch < link.epoch) {
        throw new HubError('epoch_past', '驿站从旧备份恢复过，或者重新登记过：它会自己重发一遍', { epoch: link.epoch, next: link.next });
      }
      const expected = epoch > link.epoch ? 1 : link.next;
      const first = facts[0]?.sequence ?? expected;
      if (first > expected) {
        throw new HubError('sequence_gap', '中间少了几条：驿站会从少的地方重发', { epoch: link.epoch, next: link.next });
      }
      const fresh = facts.filter(({ sequence }) => sequence >= expected);
      const next = (fresh.at(-1)?.sequence ?? expected - 1) + 1;
      // Everything is told anew: a posting that is not told again is none of the station's any more. Days that a restored station knows
      // no more did happen, and a card that was void stays void.
      if (fresh[0]?.sequence === 1) await tx.deleteFrom('station_posting').where('number', '=', number).execute();
      await keep(tx, db.putRows, number, fresh, nowMs);
      if (epoch !== link.epoch || next !== link.next)
        await tx.updateTable('link').set({ epoch, next }).where('number', '=', number).execute();
      return { acknowledgement: { epoch, next, nowMs }, facts: fresh.map(({ fact }) => fact) };
    }),
  );
}

function readBatch(body: unknown): { readonly epoch: number; readonly facts: readonly SentFact[] } {
  if (typeof body === 'object' && body !== null && 'version' in body && typeof body.version === 'number' && body.version > batchVersion) {
    throw new HubError('batch_version', '驿站的程序比地图服务新：先升级地图服务', { known: batchVersion });
  }
  const frame = batchSchema.safeParse(body);
  if (!frame.success) throw new HubError('batch_invalid', '这一批的格式不对', { issues: frame.error.issues.slice(0, 5) });
  const facts = frame.data.facts.map((sent) => {
    const read = sentFactSchema.safeParse(sent);
    if (read.success) return read.data;
    const issues = read.error.issues.slice(0, 5).map(({ path, code }) => ({ path: path.join('.'), rule: code }));
    throw new HubError('batch_invalid', `第 ${sent.sequence} 条的内容不对`, { sequence: sent.sequence, issues });
  });
  return { epoch: frame.data.epoch, facts };
}

const never = 8_640_000_000_000_000;

function shownUntilMs({ state, taken, content }: FactOf<'posting'>): number {
  return state !== 'published' || isFilled({ taken, content }) ? 0 : (content.validThroughMs ?? never);
}

const staleAtMs = ({ content }: FactOf<'posting'>) => (content.verifiedAtMs === null ? 0 : content.verifiedAtMs + freshForMs(content));

/** Two batches of one station stand in line here; those of other stations do not wait (PostgreSQL). */
async function lockLink(tx: Transaction<Tables>, number: number, nowMs: number) {
  const link = await tx
    .updateTable('link')
    .set({ heard_at_ms: nowMs })
    .where('number', '=', number)
    .returning(['state', 'epoch', 'next'])
    .executeTakeFirst();
  if (!link) throw new HubError('link_unknown', `${number} 号驿站没有登记过：请管理员发一个登记码`, { number });
  if (link.state === 'revoked') throw new HubError('link_revoked', `${number} 号驿站的登记已经停用`, { number });
  return link;
}

type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

async function keep(tx: Transaction<Tables>, putRows: PutRows, number: number, sent: readonly SentFact[], nowMs: number): Promise<void> {
  const of = <K extends Fact['kind']>(kind: K, keyOf: (fact: FactOf<K>) => string): FactOf<K>[] => {
    const last = new Map<string, FactOf<K>>();
    for (const { fact } of sent) if (fact.kind === kind) last.set(keyOf(fact as FactOf<K>), fact as FactOf<K>);
    return [...last.values()];
  };
  const only = () => '';
  const gone = new Set<string>();
  for (const { fact } of sent) {
    if (fact.kind === 'gone') gone.add(fact.id);
    if (fact.kind === 'posting') gone.delete(fact.id);
  }
  if (gone.size > 0)
    await tx
      .deleteFrom('station_posting')
      .where('number', '=', number)
      .where('id', 'in', [...gone])
      .execute();
  const shown = of('posting', ({ id }) => id).filter(({ id }) => !gone.has(id));
  const postings = shown.map((fact) => ({
    ...{ number, id: fact.id, state: fact.state, revision: fact.revision, updated_at_ms: fact.updatedAtMs },
    ...{ data: JSON.stringify(fact), until_ms: shownUntilMs(fact), stale_at_ms: staleAtMs(fact) },
  }));
  await putRows(tx, 'station_posting', postings, ['number', 'id']);
  const days = of('day', ({ day }) => day).map(({ day, counts: { visits, ...counts } }): StationDayTable => {
    const sum = Object.values(visits).reduce((all, one) => all + (one ?? 0), 0);
    return { number, day, ...counts, visits: sum, purposes: JSON.stringify(visits) };
  });
  await putRows(tx, 'station_day', days, ['number', 'day']);
  const revoked = of('revoked', ({ generation, serial }) => `${generation}-${serial}`).map(({ kind, ...card }) => ({ number, ...card }));
  await putRows(tx, 'revoked_card', revoked, ['number', 'generation', 'serial']);
  const doors = of('door', only).map(({ kind, ...door }) => ({ number, data: JSON.stringify(door) }));
  await putRows(tx, 'station_door', doors, ['number']);
  const [confirmed] = of('confirmed', only);
  if (confirmed || doors.length > 0) await showAnew(tx, number);
  if (confirmed) {
    await tx
      .updateTable('link')
      .set({ confirmed_at_ms: Math.min(confirmed.atMs, nowMs) })
      .where('number', '=', number)
      .execute();
  }
  const live = of('live', only).map(({ banks, jobs, atMs }) => ({
    ...{ number, available: banks?.available ?? null, slots: banks?.slots ?? null, faulty: banks?.faulty ?? null },
    ...{ jobs, at_ms: Math.min(atMs, nowMs) },
  }));
  await putRows(tx, 'live', live, ['number']);
}
