/**
 * A busy station after two years: 1,000,000 visits (30 % by card, 1 % corrected), 20,000 workers (100 phones told twice) with
 * 60,000 cards, 200,000 postings of
 * which 2,000 are open, 300,000 matches with their history, 1,200,000 counts of what was shown. Made by the engine itself, in seconds.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WritableDb } from '../../../electron/db/database.ts';
import { openDatabase } from '../../../electron/db/open.ts';
import { postingWriter } from '../../../electron/db/posting-repository.ts';
import { stationWriter } from '../../../electron/db/station-repository.ts';
import { newKeyFile, writeKeyFile } from '../../../electron/keys/key-file.ts';
import { beginSerials } from '../../../electron/keys/serial-guard.ts';
import { openKeys, usableKeys } from '../../../electron/keys/station-keys.ts';
import { cardDayOf } from '../../../shared/card/card-day.ts';
import { trades } from '../../../shared/domain/trade.ts';
import { addDays, endOfDayMs, startOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import { content, posting, settings } from '../../support/builders.ts';

export const days = 730;
const visits = 1_000_000;
const workers = 20_000;
const postings = 200_000;
const openNow = 2_000;
const matches = 300_000;

const numbers = (count: number) => `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})`;
/** A well-formed id that is unique by kind and number and in the order of the numbers. */
const idOf = (kind: string, i: string) => `printf('0193${kind}-0000-7000-8000-%012x', ${i})`;
/** Spreads numbers as if by chance, the same in every run. */
const mixed = (i: string, salt: number) =>
  `(((${i} + ${salt}) * 2654435761 % 4294967291 * 1000003 % 4294967291 + ${salt}) * 40503 >> 9 & 0xffffff)`;

