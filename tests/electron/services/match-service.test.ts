import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/db/database.ts';
import { type Worker, workerWriter } from '../../../electron/db/worker-repository.ts';
import type { MatchesDesk } from '../../../shared/api/desk/matches.ts';
import { addDays } from '../../../shared/domain/work-day.ts';
import { now, posting, registration, today } from '../../support/builders.ts';
import { sessionA, type TestStation, testStation } from '../../support/station.ts';

const actor = { staffId: '9f1c2f7e-3c39-4c8e-9a54-000000000001', name: '韩梅' };
let asked = 0;
const nextId = () => `7f1c2f7e-3c39-4c8e-9a54-${String(++asked).padStart(12, '0')}`;
const hourMs = 3_600_000;

async function register({ api }: Pick<TestStation, 'api'>, over: Parameters<typeof registration>[0] = {}) {
  const { workerId } = await api['worker.register']({ requestId: nextId(), registration: registration(over) }, actor);
  return workerId;
}

async function pair(over: Parameters<typeof posting>[0] = {}) {
  const station = testStation();
  const one = posting(over);
  station.publish(one);
  station.db
    .prepare("INSERT INTO staff (id, name, pin_salt, pin_hash, created_at_ms) VALUES (?, ?, x'00', x'00', 0)")
    .run(actor.staffId, actor.name);
  return { ...station, station, postingId: one.id, workerId: await register(station) };
}

async function referred(over: Parameters<typeof posting>[0] = {}) {
  const both = await pair(over);
  const { workerId, postingId } = both;
  const match = await both.api['match.refer']({ workerId, work: { postingId } }, actor);
  type Step = Parameters<MatchesDesk['match.advance']>[0]['step'];
  const advance = async (step: Step, id = match.id) => {
    const { revision } = await both.api['match.get']({ id }, actor);
    return both.api['match.advance']({ id, revision, step }, actor);
  };
  const undo = async (id = match.id) => {
    const { revision } = await both.api['match.get']({ id }, actor);
    return both.api['match.undo']({ id, revision }, actor);
  };
  const taken = () => both.db.prepare('SELECT taken FROM posting WHERE id = ?').pluck().get(postingId);
  return { ...both, match, advance, undo, taken };
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error) => error.code,
  );

