/** The link with the hub: who we are there, how far both sides are, and what could not be taken. */
import type { ReadableDb, WritableDb } from './database.ts';

export interface HubLink {
  readonly url: string;
  readonly station: number;
  readonly ledger: string;
  readonly hubKey: string;
  readonly epoch: number;
  /** Everything below it is the hub's. */
  readonly acknowledged: number;
  readonly inboxAfter: number;
  /** Why nothing is exchanged until somebody does something; null while all is well. */
  readonly fault: string | null;
  readonly heardAtMs: number | null;
  readonly enrolledAtMs: number;
}

interface LinkRow {
  url: string;
  station: number;
  ledger: string;
  hub_key: string;
  epoch: number;
  acknowledged: number;
  inbox_after: number;
  fault: string | null;
  heard_at_ms: number | null;
  enrolled_at_ms: number;
}

export interface LinkFault {
  readonly id: string;
  readonly atMs: number;
  readonly side: 'outbox' | 'inbox';
  readonly kind: string;
  readonly key: string;
  readonly rule: string;
}

export function linkReader(db: ReadableDb) {
  const get = db.prepare<[], LinkRow>(
    'SELECT url, station, ledger, hub_key, epoch, acknowledged, inbox_after, fault, heard_at_ms, enrolled_at_ms FROM hub_link',
  );
  const faults = db.prepare<[], LinkFault>('SELECT id, at_ms AS atMs, side, kind, key, rule FROM link_fault ORDER BY id DESC LIMIT 50');
  return {
    /** Undefined before the first enrolment. */
    find: (): HubLink | undefined => {
      const row = get.get();
      if (!row) return undefined;
      const { hub_key, inbox_after, heard_at_ms, enrolled_at_ms, ...rest } = row;
      return { ...rest, hubKey: hub_key, inboxAfter: inbox_after, heardAtMs: heard_at_ms, enrolledAtMs: enrolled_at_ms };
    },
    /** Newest first, at most 50. */
    faults: (): LinkFault[] => faults.all(),
  };
}

export function linkWriter(db: WritableDb) {
  const enrol = db.prepare<[Omit<HubLink, 'acknowledged' | 'inboxAfter' | 'fault' | 'heardAtMs'>]>(
    `INSERT INTO hub_link (id, url, station, ledger, hub_key, epoch, enrolled_at_ms)
      VALUES (1, @url, @station, @ledger, @hubKey, @epoch, @enrolledAtMs)
      ON CONFLICT (id) DO UPDATE SET url = @url, station = @station, ledger = @ledger, hub_key = @hubKey, epoch = @epoch,
        enrolled_at_ms = @enrolledAtMs, acknowledged = 1, inbox_after = 0, fault = NULL, heard_at_ms = NULL`,
  );
  const heard = db.prepare<[number]>('UPDATE hub_link SET heard_at_ms = ?, fault = NULL');
  const fault = db.prepare<[string | null]>('UPDATE hub_link SET fault = ?');
  const acknowledged = db.prepare<[number]>('UPDATE hub_link SET acknowledged = ?');
  const inboxAfter = db.prepare<[number, string]>('UPDATE hub_link SET inbox_after = ?, ledger = ?');
  const epoch = db.prepare<[number]>('UPDATE hub_link SET epoch = ?, acknowledged = 1');
  const setAside = db.prepare<[LinkFault]>(
    'INSERT INTO link_fault (id, at_ms, side, kind, key, rule) VALUES (@id, @atMs, @side, @kind, @key, @rule)',
  );
  const forgetOld = db.prepare('DELETE FROM link_fault WHERE id NOT IN (SELECT id FROM link_fault ORDER BY id DESC LIMIT 200)');
  return {
    enrol: (link: Parameters<typeof enrol.run>[0]): void => void enrol.run(link),
    heard: (atMs: number): void => void heard.run(atMs),
    setFault: (why: string | null): void => void fault.run(why),
    acknowledge: (next: number): void => void acknowledged.run(next),
    setInbox: (after: number, ledger: string): void => void inboxAfter.run(after, ledger),
    setEpoch: (next: number): void => void epoch.run(next),
    setAside: (one: LinkFault): void => {
      setAside.run(one);
      forgetOld.run();
    },
  };
}
