import { describe, expect, it } from 'vitest';
import { postingReader } from '../../../electron/db/posting-repository.ts';
import { stationReader } from '../../../electron/db/station-repository.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import type { Posting, PostingContent, PostingState } from '../../../shared/domain/posting.ts';
import { addDays, endOfDayMs } from '../../../shared/domain/work-day.ts';
import { at, content, now, posting, today } from '../../support/builders.ts';
import { type TestStation, testStation } from '../../support/station.ts';

const actor: Actor = { staffId: '0193582b-0000-7000-8000-00000000aaaa', name: '马会计' };
const draft = (over: Partial<PostingContent> = {}, record: Partial<Posting> = {}) =>
  posting(over as never, { state: 'draft', publishedAtMs: null, ...record } as never);
const pending = (over: Partial<PostingContent> = {}) => draft(over, { state: 'pending' } as never);
const stored = (station: TestStation, id: string) => postingReader(station.db).get(id) as Posting;
const logged = (station: TestStation) =>
  station.db.prepare<[], { action: string; details: string }>('SELECT action, details FROM audit ORDER BY id').all();
const lastLogged = (station: TestStation) => {
  const last = logged(station).at(-1);
  return last && [last.action, JSON.parse(last.details)];
};
const refusal = async (call: Promise<unknown>) =>
  call.then(
    () => 'none',
    ({ code, details }: { code: string; details: object }) => [code, details],
  );

function opened(...postings: Posting[]) {
  const station = testStation();
  station.publish(...postings);
  return { ...station, station };
}

describe('writing a posting', () => {
  it('makes a draft of the desk that lacks what nobody said, and tells what is missing', async () => {
    const { api, station } = opened();
    const bare = { ...content(), employer: null, wage: null, verifiedAtMs: at(1) };
    const view = await api['posting.create']({ content: bare, verified: false }, actor);
    expect([view.state, view.source, view.sourceId, view.verifiedAtMs, view.missing]).toEqual([
      'draft',
      'desk',
      view.id,
      null,
      ['employer', 'wage'],
    ]);
    expect(lastLogged(station)).toEqual(['posting.create', {}]);
  });

  it('takes the moment of a verification from the clock, never from the caller', async () => {
    const { api } = opened();
    const view = await api['posting.create']({ content: content({ verifiedAtMs: at(23) }), verified: true }, actor);
    const edited = await api['posting.edit']({ ...view, content: content({ verifiedAtMs: null }), verified: false, confirmed: [] }, actor);
    expect([view.verifiedAtMs, edited.verifiedAtMs]).toEqual([now, now]);
  });

  it('refuses a validity that is over or beyond 30 days', async () => {
    const { api } = opened();
    for (const validThroughMs of [now - 1, now + 31 * 86_400_000]) {
      expect(await refusal(api['posting.create']({ content: content({ validThroughMs }), verified: false }, actor))).toEqual([
        'validity_invalid',
        { validThroughMs },
      ]);
    }
  });

  it('refuses a second edit of the same revision, and keeps the first', async () => {
    const one = draft();
    const { api, station } = opened(one);
    const edit = (title: string) =>
      api['posting.edit']({ id: one.id, revision: 1, content: content({ title }), verified: false, confirmed: [] }, actor);
    await edit('先改的');
    expect(await refusal(edit('后改的'))).toEqual(['changed_meanwhile', { revision: 2 }]);
    expect(stored(station, one.id).content.title).toBe('先改的');
    expect(lastLogged(station)).toEqual(['posting.edit', { fields: 'title', lint: '' }]);
  });

  it('keeps a published posting publishable', async () => {
    const one = posting();
    const { api, station } = opened(one);
    const edit = (over: object, confirmed: readonly 'headcount_high'[] = []) =>
      refusal(api['posting.edit']({ id: one.id, revision: 1, content: { ...content(), ...over }, verified: false, confirmed }, actor));
    expect(await edit({ employer: null })).toEqual(['posting_incomplete', { missing: ['employer'] }]);
    expect(await edit({ conditions: '限男性' })).toEqual(['posting_blocked', { rules: ['sex'] }]);
    expect(await edit({ headcount: 300 })).toEqual(['posting_doubtful', { rules: ['headcount_high'] }]);
    expect(stored(station, one.id).revision).toBe(1);
    expect(await edit({ headcount: 300 }, ['headcount_high'])).toBe('none');
    expect(lastLogged(station)).toEqual(['posting.edit', { fields: 'headcount', lint: 'headcount_high' }]);
  });

  it('forgets the point of a place that became another', async () => {
    const one = draft();
    const { api } = opened(one);
    const view = await api['posting.edit'](
      { id: one.id, revision: 1, content: content({ place: '河西 大桥' }), verified: false, confirmed: [] },
      actor,
    );
    expect(view.content.point).toBe(null);
  });

  it('leaves a closed posting as it was', async () => {
    const one = posting({}, { state: 'closed', closedReason: 'done' });
    const { api } = opened(one);
    expect(
      await refusal(api['posting.edit']({ id: one.id, revision: 1, content: content(), verified: false, confirmed: [] }, actor)),
    ).toEqual(['posting_state', { state: 'closed' }]);
  });
});

