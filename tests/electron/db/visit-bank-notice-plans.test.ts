import { describe, expect, it } from 'vitest';
import { noticeSql } from '../../../electron/db/notice-repository.ts';
import { powerBankSql } from '../../../electron/db/power-bank-repository.ts';
import { visitDeskSql } from '../../../electron/db/visit-desk-repository.ts';
import { testStation } from '../../support/station.ts';

function plan(sql: string): string[] {
  const { db } = testStation();
  return db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/@\w+|\?/g, '1')}`)
    .all()
    .map((row) => row.detail);
}

describe('query plans of visits, power banks and notices', () => {
  it("a day's visits are read from the end of their numbers, nothing is sorted", () => {
    const steps = plan(visitDeskSql.rows);
    expect(steps[0]).toBe('SEARCH visit USING INDEX sqlite_autoindex_visit_2 (work_day=? AND daily_number<?)');
    expect(steps.filter((step) => /TEMP B-TREE|SCAN/.test(step))).toEqual([]);
  });

  it("a day's counts read that day only", () => {
    expect(plan(visitDeskSql.sums)[0]).toMatch(/^SEARCH visit USING (COVERING )?INDEX \w+ \(work_day=\?\)$/);
  });

  it.each([
    ["a day's people", visitDeskSql.workers, 'SEARCH worker_day USING PRIMARY KEY (work_day=?)'],
    ['a bank of a code', powerBankSql.byCode, 'SEARCH power_bank USING INDEX sqlite_autoindex_power_bank_2 (code=?)'],
    ['a bank of a number', powerBankSql.byLabel, 'SEARCH power_bank USING INDEX power_bank_label (label=?)'],
    ['the stock by number', powerBankSql.list, 'SCAN power_bank USING INDEX power_bank_label'],
    ['who has a bank', powerBankSql.openLoan, 'SEARCH bank_loan USING INDEX bank_loan_open (bank_id=?)'],
    ['what is out', powerBankSql.openLoans, 'SCAN bank_loan USING INDEX bank_loan_due'],
    ['what is overdue', powerBankSql.overdue, 'SEARCH bank_loan USING INDEX bank_loan_due (due_at_ms<?)'],
    ['how many are overdue', powerBankSql.countOverdue, 'SEARCH bank_loan USING INDEX bank_loan_due (due_at_ms<?)'],
    ['whose phone is to be forgotten', powerBankSql.forget, 'SEARCH bank_loan USING INDEX bank_loan_kept (ended_at_ms<?)'],
    [
      'the loans of a worker',
      'SELECT 1 FROM bank_loan WHERE worker_id = ?',
      'SEARCH bank_loan USING COVERING INDEX bank_loan_of_worker (worker_id=?)',
    ],
    ['notices on the screen', noticeSql.shown, 'SEARCH notice USING INDEX notice_shown (ends_at_ms>?)'],
    ['what has begun or is over', noticeSql.horizon, 'SCAN notice USING COVERING INDEX notice_shown'],
    ["the desk's notices", noticeSql.shelf, 'SCAN notice USING INDEX notice_shelf'],
    ['made-up notices', noticeSql.demo, 'SEARCH notice USING INDEX notice_demo (demo_day>?)'],
  ])('%s: found by an index', (_, sql, first) => {
    expect(plan(sql)[0]).toBe(first);
  });
});
