/** Matches and their history. The row says how a match stands, the events how it came to that. */
import type BetterSqlite3 from 'better-sqlite3';
import type { MatchHistoryEntry, MatchShelf } from '../../shared/api/desk/matches.ts';
import type { Canceller, MatchReason, MatchStanding, MatchState } from '../../shared/domain/match.ts';
import type { PayUnit } from '../../shared/domain/wage.ts';
import type { LocalDate } from '../../shared/domain/work-day.ts';
import type { ReadableDb, WritableDb } from './database.ts';

export interface Match extends MatchStanding {
  readonly id: string;
  readonly workerId: string;
  readonly postingId: string | null;
  readonly employer: string;
  readonly trade: number;
  readonly revision: number;
  readonly createdAtMs: number;
  readonly demo: boolean;
}

export interface MatchEvent {
  readonly id: string;
  readonly matchId: string;
  readonly atMs: number;
  readonly workDay: LocalDate;
  readonly actor: string;
  readonly from: MatchState | null;
  readonly to: MatchState;
  /** What stood before; of a referral, the 我想去 that it settled. */
  readonly before: MatchStanding | { readonly request: string | null };
  readonly reason: string | null;
  readonly undoes: string | null;
}

interface MatchRow {
  id: string;
  worker_id: string;
  posting_id: string | null;
  employer: string;
  trade: number;
  state: MatchState;
  work_date: LocalDate | null;
  pay_fen: number | null;
  pay_unit: PayUnit | null;
  reason: MatchReason | null;
  cancelled_by: Canceller | null;
  referred_day: LocalDate | null;
  agreed_day: LocalDate | null;
  ring_at_ms: number;
  revision: number;
  created_at_ms: number;
  demo: number;
}

interface EventRow {
  id: string;
  match_id: string;
  at_ms: number;
  work_day: LocalDate;
  actor: string;
  from_state: MatchState | null;
  to_state: MatchState;
  before: string;
  reason: string | null;
  undoes: string | null;
}

const toMatch = (row: MatchRow): Match => ({
  ...{ id: row.id, workerId: row.worker_id, postingId: row.posting_id, employer: row.employer, trade: row.trade },
  ...{ state: row.state, workDate: row.work_date, reason: row.reason, cancelledBy: row.cancelled_by },
  pay: row.pay_fen === null || row.pay_unit === null ? null : { fen: row.pay_fen, unit: row.pay_unit },
  ...{ referredDay: row.referred_day, agreedDay: row.agreed_day, ringAtMs: row.ring_at_ms },
  ...{ revision: row.revision, createdAtMs: row.created_at_ms, demo: row.demo === 1 },
});

const toEvent = (row: EventRow): MatchEvent => ({
  ...{ id: row.id, matchId: row.match_id, atMs: row.at_ms, workDay: row.work_day, actor: row.actor },
  ...{ from: row.from_state, to: row.to_state, before: JSON.parse(row.before) as MatchEvent['before'] },
  ...{ reason: row.reason, undoes: row.undoes },
});

const waitingFirst = "ORDER BY shelf = 'waiting' DESC, id DESC LIMIT @limit OFFSET @offset";