describe('a referral', () => {
  it('tells who, what, and how it came about', async () => {
    const { match, postingId, workerId } = await referred();
    const { history, posting: wanted, ...row } = match;
    expect(row).toEqual({
      ...{ id: match.id, revision: 1, state: 'referred', demo: false, employer: '安居装修队', trade: 203 },
      worker: { id: workerId, name: '王师傅', phone: '138 **** 8000' },
      ...{ workDate: null, pay: null, reason: null, cancelledBy: null, agreedDay: null, referredAtMs: now },
      ...{ unanswered: { count: 0, lastAtMs: null }, undoUntilMs: now + 5 * 60_000 },
    });
    expect(wanted).toMatchObject({ id: postingId, title: '刷墙刮腻子', headcount: 3, taken: 0, contactPhone: '19900002608' });
    expect(history).toEqual([{ id: history[0]?.id, atMs: now, actor: '韩梅', kind: 'refer', from: null, to: 'referred', reason: null }]);
  });

  it('settles the open 我想去 of the same pair; taken back, the wish is open again and nothing was ever referred', async () => {
    const { api, postingId, workerId, db } = await pair();
    db.prepare('INSERT INTO referral_request (id, worker_id, posting_id, at_ms) VALUES (?, ?, ?, ?)').run(
      sessionA,
      workerId,
      postingId,
      now,
    );
    const open = async () => (await api['match.todo']({ limit: 5 }, actor)).requests.count;
    expect(await open()).toBe(1);
    const match = await api['match.refer']({ workerId, work: { postingId } }, actor);
    expect(await open()).toBe(0);
    const undone = await api['match.undo']({ id: match.id, revision: 1 }, actor);
    expect([await open(), undone.state, undone.reason, undone.cancelledBy, undone.undoUntilMs]).toEqual([
      1,
      'cancelled',
      'mistake',
      'station',
      null,
    ]);
    expect(db.prepare('SELECT referred_day FROM work_match').pluck().get()).toBe(null);
    expect((await api['match.suggest-workers']({ postingId, limit: 5 }, actor)).suggestions.length).toBe(1);
    expect((await api['match.refer']({ workerId, work: { postingId } }, actor)).state).toBe('referred');
  });

  it('is not made twice while the first waits, and again once it ended', async () => {
    const { api, match, workerId, postingId, advance } = await referred();
    await expect(api['match.refer']({ workerId, work: { postingId } }, actor)).rejects.toMatchObject({
      code: 'match_waiting',
      details: { id: match.id },
    });
    await advance({ to: 'failed', reason: 'time' });
    expect((await api['match.refer']({ workerId, work: { postingId } }, actor)).state).toBe('referred');
  });

  it('goes to an employer of whom no posting tells, who is known from then on', async () => {
    const { api, workerId } = await pair();
    const { posting: none, employer, trade } = await api['match.refer']({ workerId, work: { employer: '城东搬家队', trade: 301 } }, actor);
    expect([none, employer, trade]).toEqual([null, '城东搬家队', 301]);
    const { employers } = await api['employer.list']({ text: '搬家', offset: 0, limit: 5 }, actor);
    expect(employers.map(({ name, waiting, demo }) => [name, waiting, demo])).toEqual([['城东搬家队', 1, false]]);
  });

  it('is refused where somebody or something is missing, or the employer is sanctioned', async () => {
    const station = await pair();
    const { api, workerId, postingId } = station;
    const refer = (who: string, to: string) => code(api['match.refer']({ workerId: who, work: { postingId: to } }, actor));
    const draft = posting({}, { state: 'draft' });
    station.publish(draft);
    expect(await refer(sessionA, postingId)).toBe('worker_not_found');
    expect(await refer(workerId, sessionA)).toBe('posting_not_found');
    expect(await refer(workerId, draft.id)).toBe('posting_state');
    const [employer] = (await api['employer.list']({ text: '', offset: 0, limit: 5 }, actor)).employers;
    const { id = '', revision = 0 } = employer ?? {};
    await api['employer.sanction']({ id, revision, sanction: { reason: 'unpaid', until: today } }, actor);
    await expect(api['match.refer']({ workerId, work: { postingId } }, actor)).rejects.toMatchObject({
      code: 'employer_sanctioned',
      details: { until: today },
    });
    expect((await api['match.suggest-postings']({ workerId, limit: 5 }, actor)).suggestions).toEqual([]);
    station.clock.pass(24 * hourMs);
    expect(await refer(workerId, postingId)).toBe('none');
  });

  it('needs a live consent', async () => {
    const { api, db, workerId, postingId } = await pair();
    db.prepare("INSERT INTO consent VALUES ('z', ?, ?, 'worker', 'card', 0)").run(workerId, now + 1);
    expect(await code(api['match.refer']({ workerId, work: { postingId } }, actor))).toBe('consent_missing');
    expect((await api['match.suggest-workers']({ postingId, limit: 5 }, actor)).suggestions).toEqual([]);
    expect((await api['match.suggest-postings']({ workerId, limit: 5 }, actor)).suggestions).toEqual([]);
  });
});