function fill(db: WritableDb, folder: string): void {
  const nowMs = Date.now();
  const today = workDayOf(nowMs);
  const firstMs = startOfDayMs(addDays(today, -days));
  const dayText = (ms: string) => `date((${ms} + 28800000) / 1000, 'unixepoch')`;
  const dayMs = 86_400_000;
  const keys = usableKeys(openKeys(folder, { demoStation: null, used: [], nowMs }));
  const phone = keys.seal(Buffer.from('13800138000'), 'phone');
  const hash = (i: number) => keys.phoneHash(`13${String(i).padStart(9, '0')}`);
  db.function('sealed', () => Buffer.from(phone));
  db.function('hash_of', (i) => Buffer.from(hash(Number(i))));
  const employerOf = (i: string) => `${mixed(i, 9)} % 3000`;
  // An employer gives work of three trades.
  const tradeOf = (i: string) => `(SELECT value FROM temp.trade_code WHERE id = (${employerOf(i)} * 3 + ${i} % 3) % ${trades.length})`;
  db.exec(`CREATE TEMP TABLE trade_code (id INTEGER PRIMARY KEY, value INTEGER NOT NULL)`);
  for (const [at, { code }] of trades.entries()) db.prepare('INSERT INTO temp.trade_code VALUES (?, ?)').run(at, code);

  db.exec(`
    INSERT INTO key_use (station, generation, next_serial, first_used_ms) VALUES (7345, 1, 60000, ${firstMs});
    ${numbers(workers)}
    INSERT INTO worker (id, name, phone_sealed, phone_hash, tail_hash, years, wage_min, wage_max, available_from, available_mask, phone_on_card,
      wall, verified, created_at_ms, last_seen_ms)
    SELECT ${idOf('aaaa', 'i')}, '王师傅', sealed(), hash_of(i - (i % 200 = 1)), hash_of(i), 5, 200, 300, '${today}', 127, 0, i % 40 = 0, 1, ms, ms
      FROM (SELECT i, ${firstMs} + i * ${Math.floor((days * dayMs) / workers)} AS ms FROM n);
    INSERT INTO worker_trade (worker_id, position, trade, level) SELECT id, 0, 203, 2 FROM worker;
    ${numbers(3 * workers)}
    INSERT INTO card (id, worker_id, station, generation, serial, issued_day, valid_days, session_id, request_id, state, revoked_at_ms, revoked_reason,
      created_at_ms)
    SELECT ${idOf('bbbb', 'i')}, ${idOf('aaaa', 'i / 3')}, 7345, 1, i, ${cardDayOf(firstMs)} + i * ${days} / ${3 * workers}, 90, ${idOf('bbbc', 'i')},
      ${idOf('bbbd', 'i')}, iif(i % 3 = 2, 'live', 'revoked'), iif(i % 3 = 2, NULL, ${nowMs}), iif(i % 3 = 2, NULL, 'reprint'), ${nowMs} FROM n;
    ${numbers(visits)}
    INSERT INTO visit (id, work_day, daily_number, purpose, at_ms, session_id)
    SELECT ${idOf('cccc', 'i')}, ${dayText('ms')}, number + 1, CASE ${mixed('i', 1)} % 10 WHEN 0 THEN 'rest' WHEN 1 THEN 'drink' WHEN 2 THEN 'drink'
      WHEN 3 THEN 'meal' WHEN 4 THEN 'charge' WHEN 5 THEN 'card' WHEN 6 THEN 'advice' ELSE 'jobs' END, ms, ${idOf('cccd', 'i / 2')}
      FROM (SELECT i, i % ${Math.ceil(visits / days)} AS number,
        ${firstMs} + (i / ${Math.ceil(visits / days)}) * ${dayMs} + ${5 * 3_600_000} + (i % ${Math.ceil(visits / days)}) * ${Math.floor((15 * 3_600_000) / (visits / days))} AS ms FROM n);
    INSERT INTO visit_correction (id, visit_id, at_ms, actor, reason)
      SELECT replace(id, '0193cccc', '0193ccce'), id, at_ms + 60000, 'worker', 'slip' FROM visit WHERE rowid % 100 = 0;
    INSERT INTO visit_worker (visit_id, worker_id)
      SELECT id, ${idOf('aaaa', `${mixed('rowid', 5)} % ${workers}`)} FROM visit WHERE ${mixed('rowid', 2)} % 10 < 3;
    INSERT OR IGNORE INTO worker_day (work_day, worker_id, first_at_ms)
      SELECT visit.work_day, visit_worker.worker_id, visit.at_ms FROM visit_worker JOIN visit ON visit.id = visit_worker.visit_id;
  `);

  // One row as the station writes it, then all the others after its pattern.
  postingWriter(db).insert({
    ...posting(content({ workDate: today, validThroughMs: endOfDayMs(addDays(today, 6)), verifiedAtMs: nowMs })),
    id: 'pattern',
  });
  const columns = (db.pragma('table_info(posting)') as { name: string }[]).map(({ name }) => name);
  const own: Readonly<Record<string, string>> = {
    id: idOf('dddd', 'i'),
    source_id: "'B' || i",
    state: `iif(i >= ${postings - openNow}, 'published', 'closed')`,
    closed_reason: `iif(i >= ${postings - openNow}, NULL, 'done')`,
    trade: tradeOf('i'),
    employer: `'用人单位' || (${employerOf('i')})`,
    headcount: `1 + ${mixed('i', 4)} % 9`,
    published_at_ms: `${firstMs} + i * ${Math.floor((days * dayMs) / postings)}`,
    created_at_ms: `${firstMs} + i * ${Math.floor((days * dayMs) / postings)}`,
    work_date: dayText(`${firstMs} + i * ${Math.floor((days * dayMs) / postings)}`),
  };
  db.exec(`
    ${numbers(postings)}
    INSERT INTO posting (${columns.join(', ')}) SELECT ${columns.map((name) => own[name] ?? `posting.${name}`).join(', ')} FROM n JOIN posting ON posting.id = 'pattern';
    DELETE FROM posting WHERE id = 'pattern';
    ${numbers(postings * 6)}
    INSERT INTO posting_reach (posting_id, work_day, hour, shown, touched)
      SELECT ${idOf('dddd', 'i / 6')}, ${dayText(`${firstMs} + (i / 6) * ${Math.floor((days * dayMs) / postings)}`)}, 5 + i % 6, 1 + ${mixed('i', 6)} % 90, ${mixed('i', 7)} % 4 FROM n;
    ${numbers(matches)}
    INSERT INTO work_match (id, worker_id, posting_id, employer, trade, state, work_date, pay_fen, pay_unit, reason, referred_day, agreed_day,
      ring_at_ms, created_at_ms)
    SELECT ${idOf('eeee', 'i')}, ${idOf('aaaa', `${mixed('i', 8)} % ${workers}`)}, posting.id, posting.employer, posting.trade,
      iif(i % 5 < 3, 'completed', 'failed'), posting.work_date, iif(i % 5 < 3, 28000, NULL), iif(i % 5 < 3, 'day', NULL), iif(i % 5 < 3, NULL, 'pay'),
      ${dayText('posting.published_at_ms')}, iif(i % 5 < 3, ${dayText('posting.published_at_ms')}, NULL), posting.published_at_ms + 7200000, posting.published_at_ms + 3600000
      FROM n JOIN posting ON posting.id = ${idOf('dddd', 'i * 2 / 3')};
    INSERT INTO match_event (id, match_id, at_ms, work_day, actor, from_state, to_state, before)
      SELECT replace(id, '0193eeee', '0193eeef'), id, created_at_ms, referred_day, 'staff', NULL, 'referred', '{}' FROM work_match;
    INSERT INTO match_event (id, match_id, at_ms, work_day, actor, from_state, to_state, before)
      SELECT replace(id, '0193eeee', '0193eef0'), id, ring_at_ms, referred_day, 'staff', 'referred', iif(agreed_day IS NULL, 'failed', 'agreed'), '{}' FROM work_match;
  `);
}

let folder: string | undefined;

export function madeDeskStation(): string | undefined {
  return folder;
}

/** Made once for all parts of a run. */
export function busyStation(): string {
  if (folder) return folder;
  folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-desk-'));
  const keys = newKeyFile({ station: 7345, generation: 1, demo: false, nowMs: Date.now() });
  beginSerials(folder, keys);
  writeKeyFile(folder, keys);
  const db = openDatabase(folder);
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.exec('BEGIN');
  stationWriter(db).create({ ...settings, rollSeconds: 5 }, null);
  // Indexes grow faster in one go than row by row, and what the hub must learn is not measured here.
  const made = db
    .prepare<[], { type: string; name: string; sql: string }>(
      "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL",
    )
    .all();
  for (const { type, name } of made) db.exec(`DROP ${type} ${name}`);
  fill(db, folder);
  for (const { sql } of made) db.exec(sql);
  stationWriter(db).touch();
  db.exec('COMMIT');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return folder;
}
