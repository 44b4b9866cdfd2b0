import { describe, expect, it } from 'vitest';
import { consentSql } from '../../../electron/db/consent-repository.ts';
import { employerSql } from '../../../electron/db/employer-repository.ts';
import { matchSql } from '../../../electron/db/match-repository.ts';
import { matchSuggestSql } from '../../../electron/db/match-suggest-repository.ts';
import { testStation } from '../../support/station.ts';

function plan(sql: string): string[] {
  const { db } = testStation();
  const plain = sql.replaceAll(/@\w+/g, 'NULL');
  const questions = [...plain.matchAll(/\?/g)].map(() => null);
  return db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${plain}`)
    .all(...questions)
    .map((row) => row.detail);
}

describe('query plans of matches and employers', () => {
  it.each([
    ['whom to ring back', matchSql.due, 'SEARCH work_match USING INDEX match_waiting (ring_at_ms<?)'],
    ['how many to ring back', matchSql.dueCount, 'SEARCH work_match USING INDEX match_waiting (ring_at_ms<?)'],
    ['what waits, the longest first', matchSql.waiting, 'SCAN work_match USING INDEX match_waiting'],
    ['a shelf, the newest first', matchSql.shelf, 'SEARCH work_match USING INDEX match_shelf (shelf=?)'],
    ['matches of a worker', matchSql.ofWorker, 'SEARCH work_match USING INDEX match_of_worker (worker_id=?)'],
    ['matches of a posting', matchSql.ofPosting, 'SEARCH work_match USING INDEX match_of_posting (posting_id=?)'],
    ['matches of an employer', matchSql.ofEmployer, 'SEARCH work_match USING INDEX match_of_employer (employer=?)'],
    ['who was referred to a posting', matchSql.referredTo, 'SEARCH work_match USING INDEX match_of_posting (posting_id=?)'],
    ['a history', matchSql.history, 'SEARCH match_event USING INDEX match_event_of_match (match_id=?)'],
    ['the last entry', matchSql.lastEvent, 'SEARCH match_event USING INDEX match_event_of_match (match_id=?)'],
    ['calls that nobody took', matchSql.unanswered, 'SEARCH match_event USING INDEX match_event_of_match (match_id=?)'],
    ['the day of the demo', matchSql.demoDay, 'SEARCH work_match USING INDEX match_demo (demo=?)'],
    ['the last consent', consentSql.last, 'SEARCH consent USING INDEX consent_of_worker (worker_id=?)'],
    ['workers of a trade', matchSuggestSql.workers, 'SEARCH worker_trade USING INDEX worker_trade_by_trade (trade=?)'],
    ['open postings of a trade', matchSuggestSql.postings, 'SEARCH posting USING INDEX posting_open (trade=? AND valid_through_ms>?)'],
    ['employers, the newest first', employerSql.names, 'SCAN employer USING COVERING INDEX employer_newest'],
    ['an employer by name', employerSql.byName, 'SEARCH employer USING INDEX sqlite_autoindex_employer_2 (name=?)'],
    ['an employer by the tail of the phone', employerSql.byTail, 'SEARCH employer USING INDEX employer_by_tail (tail_hash=?)'],
    ['open postings of an employer', employerSql.open, 'SEARCH posting USING COVERING INDEX posting_open_of_employer (employer=?)'],
    ['waiting matches of an employer', employerSql.waiting, 'SEARCH work_match USING INDEX match_of_employer (employer=? AND shelf=?)'],
    ['postings of an employer', employerSql.postings, 'SEARCH posting USING INDEX posting_by_employer (employer=?)'],
  ])('%s are found by their index', (_, sql, first) => {
    expect(plan(sql)[0]).toBe(first);
  });

  it.each([matchSql.due, matchSql.shelf, matchSql.waiting, matchSql.lastEvent])('nothing is sorted for %s', (sql) => {
    expect(plan(sql).join()).not.toContain('TEMP B-TREE');
  });

  it('the places of a posting are counted in its index', () => {
    expect(plan(matchSql.agreedOf)[0]).toBe('SEARCH work_match USING INDEX match_of_posting (posting_id=?)');
  });
});