describe('what comes of a referral', () => {
  it('goes from 已推荐 to 已完工, and takes a place from the agreement on', async () => {
    const { advance, taken, api } = await referred({ headcount: 1 });
    const shown = async () => (await api['roll.read']({})).postings.length;
    expect([(await advance({ to: 'contacted' })).state, taken(), await shown()]).toEqual(['contacted', 0, 1]);
    const agreed = await advance({ to: 'agreed' });
    expect([agreed.state, agreed.workDate, agreed.pay, agreed.agreedDay]).toEqual(['agreed', today, { fen: 28_000, unit: 'day' }, today]);
    expect([taken(), await shown()]).toEqual([1, 0]);
    await advance({ to: 'started' });
    const { history, state } = await advance({ to: 'completed' });
    expect([state, taken(), history.map(({ kind, from, to }) => [kind, from, to])]).toEqual([
      'completed',
      1,
      [
        ['refer', null, 'referred'],
        ['step', 'referred', 'contacted'],
        ['step', 'contacted', 'agreed'],
        ['step', 'agreed', 'started'],
        ['step', 'started', 'completed'],
      ],
    ]);
  });

  it('gives the place back when nobody came', async () => {
    const { advance, taken } = await referred();
    await advance({ to: 'agreed' });
    const gone = await advance({ to: 'no_show', reason: 'ill' });
    expect([gone.reason, gone.agreedDay, taken()]).toEqual(['ill', null, 0]);
  });

  it('says who called it off', async () => {
    const { advance } = await referred();
    const off = await advance({ to: 'cancelled', by: 'employer', reason: 'weather' });
    expect([off.state, off.cancelledBy, off.reason, off.history.at(-1)?.reason]).toEqual(['cancelled', 'employer', 'weather', 'weather']);
  });

  it('takes no step that does not follow', async () => {
    const { advance } = await referred();
    await expect(advance({ to: 'started' })).rejects.toMatchObject({
      code: 'match_state_illegal',
      details: { from: 'referred', to: 'started' },
    });
    await advance({ to: 'failed', reason: 'pay' });
    expect(await code(advance({ to: 'agreed' }))).toBe('match_state_illegal');
  });

  it.each([
    ['a range of pay', { wage: { minFen: 20_000, maxFen: 28_000, unit: 'day' } }, ['pay']],
    ['a day to be agreed', { workDate: null }, ['workDate']],
  ] as const)('asks for what the posting leaves open: %s', async (_, over, missing) => {
    const { advance } = await referred(over);
    await expect(advance({ to: 'agreed' })).rejects.toMatchObject({ code: 'match_terms_missing', details: { missing } });
    expect((await advance({ to: 'agreed', workDate: today, pay: { fen: 25_000, unit: 'day' } })).pay?.fen).toBe(25_000);
  });

  it.each([-32, 367])('takes no day that is %i days away', async (days) => {
    const { advance } = await referred();
    expect(await code(advance({ to: 'agreed', workDate: addDays(today, days) }))).toBe('work_date_invalid');
  });

  it('goes beyond the headcount only when staff say so', async () => {
    const { api, station, postingId, advance, taken } = await referred({ headcount: 1 });
    await advance({ to: 'agreed' });
    const other = await register(station, { phone: '13800138001' });
    const second = await api['match.refer']({ workerId: other, work: { postingId } }, actor);
    await expect(advance({ to: 'agreed' }, second.id)).rejects.toMatchObject({ code: 'posting_full', details: { headcount: 1, taken: 1 } });
    await advance({ to: 'agreed', beyondHeadcount: true }, second.id);
    expect(taken()).toBe(2);
  });

  it('is told to the second of two staff, and nothing is overwritten', async () => {
    const { api, match } = await referred();
    await api['match.advance']({ id: match.id, revision: 1, step: { to: 'contacted' } }, actor);
    await expect(api['match.advance']({ id: match.id, revision: 1, step: { to: 'failed', reason: 'pay' } }, actor)).rejects.toMatchObject({
      code: 'changed_meanwhile',
      details: { revision: 2 },
    });
    expect((await api['match.get']({ id: match.id }, actor)).state).toBe('contacted');
  });

  it('may be several a day for one worker', async () => {
    const { api, workerId, advance, station } = await referred();
    const evening = posting({ title: '夜市收摊', trade: 101 });
    station.publish(evening);
    await advance({ to: 'agreed' });
    const second = await api['match.refer']({ workerId, work: { postingId: evening.id } }, actor);
    expect((await advance({ to: 'agreed' }, second.id)).state).toBe('agreed');
  });

  it.each(['match.get', 'match.advance', 'match.undo', 'match.no-answer'] as const)('%s refuses one that is not there', async (name) => {
    const { api } = testStation();
    const input = { id: sessionA, revision: 1, step: { to: 'contacted' as const } };
    expect(await code(api[name](input, actor))).toBe('match_not_found');
  });
});

