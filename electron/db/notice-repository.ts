import { type NoticeContent, type NoticeOrigin, type NoticeState, shownFromMs } from '../../shared/domain/notice.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface Notice {
  readonly id: string;
  readonly state: NoticeState;
  readonly content: NoticeContent;
  readonly revision: number;
  /** The local day to which a made-up one is dated; null for a real one. */
  readonly demoDay: LocalDate | null;
  /** The city's come over the hub. */
  readonly origin: NoticeOrigin;
  readonly updatedAtMs: number;
}

interface NoticeRow {
  id: string;
  kind: NoticeContent['kind'];
  state: NoticeState;
  title: string;
  text: string;
  place: string;
  link: string;
  starts_at_ms: number;
  ends_at_ms: number;
  days_ahead: number;
  revision: number;
  demo_day: LocalDate | null;
  origin: NoticeOrigin;
  updated_at_ms: number;
}

function toNotice(row: NoticeRow): Notice {
  const { kind, title, text, place, link, starts_at_ms: startsAtMs, ends_at_ms: endsAtMs, days_ahead: daysAhead } = row;
  return {
    ...{ id: row.id, state: row.state, revision: row.revision, demoDay: row.demo_day, origin: row.origin, updatedAtMs: row.updated_at_ms },
    content: { kind, title, text, place, link, startsAtMs, endsAtMs, daysAhead },
  };
}

const columns =
  'id, kind, state, title, text, place, link, starts_at_ms, ends_at_ms, days_ahead, revision, demo_day, origin, updated_at_ms';

export const noticeSql = {
  get: `SELECT ${columns} FROM notice WHERE id = ?`,
  shown: `SELECT ${columns} FROM notice WHERE state = 'published' AND ends_at_ms > ? AND shown_from_ms <= ? ORDER BY ends_at_ms LIMIT 12`,
  horizon: `SELECT count(*) FILTER (WHERE shown_from_ms <= @nowMs) AS begun, count(*) FILTER (WHERE ends_at_ms <= @nowMs) AS over
    FROM notice WHERE state = 'published'`,
  shelf: `SELECT ${columns} FROM notice ORDER BY updated_at_ms DESC LIMIT 200`,
  demo: `SELECT ${columns} FROM notice WHERE demo_day IS NOT NULL`,
} as const;

export function noticeReader(db: ReadableDb) {
  const get = db.prepare<[string], NoticeRow>(noticeSql.get);
  const shown = db.prepare<[number, number], NoticeRow>(noticeSql.shown);
  const horizon = db.prepare<[{ nowMs: number }], { begun: number; over: number }>(noticeSql.horizon);
  const shelf = db.prepare<[], NoticeRow>(noticeSql.shelf);
  const demo = db.prepare<[], NoticeRow>(noticeSql.demo);
  return {
    find: (id: string): Notice | undefined => {
      const row = get.get(id);
      return row && toNotice(row);
    },
    /** What stands on the screen at a moment, what ends first before the others; at most 12. */
    listShown: (nowMs: number): Notice[] => shown.all(nowMs, nowMs).map(toNotice),
    /** How many of the published have begun and how many are over: what moves with time alone. */
    horizon: (nowMs: number): { begun: number; over: number } => horizon.get({ nowMs }) ?? { begun: 0, over: 0 },
    /** The latest first, at most 200. */
    list: (): Notice[] => shelf.all().map(toNotice),
    listDemo: (): Notice[] => demo.all().map(toNotice),
  };
}

export function noticeWriter(db: WritableDb) {
  const save = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO notice (id, kind, state, title, text, place, link, starts_at_ms, ends_at_ms, days_ahead, shown_from_ms, revision, demo_day, origin,
      created_at_ms, updated_at_ms)
     VALUES (@id, @kind, @state, @title, @text, @place, @link, @startsAtMs, @endsAtMs, @daysAhead, @shownFromMs, @revision, @demoDay, @origin,
      @updatedAtMs, @updatedAtMs)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state, title = excluded.title, text = excluded.text,
      place = excluded.place, link = excluded.link, starts_at_ms = excluded.starts_at_ms, ends_at_ms = excluded.ends_at_ms,
      days_ahead = excluded.days_ahead, shown_from_ms = excluded.shown_from_ms, revision = excluded.revision,
      demo_day = excluded.demo_day, updated_at_ms = excluded.updated_at_ms`,
  );
  const deleteFromHub = db.prepare<[string]>("DELETE FROM notice WHERE id = ? AND origin = 'hub'");
  const deleteDemo = db.prepare('DELETE FROM notice WHERE demo_day IS NOT NULL');
  return {
    save: ({ content, ...notice }: Notice): void => void save.run({ ...notice, ...content, shownFromMs: shownFromMs(content) }),
    deleteFromHub: (id: string): void => void deleteFromHub.run(id),
    /** Answers how many went. */
    deleteDemo: (): number => deleteDemo.run().changes,
  };
}
