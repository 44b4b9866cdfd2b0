/** Trust as the public sees it: what passers-by said, and when somebody was last at the station's own screen. */
import { noTrust } from '../services/trust.ts';
import type { HubDb } from '../store/hub-db.ts';
import type { TrustStore } from '../store/report-store.ts';

export function withConfirmations(trust: TrustStore, db: HubDb): TrustStore {
  const confirmed = () =>
    db.reader
      .selectFrom('link')
      .where('state', '=', 'active')
      .where('confirmed_at_ms', 'is not', null)
      .select(['number', 'confirmed_at_ms']);
  return {
    async of(number, nowMs) {
      const [shown, row] = await Promise.all([trust.of(number, nowMs), confirmed().where('number', '=', number).executeTakeFirst()]);
      return { ...shown, lastConfirmedMs: later(shown.lastConfirmedMs, row?.confirmed_at_ms ?? null) };
    },
    async all(nowMs) {
      const [shown, rows] = await Promise.all([trust.all(nowMs), confirmed().execute()]);
      const all = new Map(shown);
      for (const { number, confirmed_at_ms } of rows) {
        const one = all.get(number) ?? noTrust;
        all.set(number, { ...one, lastConfirmedMs: later(one.lastConfirmedMs, confirmed_at_ms) });
      }
      return all;
    },
  };
}

const later = (a: number | null, b: number | null) => (a === null ? b : b === null ? a : Math.max(a, b));
