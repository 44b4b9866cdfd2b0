/** Random histories of everything that happens to matches. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StationApi } from '../../../shared/api/operations.ts';
import { type AgreedPay, isWaiting, type MatchStanding, mayFollow } from '../../../shared/domain/match.ts';
import { addDays, type LocalDate, workDayOf } from '../../../shared/domain/work-day.ts';
import { posting, registration, today } from '../../support/builders.ts';
import { type TestStation, testStation } from '../../support/station.ts';

const actor = { staffId: '9f1c2f7e-3c39-4c8e-9a54-000000000001', name: '韩梅' };
let asked = 0;
const nextId = () => `7f1c2f7e-3c39-4c8e-9a54-${String(++asked).padStart(12, '0')}`;

type Step = Parameters<StationApi['match.advance']>[0]['step'];

type Act =
  | { readonly act: 'refer'; readonly worker: number; readonly posting: number | null }
  | { readonly act: 'wish'; readonly worker: number; readonly posting: number }
  | { readonly act: 'advance'; readonly match: number; readonly step: Step }
  | { readonly act: 'no-answer' | 'undo'; readonly match: number }
  | { readonly act: 'withdraw'; readonly worker: number }
  | { readonly act: 'join'; readonly worker: number; readonly other: number }
  | { readonly act: 'pass'; readonly minutes: number };

const index = fc.nat({ max: 7 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ to: fc.constantFrom('contacted', 'started', 'completed') }) as fc.Arbitrary<Step>,
  fc.record({
    to: fc.constant('agreed'),
    workDate: fc.nat({ max: 3 }).map((days) => addDays(today, days)),
    pay: fc.record({ fen: fc.integer({ min: 1, max: 100_000 }), unit: fc.constantFrom('hour', 'day') }),
    beyondHeadcount: fc.boolean(),
  }) as fc.Arbitrary<Step>,
  fc.record({ to: fc.constant('failed'), reason: fc.constantFrom('pay', 'far') }) as fc.Arbitrary<Step>,
  fc.record({ to: fc.constant('no_show'), reason: fc.constantFrom('ill', 'other') }) as fc.Arbitrary<Step>,
  fc.record({
    to: fc.constant('cancelled'),
    by: fc.constantFrom('worker', 'employer', 'station'),
    reason: fc.constantFrom('weather', 'other'),
  }) as fc.Arbitrary<Step>,
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('refer'), worker: index, posting: fc.option(index) }) as fc.Arbitrary<Act> },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('wish'), worker: index, posting: index }) as fc.Arbitrary<Act> },
  { weight: 9, arbitrary: fc.record({ act: fc.constant('advance'), match: index, step }) as fc.Arbitrary<Act> },
  { weight: 4, arbitrary: fc.record({ act: fc.constantFrom('undo', 'no-answer'), match: index }) as fc.Arbitrary<Act> },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('withdraw'), worker: index }) as fc.Arbitrary<Act> },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('join'), worker: index, other: index }) as fc.Arbitrary<Act> },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('pass'), minutes: fc.constantFrom(1, 4, 6, 120, 1440) }) as fc.Arbitrary<Act> },
);

interface Row extends MatchStanding {
  readonly id: string;
  readonly workerId: string;
  readonly postingId: string | null;
  readonly revision: number;
}
interface Event {
  readonly id: string;
  readonly match: string;
  readonly atMs: number;
  readonly workDay: LocalDate;
  readonly from: MatchStanding['state'] | null;
  readonly to: MatchStanding['state'];
  readonly before: string;
  readonly reason: string | null;
  readonly undoes: string | null;
}

function kept({ db }: TestStation) {
  const rows = db
    .prepare<[], Omit<Row, 'pay'> & { readonly pay: string | null }>(
      `SELECT id, worker_id AS workerId, posting_id AS postingId, revision, state, work_date AS workDate, reason, cancelled_by AS cancelledBy,
        iif(pay_fen IS NULL, NULL, json_object('fen', pay_fen, 'unit', pay_unit)) AS pay, referred_day AS referredDay, agreed_day AS agreedDay,
        ring_at_ms AS ringAtMs FROM work_match ORDER BY id`,
    )
    .all()
    .map((row): Row => ({ ...row, pay: row.pay === null ? null : (JSON.parse(row.pay) as AgreedPay) }));
  const events = db
    .prepare(
      `SELECT id, match_id AS match, at_ms AS atMs, work_day AS workDay, from_state AS "from", to_state AS "to", before, reason, undoes
       FROM match_event ORDER BY id`,
    )
    .all() as Event[];
  const taken = Object.fromEntries(
    (db.prepare('SELECT id, taken FROM posting').all() as { id: string; taken: number }[]).map(({ id, taken: count }) => [id, count]),
  );
  const wishes = db.prepare("SELECT worker_id || posting_id FROM referral_request WHERE state = 'open'").pluck().all() as string[];
  return { rows, events, taken, wishes };
}

/** What the row must say, told from its history alone. */
function told(events: readonly Event[]) {
  const days = { referredDay: null as LocalDate | null, agreedDay: null as LocalDate | null };
  for (const event of events) {
    const undone = event.undoes === null ? undefined : events.find(({ id }) => id === event.undoes);
    const agreed = event.to === 'agreed' || event.to === 'started' || event.to === 'completed';
    if (event.from === null) days.referredDay = event.workDay;
    if (undone?.from === null) days.referredDay = null;
    if (undone && undone.from !== null) days.agreedDay = (JSON.parse(undone.before) as MatchStanding).agreedDay;
    else days.agreedDay = agreed ? (days.agreedDay ?? event.workDay) : null;
  }
  return { state: events.at(-1)?.to, ...days };
}

