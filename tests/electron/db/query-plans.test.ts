import { describe, expect, it } from 'vitest';
import { openPostings, pageSql } from '../../../electron/db/posting-repository.ts';
import { addReachSql } from '../../../electron/db/reach-repository.ts';
import { visitSql } from '../../../electron/db/visit-repository.ts';
import { testStation } from '../../support/station.ts';

const orders = ['today', 'pay', 'near', 'morning'] as const;

function plan(sql: string): string[] {
  const { db } = testStation();
  const plain = sql.replaceAll(/@\w+/g, 'NULL');
  const questions = [...plain.matchAll(/\?/g)].map(() => null);
  return db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${plain}`)
    .all(...questions)
    .map((row) => row.detail);
}

describe('query plans', () => {
  it.each(orders)('a page in the order %s reads the covering index and no row', (order) => {
    expect(plan(pageSql(order, { trade: false, text: false }))[0]).toBe('SCAN posting USING COVERING INDEX posting_open');
  });

  it('a page of one trade reads only that part of the covering index', () => {
    expect(plan(pageSql('today', { trade: true, text: false }))[0]).toMatch(/^SEARCH posting USING COVERING INDEX posting_open \(trade=\?/);
  });

  it('counts of open postings read the covering index and no row', () => {
    expect(plan(`SELECT count(*) FROM ${openPostings}`)).toEqual(['SCAN posting USING COVERING INDEX posting_open']);
  });

  it('words are looked for in the index that holds only them', () => {
    expect(plan(pageSql('today', { trade: false, text: true }))).toContain('SCAN posting USING COVERING INDEX posting_words');
  });

  it('the demo postings are found by posting_demo', () => {
    expect(plan('SELECT * FROM posting WHERE demo = 1')).toEqual(['SEARCH posting USING INDEX posting_demo (demo=?)']);
  });

  it('a posting of a source is found by its unique index', () => {
    expect(plan('SELECT * FROM posting WHERE source = ? AND source_id = ?')[0]).toMatch(
      /^SEARCH posting USING INDEX sqlite_autoindex_posting_2/,
    );
  });

  it("a session's last visit is found by visit_by_session", () => {
    expect(plan(visitSql.findLast)[0]).toBe('SEARCH visit USING INDEX visit_by_session (session_id=? AND purpose=?)');
  });

  it("a day's last number is read from the end of its unique index", () => {
    expect(plan(visitSql.lastNumber)).toEqual(['SEARCH visit USING COVERING INDEX sqlite_autoindex_visit_2 (work_day=?)']);
  });

  it('the newest visit is read from the end of the table', () => {
    expect(plan(visitSql.lastAt)).toEqual(['SCAN visit']);
  });

  it('a correction is found by its visit', () => {
    expect(plan(visitSql.isCorrected)[0]).toMatch(/^SEARCH visit_correction USING (COVERING )?INDEX/);
  });

  it('reach is added by its key', () => {
    expect(plan(addReachSql)[0]).toMatch(/^SEARCH posting USING COVERING INDEX sqlite_autoindex_posting_1/);
  });
});
