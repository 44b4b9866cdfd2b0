import { describe, expect, it } from 'vitest';
import { auditSql } from '../../../electron/db/audit-repository.ts';
import { postingDeskSql, shelfSql, sliceSql } from '../../../electron/db/posting-desk-repository.ts';
import { postingShelves } from '../../../shared/api/desk/postings.ts';
import { testStation } from '../../support/station.ts';

function planner() {
  const { db } = testStation();
  return (sql: string): string[] => {
    const plain = sql.replaceAll(/@\w+/g, '1').replaceAll('?', '1');
    return db
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${plain}`)
      .all()
      .map((row) => row.detail);
  };
}

describe('query plans of the desk', () => {
  it.each(postingShelves)('the shelf %s is read in the order of an index, with and without words', (shelf) => {
    const plan = planner();
    const index = { stale: 'posting_validity', filled: 'posting_validity', expired: 'posting_validity', orphan: 'posting_orphan' };
    const name = shelf in index ? index[shelf as keyof typeof index] : 'posting_shelf';
    for (const sql of [shelfSql(shelf), sliceSql(shelf)]) {
      const [search, sort] = plan(sql);
      expect(search).toMatch(new RegExp(`^SEARCH posting USING (COVERING )?INDEX ${name} \\(`));
      // within one moment of validity at most
      expect(sort ?? 'none').toMatch(/^(none|USE TEMP B-TREE FOR LAST TERM OF ORDER BY)$/);
    }
  });

  it('every count reads an index and no row', () => {
    const plan = planner();
    expect(plan(postingDeskSql.states)).toEqual(['SCAN posting_count']);
    const counts = ['valid', 'expired', 'orphans', 'waitingCount', 'expiringCount', 'usualCount'] as const;
    for (const name of counts) expect(plan(postingDeskSql[name])[0]).toMatch(/USING COVERING INDEX posting_/);
  });

  it('what waits, is stale or expires today is found by a range of an index', () => {
    const plan = planner();
    expect(plan(postingDeskSql.waiting)).toEqual(['SEARCH posting USING INDEX posting_shelf (state=?)']);
    expect(plan(postingDeskSql.staleFirst)[0]).toBe('SEARCH posting USING INDEX posting_validity (valid_through_ms>?)');
    expect(plan(postingDeskSql.expiring)[0]).toBe(
      'SEARCH posting USING INDEX posting_validity (valid_through_ms>? AND valid_through_ms<?)',
    );
  });

  it('usual pay, doubles, sanctions, days, copies and histories are found by their indexes', () => {
    const plan = planner();
    expect(plan(postingDeskSql.usual)[0]).toMatch(/^SEARCH posting USING COVERING INDEX posting_open \(trade=\? AND valid_through_ms>\?/);
    expect(plan(postingDeskSql.double)).toEqual([
      'SEARCH posting USING INDEX posting_by_employer (employer=? AND trade=? AND work_date=?)',
    ]);
    expect(plan(postingDeskSql.sanction)[0]).toMatch(/^SEARCH employer USING INDEX sqlite_autoindex_employer/);
    expect(plan(postingDeskSql.ofDay)[0]).toBe('SEARCH posting USING INDEX posting_day (work_date=?)');
    for (const name of ['done', 'staying'] as const) {
      expect(plan(postingDeskSql[name])[0]).toMatch(/^SEARCH posting USING (COVERING )?INDEX posting_live_day \(work_date/);
    }
    expect(plan(postingDeskSql.copyOf)).toEqual(['SEARCH posting_copy USING PRIMARY KEY (from_id=? AND work_day=?)']);
    expect(plan(postingDeskSql.after)[0]).toMatch(/^SEARCH posting USING (COVERING )?INDEX sqlite_autoindex_posting_1 \(id>\?\)/);
    expect(plan(auditSql.ofSubject)[0]).toBe('SEARCH audit USING INDEX audit_of_subject (subject=?)');
  });
});