describe('taking a step back', () => {
  it('restores what was before, with its place, once', async () => {
    const { advance, undo, taken, match, clock } = await referred();
    clock.pass(60_000);
    await advance({ to: 'agreed' });
    clock.pass(5 * 60_000);
    const back = await undo();
    const { revision, history, undoUntilMs, ...before } = match;
    expect(back).toMatchObject(before);
    expect([revision, back.revision, undoUntilMs, back.undoUntilMs, taken()]).toEqual([1, 3, now + 300_000, null, 0]);
    expect([history.length, back.history.map(({ kind }) => kind)]).toEqual([1, ['refer', 'step', 'undo']]);
    expect(await code(undo())).toBe('undo_spent');
  });

  it('is too late after five minutes', async () => {
    const { undo, clock, match } = await referred();
    clock.pass(5 * 60_000 + 1);
    expect([await code(undo()), match.state]).toEqual(['undo_too_late', 'referred']);
  });

  it('is refused for somebody else’s newer entry', async () => {
    const { api, match, advance } = await referred();
    await advance({ to: 'contacted' });
    expect(await code(api['match.undo']({ id: match.id, revision: 1 }, actor))).toBe('changed_meanwhile');
  });

  it('gives a no-show its place again', async () => {
    const { advance, undo, taken } = await referred();
    await advance({ to: 'agreed' });
    await advance({ to: 'no_show', reason: 'no_word' });
    expect([(await undo()).agreedDay, taken()]).toEqual([today, 1]);
  });
});

describe('该回电话了', () => {
  const due = async ({ api }: Pick<TestStation, 'api'>) => (await api['match.todo']({ limit: 5 }, actor)).ringBack;

  it('tells of referrals a day later; a call that nobody took is noted and comes back in two hours', async () => {
    const { api, clock, station, match } = await referred();
    expect(await due(station)).toEqual({ count: 0, matches: [] });
    clock.pass(24 * hourMs);
    expect((await due(station)).matches.map(({ id }) => id)).toEqual([match.id]);
    const noted = await api['match.no-answer']({ id: match.id, revision: 1 }, actor);
    expect([noted.state, noted.unanswered]).toEqual(['referred', { count: 1, lastAtMs: now + 24 * hourMs }]);
    expect([noted.history.at(-1)?.kind, (await due(station)).count]).toEqual(['no_answer', 0]);
    clock.pass(2 * hourMs);
    expect((await due(station)).count).toBe(1);
    const again = await api['match.no-answer']({ id: match.id, revision: 2 }, actor);
    expect(again.unanswered.count).toBe(2);
    const back = await api['match.undo']({ id: match.id, revision: 3 }, actor);
    expect([back.unanswered, (await due(station)).count]).toEqual([{ count: 1, lastAtMs: now + 24 * hourMs }, 1]);
  });

  it('is over once something came of it', async () => {
    const { advance, clock, station, api, match } = await referred();
    await advance({ to: 'agreed' });
    clock.pass(25 * hourMs);
    expect((await due(station)).count).toBe(0);
    expect(await code(api['match.no-answer']({ id: match.id, revision: 2 }, actor))).toBe('match_state_illegal');
  });
});

