import { describe, expect, it } from 'vitest';
import { auditSql } from '../../../electron/db/audit-repository.ts';
import { cardSql } from '../../../electron/db/card-repository.ts';
import { openPostings, pageSql } from '../../../electron/db/posting-repository.ts';
import { addReachSql } from '../../../electron/db/reach-repository.ts';
import { referralSql } from '../../../electron/db/referral-repository.ts';
import { visitSql } from '../../../electron/db/visit-repository.ts';
import { wallSql } from '../../../electron/db/wall-repository.ts';
import { workerSql } from '../../../electron/db/worker-repository.ts';
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

  it.each([
    ['registrations of a phone', workerSql.byPhone, 'SEARCH worker USING INDEX worker_by_phone (phone_hash=?)'],
    ['the last four digits', workerSql.byTail, 'SEARCH worker USING INDEX worker_by_tail (tail_hash=?)'],
    ['the beginning of a name', workerSql.byName, 'SEARCH worker USING INDEX worker_by_name (name>? AND name<?)'],
    ['a trade', workerSql.byTrade, 'SEARCH worker_trade USING COVERING INDEX worker_trade_by_trade (trade=?)'],
    ['registrations of a day', workerSql.registeredSince, 'SEARCH worker USING INDEX worker_by_day (created_at_ms>?)'],
    ['who is to be forgotten', workerSql.idle, 'SEARCH worker USING INDEX worker_idle (last_seen_ms<?)'],
    ['made-up workers', workerSql.demo, 'SEARCH worker USING INDEX worker_demo (demo=?)'],
    ["a worker's live card", cardSql.live, 'SEARCH card USING INDEX card_live (worker_id=?)'],
    ["a worker's cards", cardSql.ofWorker, 'SEARCH card USING INDEX card_of_worker (worker_id=?)'],
    ['cards of a day', cardSql.issuedOn, 'SEARCH card USING COVERING INDEX card_by_day (issued_day=?)'],
    ['void cards of a list', cardSql.revoked, 'SEARCH card USING INDEX card_revoked (<expr>>?)'],
    ['content to be deleted', cardSql.dropContent, 'SEARCH card USING INDEX card_content (<expr><?)'],
    ['the card of a request', cardSql.byRequest, 'SEARCH card USING INDEX sqlite_autoindex_card_3 (session_id=? AND request_id=?)'],
    ['the card of a serial', cardSql.bySerial, 'SEARCH card USING INDEX sqlite_autoindex_card_2 (station=? AND generation=? AND serial=?)'],
    ['a wish that is open', referralSql.findOpen, 'SEARCH referral_request USING INDEX referral_once (worker_id=? AND posting_id=?)'],
    ['open wishes, oldest first', referralSql.open, 'SCAN referral_request USING INDEX referral_open'],
    ['the log before an entry', auditSql.all, 'SEARCH audit USING INDEX sqlite_autoindex_audit_1 (id<?)'],
    ['the log of one person', auditSql.ofActor, 'SEARCH audit USING INDEX audit_of_actor (actor=? AND id<?)'],
    ['the log of one day', auditSql.ofDay, 'SEARCH audit USING INDEX audit_of_day (at_ms>? AND at_ms<?)'],
    ['the log of one person’s day', auditSql.ofActorAndDay, 'SEARCH audit USING INDEX audit_of_day (at_ms>? AND at_ms<?)'],
    ['the visits of a session that a card is scanned in', visitSql.tieSession, 'SEARCH visit USING INDEX visit_by_session (session_id=?)'],
  ])('%s are found by their index', (_, sql, first) => {
    expect(plan(sql)[0]).toBe(first);
  });

  it('the wall reads only those who ticked it', () => {
    expect(plan(wallSql.list)).toContain('SEARCH worker USING INDEX worker_wall (available_from<?)');
    expect(plan(wallSql.list)).toContain('SEARCH card USING INDEX card_live (worker_id=?) LEFT-JOIN');
  });

  it('jobs that were under way are found without reading those that were done', () => {
    expect(plan("UPDATE print_job SET state = 'done', outcome = 'failed', reason = 'cut_off' WHERE state = 'queued'")).toEqual([
      'SCAN print_job USING INDEX print_job_queued',
    ]);
  });

  it.each([
    ['card', 'print_job', 'print_job_of_card'],
    ['worker', 'visit_worker', 'visit_worker_of_worker'],
    ['worker', 'worker_day', 'worker_day_of_worker'],
    ['worker', 'referral_request', 'referral_of_worker'],
    ['worker', 'consent', 'consent_of_worker'],
    ['worker', 'reveal', 'reveal_of_worker'],
    ['posting', 'referral_request', 'referral_of_posting'],
  ])('what hangs on a %s in %s is found by %s when it goes', (parent, table, index) => {
    expect(plan(`SELECT 1 FROM ${table} WHERE ${parent}_id = ?`)[0]).toMatch(new RegExp(`^SEARCH ${table} USING COVERING INDEX ${index} `));
  });
});