describe('reviewing', () => {
  it('publishes with the reviewer, who may have spoken with the employer', async () => {
    const one = pending({ verifiedAtMs: null });
    const { api, station } = opened(one);
    const before = stationReader(station.db).revision();
    const view = await api['posting.publish']({ id: one.id, revision: 1, confirmed: [], verified: true }, actor);
    expect([view.state, view.reviewer, view.verifiedAtMs, view.publishedAtMs]).toEqual(['published', actor.staffId, now, now]);
    expect(stationReader(station.db).revision()).toBe(before + 1);
    expect(lastLogged(station)).toEqual(['posting.publish', { lint: '', verified: true }]);
    expect((await api['roll.read']({})).postings.map((card) => card.id)).toEqual([one.id]);
  });

  it('refuses what lacks part of the legal minimum, what the law forbids, and doubts that nobody asked about', async () => {
    const [bare, unlawful, doubtful] = [
      pending({ wage: null }),
      pending({ content: '上岗交押金' }),
      pending({ headcount: 200, employer: '乙' }),
    ];
    const { api } = opened(bare, unlawful, doubtful);
    const publish = (one: Posting, confirmed: readonly 'headcount_high'[] = []) =>
      refusal(api['posting.publish']({ id: one.id, revision: 1, confirmed, verified: false }, actor));
    expect(await publish(bare)).toEqual(['posting_incomplete', { missing: ['wage'] }]);
    expect(await publish(unlawful)).toEqual(['posting_blocked', { rules: ['fee'] }]);
    expect(await publish(doubtful)).toEqual(['posting_doubtful', { rules: ['headcount_high'] }]);
    expect(await publish(doubtful, ['headcount_high'])).toBe('none');
  });

  it('refuses a posting of an employer under sanction, and a double with a word', async () => {
    const standing = posting();
    const [double, sanctioned] = [pending(), pending({ employer: '黑中介' })];
    const { api, db } = opened(standing, double, sanctioned);
    db.prepare("UPDATE employer SET sanction_reason = '欠薪', sanction_until = ? WHERE name = '黑中介'").run(today);
    const publish = (one: Posting) => refusal(api['posting.publish']({ id: one.id, revision: 1, confirmed: [], verified: false }, actor));
    expect(await publish(double)).toEqual(['posting_doubtful', { rules: ['duplicate'] }]);
    expect(await publish(sanctioned)).toEqual(['posting_blocked', { rules: ['employer_sanctioned'] }]);
  });

  it('asks about pay four times the usual of the trade', async () => {
    const others = [26_000, 27_000, 28_000, 29_000, 30_000].map((fen, index) =>
      posting({ employer: `老板${index}`, wage: { minFen: fen, maxFen: fen, unit: 'day' } }),
    );
    const one = pending({ wage: { minFen: 112_000, maxFen: 112_000, unit: 'day' } });
    const { api } = opened(...others, one);
    expect((await api['posting.read']({ id: one.id }, actor)).findings).toEqual([
      { rule: 'pay_far_above', severity: 'warn', field: 'wage', words: '280' },
    ]);
  });

  it('judges pay against the station’s floor', async () => {
    const station = testStation({ settings: { payFloorFenPerHour: 2000 } });
    const low = content({ wage: { minFen: 10_000, maxFen: 10_000, unit: 'day' } });
    expect(await station.api['posting.lint']({ content: low }, actor)).toEqual({
      missing: [],
      findings: [{ rule: 'pay_below_floor', severity: 'block', field: 'wage', words: '20' }],
    });
  });

  it('sends back with a reason, and takes it up again', async () => {
    const one = pending();
    const { api } = opened(one);
    const back = await api['posting.return']({ id: one.id, revision: 1, reason: 'unlawful' }, actor);
    const again = await api['posting.submit']({ id: one.id, revision: back.revision }, actor);
    expect([back.state, again.state, again.history.map(({ action, details }) => [action, details])]).toEqual([
      'draft',
      'pending',
      [
        ['posting.submit', {}],
        ['posting.return', { reason: 'unlawful' }],
      ],
    ]);
  });

  it('tells a second person that the first has decided', async () => {
    const one = pending();
    const { api } = opened(one);
    await api['posting.return']({ id: one.id, revision: 1, reason: 'other' }, actor);
    expect(await refusal(api['posting.publish']({ id: one.id, revision: 1, confirmed: [], verified: false }, actor))).toEqual([
      'changed_meanwhile',
      { revision: 2 },
    ]);
  });
});