describe('lists of matches', () => {
  it('show waiting ones first, by worker, posting and employer; shelves by what became of them', async () => {
    const { api, station, workerId, postingId, match, advance } = await referred();
    await advance({ to: 'agreed' });
    const other = posting({ employer: '禾苗家政' });
    station.publish(other);
    const waiting = await api['match.refer']({ workerId, work: { postingId: other.id } }, actor);
    const done = await api['match.refer']({ workerId, work: { employer: '禾苗家政', trade: 203 } }, actor);
    await advance({ to: 'failed', reason: 'far' }, done.id);
    const list = async (of: Parameters<MatchesDesk['match.list']>[0]['of'], limit = 9) => {
      const { matches, more } = await api['match.list']({ of, offset: 0, limit }, actor);
      return [matches.map(({ id }) => id), more];
    };
    expect(await list({ workerId })).toEqual([[waiting.id, done.id, match.id], false]);
    expect(await list({ workerId }, 1)).toEqual([[waiting.id], true]);
    expect(await list({ postingId })).toEqual([[match.id], false]);
    expect(await list({ employer: '禾苗家政' })).toEqual([[waiting.id, done.id], false]);
    expect(await list({ shelf: 'waiting' })).toEqual([[waiting.id], false]);
    expect(await list({ shelf: 'agreed' })).toEqual([[match.id], false]);
    expect(await list({ shelf: 'ended' })).toEqual([[done.id], false]);
    expect(await list({ shelf: 'done' })).toEqual([[], false]);
  });
});

describe('a worker who goes', () => {
  it('takes what waits along, and leaves what was agreed', async () => {
    const { api, station, workerId, match, advance, undo, taken } = await referred();
    await advance({ to: 'agreed' });
    const other = posting();
    station.publish(other);
    const waiting = await api['match.refer']({ workerId, work: { postingId: other.id } }, actor);
    await api['worker.withdraw']({ id: workerId, reason: '' }, actor);
    const gone = await api['match.get']({ id: waiting.id }, actor);
    expect([gone.state, gone.cancelledBy, gone.reason, gone.worker]).toEqual([
      'cancelled',
      'station',
      'withdrawn',
      { id: workerId, name: null, phone: null },
    ]);
    expect([await code(undo(waiting.id)), await code(undo(match.id)), taken()]).toEqual(['undo_spent', 'worker_not_found', 1]);
  });

  it('is forgotten after half a year, with what still waits for them', async () => {
    const { api, clock, match, forget } = await referred();
    for (let days = 0; days < 181; days++) {
      clock.pass(24 * hourMs);
      forget();
    }
    const { state, reason, history } = await api['match.get']({ id: match.id }, actor);
    expect([state, reason, history.at(-1)?.actor]).toEqual(['cancelled', 'forgotten', 'station']);
  });

  it('is joined: matches move, and what both wait for is waited for once', async () => {
    const { api, station, workerId, postingId, match } = await referred();
    const twin = await register(station);
    const double = await api['match.refer']({ workerId: twin, work: { postingId } }, actor);
    const own = await api['match.refer']({ workerId: twin, work: { employer: '城东搬家队', trade: 301 } }, actor);
    await api['worker.join']({ keepId: workerId, joinId: twin }, actor);
    const { matches } = await api['match.list']({ of: { workerId }, offset: 0, limit: 9 }, actor);
    expect(matches.map(({ id, state, reason }) => [id, state, reason])).toEqual([
      [own.id, 'referred', null],
      [match.id, 'referred', null],
      [double.id, 'cancelled', 'joined'],
    ]);
  });
});

