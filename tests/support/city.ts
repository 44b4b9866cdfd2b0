/** Stations that have enrolled at a hub, and what they tell it. */
import { links } from '../../maps/hub/exchange/links.ts';
import { takeBatch } from '../../maps/hub/exchange/take-batch.ts';
import type { HubDb } from '../../maps/hub/store/hub-db.ts';
import type { Fact } from '../../shared/exchange/fact.ts';
import { now } from './builders.ts';
import { batchOf, linkKeys } from './exchange.ts';

export interface Enrolling {
  readonly nowMs?: () => number;
}

/** Each with a link key of its own. */
export async function enrolStations(db: HubDb, numbers: readonly number[], { nowMs = () => now }: Enrolling = {}): Promise<void> {
  const known = links({ db, nowMs });
  await known.ledger();
  for (const number of numbers) {
    const { code } = await known.makeCode(number, 'test');
    await known.enrol({ code, linkKey: linkKeys().publicKey, name: '驿站', address: '198.51.100.7' });
  }
}

/** As the next batch of its epoch. */
export async function tell(db: HubDb, number: number, facts: readonly Fact[], atMs = now): Promise<void> {
  const { epoch, next } = await db.reader
    .selectFrom('link')
    .where('number', '=', number)
    .select(['epoch', 'next'])
    .executeTakeFirstOrThrow();
  await takeBatch(db, number, batchOf(facts, { epoch: Math.max(1, epoch), from: epoch === 0 ? 1 : next }), atMs);
}
