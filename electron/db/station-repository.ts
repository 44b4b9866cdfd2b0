/** The station's one row: its settings, the revision that screens watch, the day of the demo, the clock guard's witness. */
import { type StationSettings, stationSettingsSchema } from '../../shared/domain/station.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export function stationReader(db: ReadableDb) {
  const settings = db.prepare<[], string>('SELECT settings FROM station').pluck();
  const revision = db.prepare<[], number>('SELECT revision FROM station').pluck();
  const demoDay = db.prepare<[], LocalDate | null>('SELECT demo_day FROM station').pluck();
  const lastSeen = db.prepare<[], number>('SELECT last_seen_ms FROM station').pluck();
  return {
    /** Undefined before the first start has written them. Clamped anew on every reading. */
    findSettings: (): StationSettings | undefined => {
      const text = settings.get();
      return text === undefined ? undefined : stationSettingsSchema.parse(JSON.parse(text));
    },
    revision: (): number => Number(revision.get() ?? 0),
    demoDay: (): LocalDate | null => demoDay.get() ?? null,
    lastSeenMs: (): number => Number(lastSeen.get() ?? 0),
  };
}

export function stationWriter(db: WritableDb) {
  const create = db.prepare<[string, string | null]>('INSERT INTO station (id, settings, demo_day) VALUES (1, ?, ?)');
  const save = db.prepare<[string]>(
    'INSERT INTO station (id, settings) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET settings = excluded.settings',
  );
  const setDemoDay = db.prepare<[string | null]>('UPDATE station SET demo_day = ?');
  const touch = db.prepare('UPDATE station SET revision = revision + 1');
  const seen = db.prepare<[number]>('UPDATE station SET last_seen_ms = max(last_seen_ms, ?)');
  return {
    create: (settings: StationSettings, demoDay: LocalDate | null): void => void create.run(JSON.stringify(settings), demoDay),
    /** Also before the first start: then there is no demo to load. */
    save: (settings: StationSettings): void => void save.run(JSON.stringify(settings)),
    setDemoDay: (day: LocalDate | null): void => void setDemoDay.run(day),
    /** To be called in every transaction that changes what screens show. */
    touch: (): void => void touch.run(),
    seen: (atMs: number): void => void seen.run(atMs),
  };
}
