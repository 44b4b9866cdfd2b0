import { describe, expect, it } from 'vitest';
import { funnelSql } from '../../../electron/db/funnel-repository.ts';
import { reportSql, workSql } from '../../../electron/db/report-repository.ts';
import { rowsSql } from '../../../electron/db/report-rows.ts';
import { testStation } from '../../support/station.ts';

function plan(sql: string): string[] {
  const { db } = testStation();
  return db
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/@\w+/g, 'NULL')}`)
    .all()
    .map((row) => row.detail);
}

describe('query plans of reports', () => {
  it.each([
    ['visits', 'SEARCH visit USING INDEX visit_by_hour (work_day>? AND work_day<?)'],
    ['visitorsByDay', 'SEARCH worker_day USING PRIMARY KEY (work_day>? AND work_day<?)'],
    ['registrations', 'SEARCH worker USING INDEX worker_by_day (created_at_ms>? AND created_at_ms<?)'],
    ['cards', 'SEARCH card USING COVERING INDEX card_by_day (issued_day>? AND issued_day<?)'],
    ['postings', 'SEARCH posting USING COVERING INDEX posting_published (published_at_ms>? AND published_at_ms<?)'],
    ['referrals', 'SEARCH work_match USING COVERING INDEX match_by_referral (referred_day>? AND referred_day<?)'],
    ['hires', 'SEARCH work_match USING COVERING INDEX match_by_agreement (agreed_day>? AND agreed_day<?)'],
    ['hiredByDay', 'SEARCH work_match USING COVERING INDEX match_by_agreement (agreed_day>? AND agreed_day<?)'],
  ] as const)('%s of a range are read from their index', (name, first) => {
    expect(plan(reportSql[name])[0]).toBe(first);
  });

  it.each([
    ['postings', 'posting', 'posting_of_work', 'posting_published'],
    ['referrals', 'work_match', 'referral_of_work', 'match_by_referral'],
    ['hires', 'work_match', 'hire_of_work', 'match_by_agreement'],
  ] as const)('%s by employer and trade: a long range in the order of an index, a short one by its days', (name, table, byWork, byDay) => {
    expect(plan(workSql(true)[name])).toEqual([`SCAN ${table} USING COVERING INDEX ${byWork}`]);
    expect(plan(workSql(false)[name])[0]).toMatch(new RegExp(`^SEARCH ${table} USING COVERING INDEX ${byDay} `));
  });

  it('visits of two years are counted in the order of their index: nothing is sorted', () => {
    expect(plan(reportSql.visits)).toHaveLength(1);
  });

  it('people are looked up one by one, each in the index of their days', () => {
    expect(plan(reportSql.visitors)[1]).toMatch(
      /^SEARCH worker_day EXISTS USING COVERING INDEX worker_day_of_worker \(worker_id=\? AND work_day>\?/,
    );
    expect(plan(reportSql.hired)[1]).toMatch(/^SEARCH work_match EXISTS USING COVERING INDEX match_hired \(worker_id=\? AND agreed_day>\?/);
  });

  it('corrections since the range began lead to their visits', () => {
    expect(plan(reportSql.corrected)[0]).toBe('SEARCH visit_correction USING COVERING INDEX correction_by_time (at_ms>?)');
    expect(plan(reportSql.corrected)[1]).toBe('SEARCH visit USING INDEX sqlite_autoindex_visit_1 (id=?)');
  });

  it.each([
    ['visits', /SEARCH visit USING INDEX sqlite_autoindex_visit_2 \(work_day>\? AND work_day<\?\)/],
    ['visitors', /SEARCH worker_day USING COVERING INDEX worker_day_of_worker \(worker_id>\?\)/],
    ['registrations', /SEARCH worker USING INDEX worker_by_day \(created_at_ms>\?/],
    ['cards', /SEARCH card USING INDEX card_by_day \(issued_day>\?/],
    ['postings', /SEARCH posting USING INDEX posting_published \(published_at_ms>\?/],
    ['referrals', /SEARCH work_match USING COVERING INDEX match_by_referral \(referred_day>\?/],
    ['hires', /SEARCH work_match USING COVERING INDEX match_by_agreement \(agreed_day>\?/],
    ['hired', /SEARCH work_match USING COVERING INDEX match_hired \(worker_id>\?\)/],
  ] as const)('a page of the rows of %s begins at its place', (figure, wanted) => {
    const steps = plan(rowsSql(figure, {}));
    expect(steps.some((step) => wanted.test(step))).toBe(true);
    // at most the rows of one day or moment are put in order
    expect(steps.filter((step) => step.includes('TEMP B-TREE') && !step.includes('LAST TERM'))).toEqual([]);
  });

  it('what was shown on the days of a funnel is found by reach_by_day', () => {
    expect(plan(funnelSql.reach)[0]).toBe('SEARCH posting_reach USING INDEX reach_by_day (work_day>? AND work_day<?)');
  });
});