describe('a posting on the screen', () => {
  it('pauses and comes back, judged anew', async () => {
    const one = posting();
    const { api, station } = opened(one);
    const paused = await api['posting.pause']({ id: one.id, revision: 1 }, actor);
    expect((await api['roll.read']({})).postings).toEqual([]);
    const back = await api['posting.resume']({ id: one.id, revision: paused.revision, confirmed: [] }, actor);
    expect([paused.state, back.state, (await api['roll.read']({})).postings.length]).toEqual(['paused', 'published', 1]);
    await api['posting.pause']({ id: one.id, revision: back.revision }, actor);
    station.clock.pass(2 * 86_400_000);
    expect(await refusal(api['posting.resume']({ id: one.id, revision: 4, confirmed: ['day_past'] }, actor))).toEqual([
      'posting_blocked',
      { rules: ['validity_past'] },
    ]);
  });

  it('closes with a reason when nobody was matched, without one when somebody was', async () => {
    const [alone, matched] = [posting(), posting({}, { taken: 1 })];
    const { api, station } = opened(alone, matched);
    const close = (one: Posting, reason: 'unreachable' | null) => api['posting.close']({ id: one.id, revision: 1, reason }, actor);
    expect(await refusal(close(alone, null))).toEqual(['close_reason_missing', {}]);
    expect([(await close(alone, 'unreachable')).closedReason, (await close(matched, null)).closedReason]).toEqual(['unreachable', 'done']);
    expect(lastLogged(station)).toEqual(['posting.close', { reason: 'done', taken: 1 }]);
  });

  it('is verified now, and valid for so many days', async () => {
    const one = posting({ verifiedAtMs: at(1) });
    const { api, station } = opened(one);
    const verified = await api['posting.verify']({ id: one.id, revision: 1 }, actor);
    const extended = await api['posting.extend']({ id: one.id, revision: verified.revision, days: 7 }, actor);
    const longest = await api['posting.extend']({ id: one.id, revision: extended.revision, days: 30 }, actor);
    expect([verified.verifiedAtMs, extended.validThroughMs, longest.validThroughMs]).toEqual([
      now,
      endOfDayMs(addDays(today, 7)),
      now + 30 * 86_400_000,
    ]);
    expect(stored(station, one.id).fieldRevisions).toEqual({ verifiedAtMs: 2, validThroughMs: 4 });
  });

  const moves = {
    'posting.submit': ['draft'],
    'posting.publish': ['draft', 'pending'],
    'posting.return': ['pending'],
    'posting.pause': ['published'],
    'posting.resume': ['paused'],
    'posting.close': ['draft', 'pending', 'published', 'paused'],
    'posting.verify': ['published', 'paused'],
    'posting.extend': ['published', 'paused'],
  } as const satisfies Record<string, readonly PostingState[]>;
  it.each(Object.entries(moves))('%s is refused from every other state, and changes nothing', async (name, from) => {
    for (const state of ['draft', 'pending', 'published', 'paused', 'closed'] as const) {
      const one = posting({}, { state } as never);
      const { api, station } = opened(one);
      const input = { id: one.id, revision: 1, confirmed: [], verified: false, reason: 'other', days: 7 } as never;
      const outcome = await refusal(api[name as 'posting.submit'](input, actor));
      if ((from as readonly PostingState[]).includes(state)) expect(outcome).toBe('none');
      else {
        expect((outcome as string[])[0]).toBe('posting_state');
        expect(stored(station, one.id)).toEqual(one);
      }
    }
  });
});