describe('any history of matches', () => {
  it('leaves rows, places and wishes as the history tells them, deletes nothing, and undoes exactly', async () => {
    const seen = new Map<string, number>();
    const law = fc.asyncProperty(fc.array(act, { minLength: 15, maxLength: 45 }), async (acts) => {
      const station = testStation();
      const { api, clock, db } = station;
      const postings = [posting({ headcount: 1 }), posting({ headcount: 2, trade: 202 }), posting({ headcount: 3 })];
      station.publish(...postings);
      const workers: string[] = [];
      for (const tail of [1, 2, 3])
        workers.push(
          (await api['worker.register']({ requestId: nextId(), registration: registration({ phone: `1380013800${tail}` }) }, actor))
            .workerId,
        );
      const one = <T>(all: readonly T[], at: number): T => all[at % all.length] as T;
      let count = { rows: 0, events: 0 };
      for (const next of acts) {
        const before = kept(station);
        const match = before.rows.length > 0 && 'match' in next ? one(before.rows, next.match) : undefined;
        const run = async () => {
          if (next.act === 'pass') return clock.pass(next.minutes * 60_000);
          if (next.act === 'withdraw') return api['worker.withdraw']({ id: one(workers, next.worker), reason: '' }, actor);
          if (next.act === 'join')
            return api['worker.join']({ keepId: one(workers, next.worker), joinId: one(workers, next.other) }, actor);
          if (next.act === 'wish') {
            const wish = [nextId(), one(workers, next.worker), one(postings, next.posting).id, clock.nowMs()];
            return db.prepare('INSERT OR IGNORE INTO referral_request (id, worker_id, posting_id, at_ms) VALUES (?, ?, ?, ?)').run(...wish);
          }
          if (next.act === 'refer') {
            const work = next.posting === null ? { employer: '城东搬家队', trade: 301 } : { postingId: one(postings, next.posting).id };
            return api['match.refer']({ workerId: one(workers, next.worker), work }, actor);
          }
          if (!match) return;
          const { id, revision } = match;
          if (next.act === 'advance') return api['match.advance']({ id, revision, step: next.step }, actor);
          return api[next.act === 'undo' ? 'match.undo' : 'match.no-answer']({ id, revision }, actor);
        };
        const refused = await run().then(
          () => null,
          (error) => error.code as string,
        );
        const after = kept(station);
        const name = `${next.act} ${refused ?? 'done'}`;
        seen.set(name, (seen.get(name) ?? 0) + 1);

        // A refusal leaves everything as it was.
        if (refused !== null) expect(after).toEqual(before);
        // Nothing is ever deleted, and no entry is ever changed.
        expect(after.rows.length).toBeGreaterThanOrEqual(count.rows);
        expect(after.events.slice(0, before.events.length)).toEqual(before.events);
        count = { rows: after.rows.length, events: after.events.length };
        for (const row of after.rows) {
          const history = after.events.filter((event) => event.match === row.id);
          const { state, referredDay, agreedDay } = row;
          expect({ state, referredDay, agreedDay }).toEqual(told(history));
          history.forEach((event, at) => {
            expect(event.from).toBe(history[at - 1]?.to ?? null);
            if (event.undoes === null && event.from !== null && event.from !== event.to)
              expect(mayFollow(event.from, event.to), `${event.from} → ${event.to}`).toBe(true);
          });
        }
        for (const { id } of postings)
          expect(after.taken[id]).toBe(after.rows.filter((row) => row.postingId === id && row.agreedDay !== null).length);

        if (match && refused === null && next.act === 'undo') {
          const undo = after.events.at(-1) as Event;
          const undone = before.events.find(({ id }) => id === undo.undoes) as Event;
          const { revision: _, ...row } = after.rows.find(({ id }) => id === match.id) as Row;
          expect(workDayOf(undo.atMs)).toBe(undo.workDay);
          expect(undo.atMs - undone.atMs).toBeLessThanOrEqual(300_000);
          if (undone.from === null) expect([row.state, row.reason, row.referredDay]).toEqual(['cancelled', 'mistake', null]);
          else expect(row).toEqual({ id: row.id, workerId: row.workerId, postingId: row.postingId, ...JSON.parse(undone.before) });
        }
        if (refused === null && next.act === 'withdraw') {
          const gone = after.rows.filter(({ workerId }) => workerId === one(workers, next.worker));
          expect(gone.some(({ state }) => isWaiting(state))).toBe(false);
        }
        if (refused === null && next.act === 'refer' && next.posting !== null)
          expect(after.wishes).not.toContain(one(workers, next.worker) + one(postings, next.posting).id);
      }
      db.close();
    });
    // until the histories went everywhere
    const everywhere = ['refer done', 'advance done', 'advance match_state_illegal', 'undo done', 'undo undo_too_late', 'undo undo_spent'];
    for (let round = 0; round < 8 && (round === 0 || everywhere.some((name) => !seen.has(name))); round += 1) {
      await fc.assert(law, { numRuns: 12 });
    }
    for (const name of everywhere) expect([...seen.keys()]).toContain(name);
  }, 60_000);
});
