import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../electron/db/open.ts';
import { readDemo } from '../../../electron/demo-files.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { keepDemoMatches } from '../../../electron/services/demo-matches.ts';
import { emptyDemo, loadDemo } from '../../../electron/services/demo-service.ts';
import { keepDemoWorkers } from '../../../electron/services/demo-workers.ts';
import { addDays } from '../../../shared/domain/work-day.ts';
import { at, posting, today } from '../../support/builders.ts';
import { temporaryFolder, testClock, testIds } from '../../support/station.ts';

const demo = readDemo(join(import.meta.dirname, '../../../examples'));

function demoStation() {
  const db = openDatabase(temporaryFolder());
  onTestFinished(() => void db.close());
  const wall = testClock(at(9));
  const clock = stationClock(wall, 0);
  const newId = testIds();
  loadDemo(db, clock, newId, demo);
  keepDemoWorkers(db, clock, newId, demo.workers);
  const keep = () => keepDemoMatches(db, clock, newId, demo.matches);
  keep();
  const column = (sql: string) => db.prepare(sql).pluck().all();
  return { db, wall, keep, column };
}

describe('the demo’s matches', () => {
  it('are all there, marked, dated back from today, with their places taken', () => {
    const { column } = demoStation();
    expect(column('SELECT state FROM work_match ORDER BY id')).toEqual(
      demo.matches.toSorted((a, b) => b.daysAgo - a.daysAgo || a.minute - b.minute).map(({ state }) => state),
    );
    expect(column('SELECT DISTINCT demo FROM work_match')).toEqual([1]);
    expect(column('SELECT min(referred_day) FROM work_match')).toEqual([addDays(today, -6)]);
    expect(column('SELECT max(at_ms) <= 1.0 * ? FROM match_event'.replace('?', String(at(9))))).toEqual([1]);
    expect(column("SELECT taken FROM posting WHERE source_id IN ('D001', 'D004')")).toEqual([1, 0]);
  });

  it('are written anew on the next day, once', () => {
    const { wall, keep, column } = demoStation();
    const before = column('SELECT id FROM work_match');
    keep();
    expect(column('SELECT id FROM work_match')).toEqual(before);
    wall.pass(86_400_000);
    keep();
    expect([column('SELECT count(*) FROM work_match'), column('SELECT min(referred_day) FROM work_match')]).toEqual([
      [demo.matches.length],
      [addDays(today, -5)],
    ]);
    expect(column("SELECT taken FROM posting WHERE source_id = 'D001'")).toEqual([1]);
  });

  it('stay where staff did something about them', () => {
    const { db, wall, keep, column } = demoStation();
    const touched = column("SELECT id FROM work_match WHERE state = 'contacted'")[0];
    db.prepare(
      `INSERT INTO match_event (id, match_id, at_ms, work_day, actor, from_state, to_state, before, reason)
       VALUES ('z', ?, ?, ?, 'staff-1', 'contacted', 'contacted', '{}', 'no_answer')`,
    ).run(touched, at(9), today);
    wall.pass(86_400_000);
    keep();
    expect([column('SELECT count(*) FROM work_match'), column('SELECT id FROM work_match').includes(touched)]).toEqual([
      [demo.matches.length + 1],
      true,
    ]);
  });

  it('go with the demo, history, employers and all; what is real stays', async () => {
    const { db, column } = demoStation();
    const { postingWriter } = await import('../../../electron/db/posting-repository.ts');
    postingWriter(db).insert(posting({ employer: '真老板' }, { source: 'csv' }));
    expect(emptyDemo(db)).toBe(demo.rows.length);
    expect(
      ['work_match', 'match_event', 'worker', 'posting', 'employer'].map((table) => column(`SELECT count(*) FROM ${table}`)[0]),
    ).toEqual([0, 0, 0, 1, 1]);
    expect(column('SELECT name FROM employer')).toEqual(['真老板']);
  });
});

describe('a match that is no demo', () => {
  it('cannot be deleted, nor can its history, nor can it become one', () => {
    const { db } = demoStation();
    const worker = db.prepare('SELECT id FROM worker LIMIT 1').pluck().get();
    db.prepare(
      `INSERT INTO work_match (id, worker_id, employer, trade, state, referred_day, ring_at_ms, created_at_ms) VALUES ('m', ?, '某家', 203, 'referred', ?, 0, 0)`,
    ).run(worker, today);
    db.prepare(
      "INSERT INTO match_event (id, match_id, at_ms, work_day, actor, to_state, before) VALUES ('e', 'm', 0, ?, 'station', 'referred', '{}')",
    ).run(today);
    for (const sql of [
      "DELETE FROM work_match WHERE id = 'm'",
      "DELETE FROM match_event WHERE id = 'e'",
      "UPDATE match_event SET reason = 'x' WHERE id = 'e'",
      "UPDATE work_match SET demo = 1 WHERE id = 'm'",
    ])
      expect(() => db.exec(sql), sql).toThrow(/never|append-only/);
  });
});