export const matchSql = {
  get: 'SELECT * FROM work_match WHERE id = ?',
  waitingPair: "SELECT id FROM work_match WHERE worker_id = ? AND posting_id = ? AND shelf = 'waiting' LIMIT 1",
  waitingOf: "SELECT * FROM work_match WHERE worker_id = ? AND shelf = 'waiting' ORDER BY id",
  /** Undone referrals never were one. */
  referredTo: 'SELECT worker_id FROM work_match WHERE posting_id = ? AND referred_day IS NOT NULL',
  postingsOf: 'SELECT posting_id FROM work_match WHERE worker_id = ? AND posting_id IS NOT NULL AND referred_day IS NOT NULL',
  waiting: "SELECT * FROM work_match INDEXED BY match_waiting WHERE shelf = 'waiting' ORDER BY ring_at_ms LIMIT @limit OFFSET @offset",
  shelf: 'SELECT * FROM work_match WHERE shelf = @shelf ORDER BY id DESC LIMIT @limit OFFSET @offset',
  ofWorker: `SELECT * FROM work_match WHERE worker_id = @workerId ${waitingFirst}`,
  ofPosting: `SELECT * FROM work_match WHERE posting_id = @postingId ${waitingFirst}`,
  ofEmployer: `SELECT * FROM work_match WHERE employer = @employer ${waitingFirst}`,
  due: "SELECT * FROM work_match INDEXED BY match_waiting WHERE shelf = 'waiting' AND ring_at_ms <= ? ORDER BY ring_at_ms LIMIT ?",
  dueCount: "SELECT count(*) FROM work_match INDEXED BY match_waiting WHERE shelf = 'waiting' AND ring_at_ms <= ?",
  lastEvent: 'SELECT * FROM match_event WHERE match_id = ? ORDER BY id DESC LIMIT 1',
  unanswered: `SELECT count(*) AS count, max(at_ms) AS lastAtMs FROM match_event WHERE match_id = ? AND reason = 'no_answer'
    AND NOT EXISTS (SELECT 1 FROM match_event undo WHERE undo.undoes = match_event.id)`,
  history: `SELECT match_event.*, coalesce(staff.name, match_event.actor) AS by FROM match_event LEFT JOIN staff ON staff.id = match_event.actor
    WHERE match_id = ? ORDER BY match_event.id LIMIT 200`,
  /** The day to which the made-up ones are dated. */
  demoDay: `SELECT max(match_event.work_day) FROM work_match JOIN match_event ON match_event.match_id = work_match.id
    WHERE demo = 1 AND match_event.actor = 'station'`,
  agreedOf: 'SELECT count(agreed_day) FROM work_match WHERE posting_id = ?',
} as const;

export type MatchFilter =
  | { readonly shelf: MatchShelf }
  | { readonly workerId: string }
  | { readonly postingId: string }
  | { readonly employer: string };

function listSql(of: MatchFilter): string {
  if ('shelf' in of) return of.shelf === 'waiting' ? matchSql.waiting : matchSql.shelf;
  if ('workerId' in of) return matchSql.ofWorker;
  return 'postingId' in of ? matchSql.ofPosting : matchSql.ofEmployer;
}

export function matchReader(db: ReadableDb) {
  const get = db.prepare<[string], MatchRow>(matchSql.get);
  const waitingPair = db.prepare<[string, string], string>(matchSql.waitingPair).pluck();
  const waitingOf = db.prepare<[string], MatchRow>(matchSql.waitingOf);
  const referredTo = db.prepare<[string], string>(matchSql.referredTo).pluck();
  const postingsOf = db.prepare<[string], string>(matchSql.postingsOf).pluck();
  const due = db.prepare<[number, number], MatchRow>(matchSql.due);
  const dueCount = db.prepare<[number], number>(matchSql.dueCount).pluck();
  const lastEvent = db.prepare<[string], EventRow>(matchSql.lastEvent);
  const unanswered = db.prepare<[string], { count: number; lastAtMs: number | null }>(matchSql.unanswered);
  const demoDay = db.prepare<[], LocalDate | null>(matchSql.demoDay).pluck();
  const history = db.prepare<[string], EventRow & { by: string }>(matchSql.history);
  const lists = new Map<string, BetterSqlite3.Statement<unknown[], MatchRow>>();
  const list = (sql: string) => {
    const known = lists.get(sql) ?? db.prepare<unknown[], MatchRow>(sql);
    lists.set(sql, known);
    return known;
  };
  const kindOf = (row: EventRow): MatchHistoryEntry['kind'] =>
    row.undoes !== null ? 'undo' : row.from_state === null ? 'refer' : row.from_state === row.to_state ? 'no_answer' : 'step';
  return {
    find: (id: string): Match | undefined => {
      const row = get.get(id);
      return row && toMatch(row);
    },
    findWaiting: (workerId: string, postingId: string): string | undefined => waitingPair.get(workerId, postingId),
    listWaitingOf: (workerId: string): Match[] => waitingOf.all(workerId).map(toMatch),
    /** Who was ever referred to a posting. */
    workersReferredTo: (postingId: string): ReadonlySet<string> => new Set(referredTo.all(postingId)),
    /** What a worker was ever referred to. */
    postingsReferredTo: (workerId: string): ReadonlySet<string> => new Set(postingsOf.all(workerId)),
    list: (of: MatchFilter, page: { readonly offset: number; readonly limit: number }): Match[] =>
      list(listSql(of))
        .all({ ...of, ...page })
        .map(toMatch),
    listDue: (nowMs: number, limit: number): Match[] => due.all(nowMs, limit).map(toMatch),
    countDue: (nowMs: number): number => Number(dueCount.get(nowMs)),
    lastEvent: (id: string): MatchEvent | undefined => {
      const row = lastEvent.get(id);
      return row && toEvent(row);
    },
    demoDay: (): LocalDate | null => demoDay.get() ?? null,
    unanswered: (id: string) => unanswered.get(id) ?? { count: 0, lastAtMs: null },
    /** Oldest first, staff by their names. */
    history: (id: string): MatchHistoryEntry[] =>
      history.all(id).map((row) => ({
        ...{ id: row.id, atMs: row.at_ms, actor: row.by, kind: kindOf(row) },
        ...{ from: row.from_state, to: row.to_state, reason: row.reason },
      })),
  };
}

