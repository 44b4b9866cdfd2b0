/** What people do at a station that its hub is told of: each a change of the database, in whatever transaction the caller has. */
import { cabinetWriter } from '../../electron/db/cabinet-repository.ts';
import { cardWriter } from '../../electron/db/card-repository.ts';
import type { WritableDb } from '../../electron/db/database.ts';
import { postingReader, postingWriter } from '../../electron/db/posting-repository.ts';
import { visitReader, visitWriter } from '../../electron/db/visit-repository.ts';
import { phoneSource } from '../../electron/hub-link/inbox-apply.ts';
import { revise } from '../../shared/domain/posting.ts';
import { type VisitPurpose, visitPurposes } from '../../shared/domain/visit.ts';
import { addDays, startOfDayMs } from '../../shared/domain/work-day.ts';
import { content, posting, today } from './builders.ts';
import type { Chances } from './chances.ts';

const dayMs = 86_400_000;

export interface StationLifeParts {
  readonly chance: Chances;
  /** As it is open now. */
  readonly db: () => WritableDb;
  readonly nowMs: () => number;
}

export function stationLife({ chance, db, nowMs }: StationLifeParts): Readonly<Record<string, () => void>> {
  let lastSerial = -1;
  const days = Array.from({ length: 5 }, (_, at) => addDays(today, at - 4));
  let opened: WritableDb | undefined;
  let made: ReturnType<typeof repositories> | undefined;
  /** Made once for each opening. */
  const at = () => {
    if (!made || opened !== db()) {
      opened = db();
      made = repositories(opened);
    }
    return made;
  };
  const own = () => at().own.all();

  return {
    visit() {
      const day = chance.one(days);
      const record = { id: chance.id(), workDay: day, dailyNumber: at().visited.nextDailyNumber(day), sessionId: chance.id() };
      at().visits.insert({
        ...record,
        purpose: chance.one<VisitPurpose>(visitPurposes),
        atMs: startOfDayMs(day) + chance.below(dayMs),
      });
    },
    correction() {
      const id = at().uncorrected.get();
      if (id !== undefined) at().visits.correct({ id: chance.id(), visitId: id, atMs: nowMs(), actor: 'staff', reason: 'slip' });
    },
    posting() {
      const publishedAtMs = startOfDayMs(chance.one(days)) + 1;
      const id = chance.id();
      at().postings.insert(posting({ headcount: 1 + chance.below(9) }, { id, sourceId: id, publishedAtMs }));
    },
    draft() {
      const id = chance.id();
      at().postings.insert(posting({}, { id, sourceId: id, state: 'pending', publishedAtMs: null }));
    },
    edit() {
      const found = at().shown.get(chance.one(own()) ?? '');
      if (!found || (found.state !== 'published' && found.state !== 'paused')) return;
      const next = { ...found.content, title: `刷墙 ${chance.below(100)}`, headcount: 1 + chance.below(9) };
      at().postings.update({ ...found, ...revise(found, next), state: found.state, content: next, updatedAtMs: nowMs() });
    },
    state() {
      const found = at().shown.get(chance.one(own()) ?? '');
      if (!found || found.publishedAtMs === null || found.state === 'draft' || found.source === phoneSource) return;
      const state = chance.one(['published', 'paused', 'closed', 'pending'] as const);
      at().postings.update({ ...found, state, content: content({ headcount: found.content.headcount ?? 1 }), updatedAtMs: nowMs() });
    },
    deletion() {
      at().deletion.run(chance.one(own()) ?? '');
    },
    card() {
      const [worker, id] = [chance.id(), chance.id()];
      at().worker.run(worker, today, nowMs(), nowMs());
      const used = Number(at().lastSerial.get());
      const moments = { issuedDay: 2510 + chance.below(5), validDays: 90, createdAtMs: nowMs() };
      const names = { sessionId: chance.id(), requestId: chance.id() };
      // A serial that never comes twice, also not after a restore: the guard beside the database.
      const one = { id, workerId: worker, kid: { station: 1, generation: 1, serial: Math.max(used, lastSerial) + 1 }, content: null };
      lastSerial = one.kid.serial;
      at().cards.insert({ ...one, ...moments, ...names } as never);
    },
    revocation() {
      const id = at().liveCard.get();
      if (id !== undefined) at().cards.revoke(id, 'lost', nowMs());
    },
    banks() {
      const figures = { available: chance.below(9), free: chance.below(9), faulty: 0, countedAtMs: nowMs(), revision: 1 };
      at().cabinets.save({ id: `c${chance.below(2)}`, vendor: '某牌', ...figures } as never);
    },
    cabinet: () => at().cabinets.remove(`c${chance.below(2)}`),
    reach() {
      const id = chance.one(own());
      if (id === undefined) return;
      at().reach.run(id, chance.one(days));
    },
  };
}

function repositories(db: WritableDb) {
  return {
    ...{ visits: visitWriter(db), visited: visitReader(db), postings: postingWriter(db), shown: postingReader(db) },
    ...{ cards: cardWriter(db), cabinets: cabinetWriter(db) },
    own: db.prepare<[], string>("SELECT id FROM posting WHERE source NOT IN ('hub')").pluck(),
    uncorrected: db.prepare<[], string>('SELECT id FROM visit WHERE id NOT IN (SELECT visit_id FROM visit_correction) LIMIT 1').pluck(),
    deletion: db.prepare<[string]>("DELETE FROM posting WHERE id = ? AND source = 'test'"),
    worker: db.prepare<[string, string, number, number]>(
      "INSERT INTO worker (id, name, available_from, available_mask, phone_on_card, wall, created_at_ms, last_seen_ms) VALUES (?, '王师傅', ?, 127, 0, 0, ?, ?)",
    ),
    lastSerial: db.prepare('SELECT coalesce(max(serial), -1) FROM card').pluck(),
    liveCard: db.prepare<[], string>("SELECT id FROM card WHERE state = 'live'").pluck(),
    reach: db.prepare<[string, string]>(
      'INSERT INTO posting_reach (posting_id, work_day, hour, shown, touched) VALUES (?, ?, 6, 1, 0) ON CONFLICT DO UPDATE SET shown = shown + 1',
    ),
  };
}
