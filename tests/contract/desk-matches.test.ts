import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/work-day.ts';
import { posting, registration, today } from '../support/builders.ts';
import { sessionA, sessionB, testStation } from '../support/station.ts';
import { transports } from './transports.ts';

const nobody = sessionB;

describe.each(transports)('matches and employers over $name', ({ open }) => {
  async function signedIn() {
    const station = testStation();
    let staffToken: string | null = null;
    const api = await open(station.api, { actorOf: station.actorOf, staffToken: () => staffToken });
    ({ token: staffToken } = await api['staff.set-up']({ name: '韩梅', pin: '482915' }));
    const one = posting({ headcount: 1 });
    station.publish(one);
    const { workerId, card } = await api['worker.register']({ requestId: sessionA, registration: registration() });
    return {
      ...station,
      api,
      postingId: one.id,
      workerId,
      card,
      signOut: () => api['staff.sign-out']({}),
      signIn: async () => {
        ({ token: staffToken } = await api['staff.sign-in']({ pin: '482915' }));
      },
    };
  }
  const refusal = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error) => [error.code, error.details],
    );

  it('registers at the desk, suggests both ways, refers, agrees, takes back', async () => {
    const { api, postingId, workerId, card } = await signedIn();
    expect((await api['worker.register']({ requestId: sessionA, registration: registration() })).card).toEqual(card);
    const { suggestions: workers } = await api['match.suggest-workers']({ postingId, limit: 5 });
    const { suggestions: postings } = await api['match.suggest-postings']({ workerId, limit: 5 });
    expect([workers.map(({ worker }) => worker.id), postings.map((one) => one.posting.id), workers[0]?.fit.pay]).toEqual([
      [workerId],
      [postingId],
      'met',
    ]);
    const { id } = await api['match.refer']({ workerId, work: { postingId } });
    const agreed = await api['match.advance']({ id, revision: 1, step: { to: 'agreed', workDate: addDays(today, 1) } });
    expect([agreed.state, agreed.workDate, agreed.pay, agreed.posting?.taken]).toEqual([
      'agreed',
      addDays(today, 1),
      { fen: 28_000, unit: 'day' },
      1,
    ]);
    const back = await api['match.undo']({ id, revision: 2 });
    expect([back.state, back.history.map(({ kind, actor }) => [kind, actor])]).toEqual([
      'referred',
      [
        ['refer', '韩梅'],
        ['step', '韩梅'],
        ['undo', '韩梅'],
      ],
    ]);
    expect(await api['match.get']({ id })).toEqual(back);
  });

  it('lists, reminds, and notes a call that nobody took', async () => {
    const { api, clock, postingId, workerId, signIn } = await signedIn();
    const { id } = await api['match.refer']({ workerId, work: { postingId } });
    clock.pass(25 * 3_600_000);
    await signIn();
    const { ringBack } = await api['match.todo']({ limit: 5 });
    const noted = await api['match.no-answer']({ id, revision: 1 });
    const { history: _, ...row } = noted;
    expect([ringBack.count, ringBack.matches[0]?.id, noted.unanswered.count]).toEqual([1, id, 1]);
    expect(await api['match.list']({ of: { shelf: 'waiting' }, offset: 0, limit: 5 })).toEqual({ matches: [row], more: false });
  });

  it('knows an employer: phone masked, shown whole by a logged look, notes, a sanction', async () => {
    const { api, db } = await signedIn();
    const [employer] = (await api['employer.list']({ text: '装修', offset: 0, limit: 5 })).employers;
    const { id = '' } = employer ?? {};
    expect(employer).toEqual({
      ...{ id, revision: 1, name: '安居装修队', phone: null, sanction: null, openPostings: 1, waiting: 0, demo: false },
    });
    expect(await refusal(api['employer.reveal-phone']({ id }))).toEqual(['phone_missing', { id }]);
    const edited = await api['employer.edit']({ id, revision: 1, notes: '活多，给钱快', phone: '139-0000 2608' });
    expect([edited.phone, edited.notes, edited.revision, edited.postings.length]).toEqual(['139 **** 2608', '活多，给钱快', 2, 1]);
    expect(await api['employer.reveal-phone']({ id })).toEqual({ phone: '13900002608' });
    const byTail = await api['employer.list']({ text: '2608', offset: 0, limit: 5 });
    expect(byTail.employers.map(({ name }) => name)).toEqual(['安居装修队']);
    const until = addDays(today, 30);
    const off = await api['employer.sanction']({ id, revision: 2, sanction: { reason: 'unpaid', until } });
    expect([off.sanction, off.phone]).toEqual([{ reason: 'unpaid', until, active: true }, '139 **** 2608']);
    expect(await api['employer.get']({ id })).toEqual(off);
    const kept = JSON.stringify([db.prepare('SELECT * FROM audit').all(), db.prepare('SELECT * FROM employer').all()]);
    expect([kept.includes('13900002608'), kept.includes('employer.reveal-phone')]).toEqual([false, true]);
  });

  it('refuses with the same codes and details', async () => {
    const { api, postingId, workerId } = await signedIn();
    const { id } = await api['match.refer']({ workerId, work: { postingId } });
    const [employer] = (await api['employer.list']({ text: '', offset: 0, limit: 5 })).employers;
    const over = addDays(today, -1);
    expect([
      await refusal(api['match.refer']({ workerId, work: { postingId } })),
      await refusal(api['match.refer']({ workerId: nobody, work: { postingId } })),
      await refusal(api['match.advance']({ id, revision: 2, step: { to: 'contacted' } })),
      await refusal(api['match.advance']({ id, revision: 1, step: { to: 'completed' } })),
      await refusal(api['match.get']({ id: nobody })),
      await refusal(api['employer.get']({ id: nobody })),
      await refusal(api['employer.edit']({ id: employer?.id ?? '', revision: 9, notes: '' })),
      await refusal(api['employer.sanction']({ id: employer?.id ?? '', revision: 1, sanction: { reason: 'fees', until: over } })),
      await refusal(api['referral.dismiss']({ id: nobody })),
    ]).toEqual([
      ['match_waiting', { id }],
      ['worker_not_found', { id: nobody }],
      ['changed_meanwhile', { revision: 1 }],
      ['match_state_illegal', { from: 'referred', to: 'completed' }],
      ['match_not_found', { id: nobody }],
      ['employer_not_found', { id: nobody }],
      ['changed_meanwhile', { revision: 1 }],
      ['sanction_past', { until: over }],
      ['referral_not_found', { id: nobody }],
    ]);
  });

  it.each([
    ['a step that there is not', 'match.advance', { id: nobody, revision: 1, step: { to: 'referred' } }],
    ['an end without a reason', 'match.advance', { id: nobody, revision: 1, step: { to: 'failed' } }],
    ['a cancelling by nobody', 'match.advance', { id: nobody, revision: 1, step: { to: 'cancelled', reason: 'weather' } }],
    ['pay beyond any', 'match.advance', { id: nobody, revision: 1, step: { to: 'agreed', pay: { fen: 1_000_001, unit: 'day' } } }],
    ['a day that is none', 'match.advance', { id: nobody, revision: 1, step: { to: 'agreed', workDate: '2026-02-30' } }],
    ['an employer without a name', 'match.refer', { workerId: nobody, work: { employer: ' ', trade: 203 } }],
    ['a trade that there is not', 'match.refer', { workerId: nobody, work: { employer: '某家', trade: 999 } }],
    ['a phone that is none', 'employer.edit', { id: nobody, revision: 1, notes: '', phone: '12' }],
    ['a reason that there is not', 'employer.sanction', { id: nobody, revision: 1, sanction: { reason: 'x', until: today } }],
  ] as const)('takes no %s', async (_, name, input) => {
    const { api } = await signedIn();
    expect((await refusal(api[name](input as never)))?.[0]).toBe('input_invalid');
  });

  it('answers nobody who is not signed in', async () => {
    const { api, signOut, workerId } = await signedIn();
    await signOut();
    expect([
      (await refusal(api['match.todo']({ limit: 1 })))?.[0],
      (await refusal(api['employer.list']({ text: '', offset: 0, limit: 1 })))?.[0],
      (await refusal(api['match.refer']({ workerId, work: { employer: '某家', trade: 203 } })))?.[0],
    ]).toEqual(['staff_only', 'staff_only', 'staff_only']);
  });
});