export function matchWriter(db: WritableDb) {
  const insert = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO work_match (id, worker_id, posting_id, employer, trade, state, work_date, pay_fen, pay_unit, reason, cancelled_by,
      referred_day, agreed_day, ring_at_ms, revision, created_at_ms, demo)
     VALUES (@id, @workerId, @postingId, @employer, @trade, @state, @workDate, @payFen, @payUnit, @reason, @cancelledBy,
      @referredDay, @agreedDay, @ringAtMs, @revision, @createdAtMs, @demo)`,
  );
  const stand = db.prepare<[Record<string, unknown>]>(
    `UPDATE work_match SET state = @state, work_date = @workDate, pay_fen = @payFen, pay_unit = @payUnit, reason = @reason,
      cancelled_by = @cancelledBy, referred_day = @referredDay, agreed_day = @agreedDay, ring_at_ms = @ringAtMs, revision = revision + 1
     WHERE id = @id`,
  );
  const insertEvent = db.prepare<[Record<string, unknown>]>(
    `INSERT INTO match_event (id, match_id, at_ms, work_day, actor, from_state, to_state, before, reason, undoes)
     VALUES (@id, @matchId, @atMs, @workDay, @actor, @from, @to, @before, @reason, @undoes)`,
  );
  const take = db.prepare<[string, string]>(`UPDATE posting SET taken = (${matchSql.agreedOf}) WHERE id = ?`);
  const move = db.prepare<[string, string]>('UPDATE work_match SET worker_id = ?, revision = revision + 1 WHERE worker_id = ?');
  const untouched = `demo = 1 AND NOT EXISTS (SELECT 1 FROM match_event WHERE match_id = work_match.id AND actor <> 'station')`;
  const dropUntouchedEvents = db.prepare(`DELETE FROM match_event WHERE match_id IN (SELECT id FROM work_match WHERE ${untouched})`);
  const dropUntouched = db.prepare(
    'DELETE FROM work_match WHERE demo = 1 AND NOT EXISTS (SELECT 1 FROM match_event WHERE match_id = work_match.id)',
  );
  const dropDemoEvents = db.prepare('DELETE FROM match_event WHERE match_id IN (SELECT id FROM work_match WHERE demo = 1)');
  const dropDemo = db.prepare('DELETE FROM work_match WHERE demo = 1');
  const columns = (standing: MatchStanding) => ({
    ...{ state: standing.state, workDate: standing.workDate, reason: standing.reason, cancelledBy: standing.cancelledBy },
    ...{ payFen: standing.pay?.fen ?? null, payUnit: standing.pay?.unit ?? null },
    ...{ referredDay: standing.referredDay, agreedDay: standing.agreedDay, ringAtMs: standing.ringAtMs },
  });
  return {
    insert: (match: Match): void => {
      const { id, workerId, postingId, employer, trade, revision, createdAtMs } = match;
      insert.run({ id, workerId, postingId, employer, trade, revision, createdAtMs, ...columns(match), demo: Number(match.demo) });
    },
    stand: (id: string, standing: MatchStanding): void => void stand.run({ id, ...columns(standing) }),
    record: (event: MatchEvent): void => void insertEvent.run({ ...event, before: JSON.stringify(event.before) }),
    /** Counts anew the places of a posting that matches take. */
    countTaken: (postingId: string): void => void take.run(postingId, postingId),
    /** All of one registration become another's. */
    move: (keepId: string, joinId: string): void => void move.run(keepId, joinId),
    /** The made-up ones that staff did nothing about. */
    deleteDemoUntouched: (): void => {
      dropUntouchedEvents.run();
      dropUntouched.run();
    },
    /** The made-up ones with their history. */
    deleteDemo: (): void => {
      dropDemoEvents.run();
      dropDemo.run();
    },
  };
}
