/** The station as a thing to be looked after: its identity, its backups, the public halves of its keys. */
import type { CareToday } from '../../shared/api/desk/care.ts';
import type { ErrorCode } from '../../shared/api/errors.ts';
import type { KeyId } from '../../shared/card/kid.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { openPostings } from './posting-repository.ts';

export interface Care {
  readonly identity: string;
  readonly settingsRevision: number;
  /** Null: as the station was started. */
  readonly printer: string | null;
  readonly lan: boolean;
  readonly check: { readonly atMs: number; readonly passed: boolean } | null;
}

export interface BackupRun {
  readonly sequence: number;
  readonly atMs: number;
  readonly kind: 'daily' | 'drive';
  readonly generation: number | null;
  readonly state: 'begun' | 'done' | 'failed';
  readonly bytes: number | null;
  readonly code: ErrorCode | null;
}

interface CareRow {
  identity: string;
  settings_revision: number;
  printer: string | null;
  lan: 0 | 1;
  checked_at_ms: number | null;
  check_passed: 0 | 1 | null;
}

export interface KeyRow extends KeyId {
  readonly publicKey: Uint8Array;
  readonly createdAtMs: number;
}

const runs = 'SELECT sequence, at_ms AS atMs, kind, generation, state, bytes, code FROM backup_run';

export function careReader(db: ReadableDb) {
  const care = db.prepare<[], CareRow>('SELECT * FROM care');
  const last = db.prepare<[], BackupRun>(`${runs} ORDER BY sequence DESC LIMIT 1`);
  const lastDone = db.prepare<[], BackupRun>(`${runs} WHERE state = 'done' ORDER BY sequence DESC LIMIT 1`);
  const lastDaily = db.prepare<[], BackupRun>(`${runs} WHERE state = 'done' AND kind = 'daily' ORDER BY sequence DESC LIMIT 1`);
  return {
    find: (): Care => {
      const row = care.get();
      if (!row) throw new Error('the care row is there from the migration on');
      const { checked_at_ms: atMs, check_passed: passed } = row;
      return {
        ...{ identity: row.identity, settingsRevision: row.settings_revision, printer: row.printer, lan: row.lan === 1 },
        check: atMs === null ? null : { atMs, passed: passed === 1 },
      };
    },
    /** Whatever came of it. */
    lastRun: (): BackupRun | undefined => last.get(),
    lastDone: (): BackupRun | undefined => lastDone.get(),
    lastDaily: (): BackupRun | undefined => lastDaily.get(),
  };
}

export function careWriter(db: WritableDb) {
  const begin = db.prepare<[number, string, number | null]>('INSERT INTO backup_run (at_ms, kind, generation) VALUES (?, ?, ?)');
  const done = db.prepare<[number, number]>("UPDATE backup_run SET state = 'done', bytes = ? WHERE sequence = ?");
  const failed = db.prepare<[string, number]>("UPDATE backup_run SET state = 'failed', code = ? WHERE sequence = ?");
  const broken = db.prepare("UPDATE backup_run SET state = 'failed', code = 'internal' WHERE state = 'begun'");
  const forget = db.prepare<[number]>('DELETE FROM backup_run WHERE sequence < ?');
  const checked = db.prepare<[number, number]>('UPDATE care SET checked_at_ms = ?, check_passed = ?');
  const printer = db.prepare<[string | null]>('UPDATE care SET printer = ?, settings_revision = settings_revision + 1');
  const lan = db.prepare<[number]>('UPDATE care SET lan = ?');
  const key = db.prepare<[number, number, Uint8Array, number]>(
    'INSERT INTO signing_key (station, generation, public_key, created_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    /** Answers its sequence, which no other backup of this database has. */
    begin: (run: Pick<BackupRun, 'atMs' | 'kind' | 'generation'>): number =>
      Number(begin.run(run.atMs, run.kind, run.generation).lastInsertRowid),
    done: (sequence: number, bytes: number): void => void done.run(bytes, sequence),
    failed: (sequence: number, code: ErrorCode): void => void failed.run(code, sequence),
    /** Those that were under way when the station was switched off. */
    failBroken: (): void => void broken.run(),
    forgetBefore: (sequence: number): void => void forget.run(sequence),
    checked: (atMs: number, passed: boolean): void => void checked.run(atMs, Number(passed)),
    setPrinter: (line: string | null): void => void printer.run(line),
    setLan: (on: boolean): void => void lan.run(Number(on)),
    keepKey: ({ station, generation, publicKey, createdAtMs }: KeyRow): void => void key.run(station, generation, publicKey, createdAtMs),
  };
}

interface FiguresAt {
  readonly today: string;
  readonly nowMs: number;
  readonly fromMs: number;
  readonly cardDay: number;
}

/** The day's figures as their definitions count them, each from an index. */
export const careFigureSql = `SELECT
  (SELECT count(*) FROM visit WHERE work_day = @today AND NOT EXISTS (SELECT 1 FROM visit_correction WHERE visit_id = visit.id)) AS visits,
  (SELECT count(*) FROM worker_day WHERE work_day = @today) AS visitors,
  (SELECT count(*) FROM worker WHERE created_at_ms >= @fromMs) AS registrations,
  (SELECT count(*) FROM card WHERE issued_day = @cardDay) AS cards,
  (SELECT count(*) FROM work_match WHERE referred_day = @today) AS referrals,
  (SELECT count(*) FROM work_match WHERE agreed_day = @today) AS matches,
  (SELECT count(*) FROM ${openPostings}) AS postings`;

export function careFigures(db: ReadableDb) {
  const figures = db.prepare<[FiguresAt], CareToday['figures']>(careFigureSql);
  return (at: FiguresAt): CareToday['figures'] => figures.get(at) as CareToday['figures'];
}
