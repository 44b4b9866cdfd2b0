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
  /** The hub's own word for how far we have read; empty at the beginning. */
  readonly inboxAfter: string;
  /** Why nothing is exchanged until somebody does something; null while all is well. */
  readonly fault: string | null;
  readonly heardAtMs: number | null;
  readonly enrolledAtMs: number;
  /** The key of the cards (`7345-2`) whose public half the hub has; null: it must still be told. */
  readonly cardKey: string | null;
  /** When staff last said that the station is open and as the map has it. */
  readonly confirmedAtMs: number | null;
}

interface LinkRow {
  url: string;
  station: number;
  ledger: string;
  hub_key: string;
  epoch: number;
  acknowledged: number;
  inbox_after: string;
  fault: string | null;
  heard_at_ms: number | null;
  enrolled_at_ms: number;
  card_key: string | null;
  confirmed_at_ms: number | null;
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
    `SELECT url, station, ledger, hub_key, epoch, acknowledged, inbox_after, fault, heard_at_ms, enrolled_at_ms, card_key, confirmed_at_ms
      FROM hub_link`,
  );
  const faults = db.prepare<[], LinkFault>('SELECT id, at_ms AS atMs, side, kind, key, rule FROM link_fault ORDER BY id DESC LIMIT 50');
  const faultCount = db.prepare<[], number>('SELECT count(*) FROM link_fault').pluck();
  return {
    /** Undefined before the first enrolment. */
    find: (): HubLink | undefined => {
      const row = get.get();
      if (!row) return undefined;
      const { hub_key, inbox_after, heard_at_ms, enrolled_at_ms, card_key, confirmed_at_ms, ...rest } = row;
      const moments = { heardAtMs: heard_at_ms, enrolledAtMs: enrolled_at_ms, confirmedAtMs: confirmed_at_ms };
      return { ...rest, ...moments, hubKey: hub_key, inboxAfter: inbox_after, cardKey: card_key };
    },
    /** Newest first, at most 50. */
    faults: (): LinkFault[] => faults.all(),
    countFaults: (): number => Number(faultCount.get()),
  };
}

export function linkWriter(db: WritableDb) {
  const enrol = db.prepare<[Omit<HubLink, 'acknowledged' | 'inboxAfter' | 'fault' | 'heardAtMs' | 'cardKey' | 'confirmedAtMs'>]>(
    `INSERT INTO hub_link (id, url, station, ledger, hub_key, epoch, enrolled_at_ms)
      VALUES (1, @url, @station, @ledger, @hubKey, @epoch, @enrolledAtMs)
      ON CONFLICT (id) DO UPDATE SET url = @url, station = @station, ledger = @ledger, hub_key = @hubKey, epoch = @epoch,
        enrolled_at_ms = @enrolledAtMs, acknowledged = 1, inbox_after = '', fault = NULL, heard_at_ms = NULL, card_key = NULL`,
  );
  const heard = db.prepare<[number]>('UPDATE hub_link SET heard_at_ms = ?, fault = NULL');
  const fault = db.prepare<[string | null]>('UPDATE hub_link SET fault = ?');
  const acknowledged = db.prepare<[number]>('UPDATE hub_link SET acknowledged = ?');
  const inboxAfter = db.prepare<[string, string]>('UPDATE hub_link SET inbox_after = ?, ledger = ?');
  const epoch = db.prepare<[number]>('UPDATE hub_link SET epoch = ?, acknowledged = 1');
  const setAside = db.prepare<[LinkFault]>(
    'INSERT INTO link_fault (id, at_ms, side, kind, key, rule) VALUES (@id, @atMs, @side, @kind, @key, @rule)',
  );
  const cardKey = db.prepare<[string]>('UPDATE hub_link SET card_key = ?');
  const confirm = db.prepare<[number]>('UPDATE hub_link SET confirmed_at_ms = ?');
  const leave = db.prepare('DELETE FROM hub_link');
  const forgetFaults = db.prepare('DELETE FROM link_fault');
  const forgetOld = db.prepare('DELETE FROM link_fault WHERE id NOT IN (SELECT id FROM link_fault ORDER BY id DESC LIMIT 200)');
  return {
    enrol: (link: Parameters<typeof enrol.run>[0]): void => void enrol.run(link),
    heard: (atMs: number): void => void heard.run(atMs),
    setFault: (why: string | null): void => void fault.run(why),
    acknowledge: (next: number): void => void acknowledged.run(next),
    setInbox: (after: string, ledger: string): void => void inboxAfter.run(after, ledger),
    setEpoch: (next: number): void => void epoch.run(next),
    /** The hub has the public half of that key. */
    setCardKey: (kid: string): void => void cardKey.run(kid),
    confirm: (atMs: number): void => void confirm.run(atMs),
    leave: (): void => void leave.run(),
    /** Answers how many there were. */
    forgetFaults: (): number => forgetFaults.run().changes,
    setAside: (one: LinkFault): void => {
      setAside.run(one);
      forgetOld.run();
    },
  };
}