describe('shelves', () => {
  const far = endOfDayMs(addDays(today, 3));
  const all = () => [
    draft(),
    pending(),
    posting({ title: '好好的', validThroughMs: far }),
    posting({ title: '没核实', verifiedAtMs: null, validThroughMs: far }),
    posting({ title: '过期', validThroughMs: now - 1 }),
    posting({ title: '招满', validThroughMs: far }, { taken: 3 }),
    posting({ title: '没电话', contactPhone: null, validThroughMs: far }),
    posting({}, { state: 'paused' }),
    posting({}, { state: 'closed', closedReason: 'done' }),
  ];

  it('count states and what is derived from them', async () => {
    const { api } = opened(...all());
    const { counts } = await api['posting.search']({ shelf: 'draft', offset: 0, limit: 10 }, actor);
    expect(counts).toEqual({ draft: 1, pending: 1, published: 5, paused: 1, closed: 1, stale: 1, expired: 1, filled: 1, orphan: 1 });
  });

  it.each([
    ['stale', '没核实'],
    ['expired', '过期'],
    ['filled', '招满'],
    ['orphan', '没电话'],
  ] as const)('%s holds just what is so, and the row says so too', async (shelf, title) => {
    const { api } = opened(...all());
    const { postings } = await api['posting.search']({ shelf, offset: 0, limit: 10 }, actor);
    expect(postings.map((row) => [row.title, row[shelf]])).toEqual([[title, true]]);
  });

  it('are searched by words, in slices, a page at a time, newest first', async () => {
    const { api } = opened(
      ...Array.from({ length: 1700 }, (_, index) =>
        posting({ title: index % 850 === 0 ? `送水${index}` : '搬家' }, { updatedAtMs: index }),
      ),
    );
    const page = async (offset: number) => {
      const { postings, more } = await api['posting.search']({ shelf: 'published', text: ' 送 水 ', offset, limit: 1 }, actor);
      return [postings.map((row) => row.title), more];
    };
    expect([await page(0), await page(1), await page(2)]).toEqual([
      [['送水850'], true],
      [['送水0'], false],
      [[], false],
    ]);
  });

  it('of yesterday’s words find nothing and say so', async () => {
    const { api } = opened(posting());
    expect(await api['posting.search']({ shelf: 'closed', text: '没有的', offset: 0, limit: 5 }, actor)).toMatchObject({
      postings: [],
      more: false,
    });
  });
});

describe('what waits', () => {
  it('is reviewed oldest first, verified by age, extended before it expires', async () => {
    const far = endOfDayMs(addDays(today, 3));
    const { api } = opened(
      draft({ title: '晚来' }, { state: 'pending', updatedAtMs: 2 } as never),
      draft({ title: '洗碗女工', employer: '乙' }, { state: 'pending', updatedAtMs: 1 } as never),
      posting({ title: '早就没核实', verifiedAtMs: at(0) - 3 * 86_400_000, validThroughMs: far }),
      posting({ title: '从没核实', verifiedAtMs: null, validThroughMs: far }),
      posting({ title: '今天到期' }),
      posting({ title: '今天到期，招满' }, { taken: 3 }),
      posting({ title: '过期了', validThroughMs: now - 1 }),
    );
    const { review, stale, expiring } = await api['posting.todo']({ limit: 1 }, actor);
    expect([review.count, review.postings.map((row) => [row.title, row.findings.map((one) => one.rule)])]).toEqual([
      2,
      [['洗碗女工', ['sex']]],
    ]);
    expect([stale.count, stale.postings.map((row) => row.title)]).toEqual([2, ['从没核实']]);
    expect([expiring.count, expiring.postings.map((row) => row.title)]).toEqual([2, ['今天到期']]);
  });
});

