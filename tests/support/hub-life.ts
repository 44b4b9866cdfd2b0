/** What a hub has to tell its first station, at random. */
import type { ItemToTell } from '../../maps/hub/exchange/inbox.ts';
import type { HubDb } from '../../maps/hub/store/hub-db.ts';
import { cityNotice, content, now, today } from './builders.ts';
import type { Chances } from './chances.ts';

export interface HubLifeParts {
  readonly chance: Chances;
  /** As it is open now. */
  readonly db: () => HubDb;
  readonly nowMs: () => number;
  readonly tell: (item: ItemToTell) => Promise<void>;
}

export interface HubLife {
  readonly change: Readonly<Record<string, () => Promise<void>>>;
  /** Ids of what was told to this station alone, to be there exactly once. */
  readonly owed: Set<string>;
}

export function hubLife({ chance, db, nowMs, tell: tellItem }: HubLifeParts): HubLife {
  const tell = (scope: 'all' | number, kind: ItemToTell['kind'], key: string, item: unknown) =>
    tellItem({ scope, kind, key, content: item });
  /** Told at the hub to this station alone since the last restore, to be there exactly once. */
  const owed = new Set<string>();
  const change: Readonly<Record<string, () => Promise<void>>> = {
    async notice() {
      const { key, content } = cityNotice(chance.below(12), { title: `通知 ${chance.below(1000)}` });
      const gone = chance.in(0.2);
      await tell('all', 'notice', key, gone ? null : content);
    },
    async posting() {
      const id = `0193582e-0000-7000-8000-${String(chance.below(6)).padStart(12, '0')}`;
      const state = chance.in(0.3) ? 'closed' : 'published';
      const record = { revision: 1, fieldRevisions: {}, taken: 0, demo: false, updatedAtMs: now };
      const fact = { id, state, content: content({ headcount: 1 + chance.below(9) }), ...record };
      await tell('all', 'posting', id, chance.in(0.15) ? null : { of: 'hub', posting: fact });
    },
    async edit() {
      const [row] = await db().reader.selectFrom('station_posting').select(['id', 'revision']).limit(1).execute();
      if (!row) return;
      await tell(1, 'posting', row.id, {
        of: 'station',
        id: row.id,
        base: row.revision,
        fields: { conditions: `要求 ${chance.below(99)}` },
      });
    },
    async submission() {
      const id = chance.id();
      await tell(1, 'submission', id, { id, content: content({ verifiedAtMs: null }), phone: '19900002608', atMs: nowMs() });
      owed.add(id);
    },
    async hire() {
      const id = chance.id();
      await tell(1, 'hire', id, { id, generation: 1, serial: chance.below(9), day: today });
    },
  };
  return { change, owed };
}