describe('suggestions', () => {
  it('put who is free, wants no more than it pays and knows the trade first, with the reasons', async () => {
    const station = testStation();
    const one = posting({ wage: { minFen: 28_000, maxFen: 28_000, unit: 'day' } });
    station.publish(one);
    const trade = (level: 1 | 2 | 3 | null) => ({ trades: [{ code: 203, level }] });
    const ids = {
      dear: await register(station, { ...trade(3), phone: '13800138001', dayWage: [300, 350] }),
      learner: await register(station, { ...trade(1), phone: '13800138002', dayWage: [200, 250] }),
      master: await register(station, { ...trade(3), phone: '13800138003', dayWage: [250, 280] }),
      later: await register(station, {
        ...trade(3),
        phone: '13800138004',
        dayWage: [200, 250],
        available: { fromOffsetDays: 3, mask: 127 },
      }),
      open: await register(station, { ...trade(3), phone: '13800138005', dayWage: null }),
      other: await register(station, { trades: [{ code: 101, level: 3 }], phone: '13800138006' }),
    };
    const { suggestions } = await station.api['match.suggest-workers']({ postingId: one.id, limit: 9 }, actor);
    const names = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]));
    expect(suggestions.map(({ worker }) => names[worker.id])).toEqual(['master', 'learner', 'open', 'dear', 'later']);
    expect(suggestions.map(({ fit }) => [fit.available, fit.daysUntilFree, fit.pay, fit.shortFen, fit.level, fit.freshDays])).toEqual([
      ['free', 0, 'met', 0, 3, 0],
      ['free', 0, 'met', 0, 1, 0],
      ['free', 0, 'open', 0, 3, 0],
      ['free', 0, 'short', 2000, 3, 0],
      ['later', 3, 'met', 0, 3, 0],
    ]);
  });

  it('show a worker the open postings of all their trades, never one they were referred to', async () => {
    const { api, station, workerId, match } = await referred();
    const near = posting({ trade: 202, place: '门口', point: { lat: 36.6201, lng: 101.76 } });
    const far = posting({ trade: 202, point: { lat: 36.7, lng: 101.76 } });
    const full = posting({ trade: 202 }, { taken: 3 });
    const over = posting({ trade: 202, validThroughMs: now - 1 });
    station.publish(far, near, full, over, posting({ trade: 101 }));
    const { suggestions } = await api['match.suggest-postings']({ workerId, limit: 9 }, actor);
    expect(suggestions.map((one) => one.posting.id)).toEqual([near.id, far.id]);
    expect([match.posting?.id === near.id, Math.round(suggestions[0]?.fit.metres ?? 0)]).toEqual([false, 11]);
  });

  it.each(['match.suggest-workers', 'match.suggest-postings'] as const)('%s refuses one that is not there', async (name) => {
    const { api } = testStation();
    const expected = name === 'match.suggest-workers' ? 'posting_not_found' : 'worker_not_found';
    expect(await code(api[name]({ postingId: sessionA, workerId: sessionA, limit: 1 }, actor))).toBe(expected);
  });

  it('answer among 20,000 workers of one trade with the best of them', async () => {
    const { db, api, publish } = testStation();
    const one = posting();
    publish(one);
    inTransaction(db, () => {
      const writer = workerWriter(db);
      const consent = db.prepare("INSERT INTO consent VALUES (?, ?, ?, 'worker', 'card', 1)");
      for (let serial = 0; serial < 20_000; serial++) {
        const id = `0193aaaa-0000-7000-8000-${String(serial).padStart(12, '0')}`;
        const worker: Worker = {
          ...{
            id,
            name: '王师傅',
            phone: null,
            trades: [{ code: 203, level: serial === 12_345 ? 3 : 2 }],
            years: null,
            dayWage: [260, 280],
          },
          ...{ availableFrom: today, availableMask: 127, phoneOnCard: false, wall: false, verified: 0, createdAtMs: now, lastSeenMs: now },
          ...{ anonymisedAtMs: null, joinedInto: null, demo: false },
        };
        writer.insert(worker);
        consent.run(id, id, now);
      }
    });
    const { suggestions } = await api['match.suggest-workers']({ postingId: one.id, limit: 3 }, actor);
    expect(suggestions.map(({ worker }) => Number(worker.id.slice(-12)))).toEqual([12_345, 0, 1]);
  });
});