describe('yesterday’s work', () => {
  const yesterday = addDays(today, -1);
  const past = (over: Partial<PostingContent> = {}) =>
    posting({ workDate: yesterday, validThroughMs: endOfDayMs(addDays(today, 1)), ...over } as never, {
      state: 'closed',
      closedReason: 'done',
      taken: 3,
    });

  it('comes again dated today, unverified, valid as long, once a day', async () => {
    const one = past();
    const { api, station } = opened(one, past({ workDate: today } as never));
    expect((await api['posting.yesterday']({}, actor)).postings.map((row) => [row.id, row.copied])).toEqual([[one.id, null]]);
    const { copies } = await api['posting.copy-yesterday']({ publish: true }, actor);
    const [first] = copies;
    const made = stored(station, first?.id as string);
    expect(first).toEqual({ from: one.id, id: made.id, state: 'published', why: null });
    expect([made.content.workDate, made.content.verifiedAtMs, made.content.validThroughMs, made.taken, made.source]).toEqual([
      today,
      null,
      endOfDayMs(addDays(today, 2)),
      0,
      'desk',
    ]);
    expect((await api['posting.copy-yesterday']({ publish: true }, actor)).copies).toEqual([{ ...first, why: 'again' }]);
    expect(await api['posting.copy']({ id: one.id, publish: false }, actor)).toEqual({ ...first, why: 'again' });
    expect((await api['posting.yesterday']({}, actor)).postings.map((row) => row.copied)).toEqual([made.id]);
  });

  it('waits for review where it is incomplete, forbidden or doubtful', async () => {
    const { api } = opened(
      past({ title: '缺工钱', wage: null }),
      past({ title: '洗碗女工', employer: '甲' }),
      past({ title: '太多人', headcount: 300, employer: '乙' }),
    );
    const { copies } = await api['posting.copy-yesterday']({ publish: true }, actor);
    expect(copies.map(({ state, why }) => [state, why])).toEqual([
      ['pending', 'incomplete'],
      ['pending', 'blocked'],
      ['pending', 'doubtful'],
    ]);
  });

  it('is copied only as far as it was chosen', async () => {
    const [one, other] = [past(), past({ employer: '乙' })];
    const { api } = opened(one, other);
    const { copies } = await api['posting.copy-yesterday']({ ids: [other.id], publish: false }, actor);
    expect(copies.map(({ from, state, why }) => [from, state, why])).toEqual([[other.id, 'pending', null]]);
  });
});

describe('the end of the day', () => {
  it('closes what is filled and over, and tells what stays and why', async () => {
    const validThroughMs = endOfDayMs(addDays(today, 5));
    const filled = { taken: 3 } as const;
    const { api, station } = opened(
      posting({ title: '满了' }, filled),
      posting({ title: '还差两个' }, { taken: 1 }),
      posting({ title: '三天的活', durationDays: 3, validThroughMs }, filled),
      posting({ title: '昨天停了的', workDate: addDays(today, -1), validThroughMs }, { ...filled, state: 'paused' }),
      posting({ title: '明天的活', workDate: addDays(today, 1), validThroughMs }, filled),
      posting({ title: '没定日子', workDate: null }, filled),
    );
    const { closed, stay } = await api['posting.complete-day']({}, actor);
    expect([closed.map((row) => [row.title, row.state, row.closedReason]), stay.map((row) => [row.title, row.why])]).toEqual([
      [
        ['昨天停了的', 'closed', 'done'],
        ['满了', 'closed', 'done'],
      ],
      [
        ['还差两个', 'unfilled'],
        ['三天的活', 'goes_on'],
      ],
    ]);
    expect(logged(station).map(({ action }) => action)).toEqual(['posting.close', 'posting.close']);
    expect((await api['posting.complete-day']({}, actor)).closed).toEqual([]);
  });

  it('goes through more than a page of them', async () => {
    const { api } = opened(...Array.from({ length: 1100 }, (_, index) => posting({}, { taken: index % 2 === 0 ? 3 : 0 })));
    const { closed, closedCount, stay } = await api['posting.complete-day']({}, actor);
    expect([closed.length, closedCount, stay.length]).toEqual([200, 550, 200]);
    const { counts } = await api['posting.search']({ shelf: 'closed', offset: 0, limit: 1 }, actor);
    expect([counts.closed, counts.published]).toEqual([550, 550]);
  });
});
