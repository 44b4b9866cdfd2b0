import { describe, expect, it } from 'vitest';
import type { NoticeContent } from '../../shared/domain/notice.ts';
import { at, now, registration, today } from '../support/builders.ts';
import { sessionA, sessionB, testStation } from '../support/station.ts';
import { transports } from './transports.ts';

const fair: NoticeContent = {
  ...{ kind: 'job_fair', title: '零工专场招聘会', text: '现场谈工钱', place: '大十字广场', link: 'https://xihe.example.cn/fair' },
  ...{ startsAtMs: at(9), endsAtMs: at(12), daysAhead: 0 },
};
const named = ({ id, revision }: { id: string; revision: number }) => ({ id, revision });

describe.each(transports)('visits, power banks and notices at the desk over $name', ({ open }) => {
  async function opened({ signedIn = true } = {}) {
    const station = testStation();
    let token: string | null = null;
    const api = await open(station.api, { actorOf: station.actorOf, staffToken: () => token });
    if (signedIn) ({ token } = await api['staff.set-up']({ name: '值班员', pin: '482915' }));
    return { ...station, api };
  }

  it('writes a visit down, shows the day, takes it out of the count', async () => {
    const { api } = await opened();
    const { visitId } = await api['visit.add']({ purpose: 'drink', requestId: sessionA });
    await api['visit.add']({ purpose: 'rest', day: today, hour: 5, requestId: sessionB });
    await api['visit.correct']({ visitId, reason: 'twice' });
    const { visits, workers, corrected, rows } = await api['visit.day']({ limit: 10 });
    expect([
      visits,
      workers,
      corrected,
      rows.map(({ dailyNumber, addedBy, corrected: out }) => [dailyNumber, addedBy, out?.reason]),
    ]).toEqual([
      ...[1, 0, 1],
      [
        [2, '值班员', undefined],
        [1, '值班员', 'twice'],
      ],
    ]);
  });

  it('lends by phone and by card, rings, takes back, marks, counts a cabinet', async () => {
    const { api } = await opened();
    const one = await api['bank.add']({ code: 'CDB-0001', label: 1 });
    const two = await api['bank.add']({ code: 'CDB-0002', label: 2 });
    const card = await api['card.issue']({ sessionId: sessionA, requestId: sessionA, registration: registration() });
    const { loan } = await api['bank.lend']({ id: one.id, phone: '13900007412', hours: 1 });
    await api['bank.lend']({ id: two.id, card: card.number });
    expect(await api['bank.reveal-phone']({ loanId: loan.id })).toEqual({ phone: '13900007412' });
    expect(await api['bank.find']({ code: 'CDB-0001' })).toMatchObject({
      bank: { state: 'out', loan: { phoneTail: '7412', overdue: false } },
    });
    expect(await api['bank.todo']({})).toEqual({ count: 0, overdue: [] });
    await api['bank.take-back']({ id: one.id });
    await api['bank.mark']({ id: one.id, revision: 3, state: 'faulty' });
    const cabinet = await api['cabinet.count']({ vendor: '街电', available: 4, free: 2, faulty: 0 });
    const { counts, map } = await api['bank.list']({});
    expect([counts, map]).toEqual([
      { in: 0, out: 1, faulty: 1, lost: 0, overdue: 0 },
      { available: 4, slots: 3, faulty: 1 },
    ]);
    expect(await api['cabinet.remove'](named(cabinet))).toEqual({ removed: true });
    const { entries } = await api['bank.history']({ id: one.id });
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual(
      ['bank.mark', 'bank.take-back', 'bank.reveal-phone', 'bank.lend', 'bank.add'].map((action) => [action, '值班员']),
    );
  });

  it('writes, publishes, changes and takes down a notice', async () => {
    const { api } = await opened();
    const draft = await api['notice.create']({ content: fair });
    const published = await api['notice.publish'](named(draft));
    const edited = await api['notice.edit']({ ...named(published), content: { ...fair, place: '文化广场' } });
    const { daysAhead, ...told } = fair;
    expect([daysAhead, (await api['notice.list']({})).notices]).toEqual([0, [{ ...told, id: draft.id, place: '文化广场', demo: false }]]);
    await api['notice.withdraw'](named(edited));
    expect([(await api['notice.list']({})).notices, (await api['notice.shelf']({})).notices.map(({ state }) => state)]).toEqual([
      [],
      ['withdrawn'],
    ]);
  });

  it.each([
    ['a look at a day to come', 'visit.day', { day: '2026-11-24', limit: 1 }, 'day_in_future'],
    ['a day that is none', 'visit.day', { day: '2026-02-30', limit: 1 }, 'input_invalid'],
    ['a correction without a reason', 'visit.correct', { visitId: sessionA, reason: '' }, 'input_invalid'],
    ['a correction of no visit', 'visit.correct', { visitId: sessionA, reason: 'slip' }, 'visit_not_found'],
    ['a phone of ten digits', 'bank.lend', { id: sessionA, phone: '1390000741' }, 'input_invalid'],
    ['a loan of 73 hours', 'bank.lend', { id: sessionA, phone: '13900007412', hours: 73 }, 'input_invalid'],
    ['a bank that is not there', 'bank.take-back', { id: sessionA }, 'bank_not_found'],
    ['a number of no bank', 'bank.add', { code: 'CDB-1', label: 0 }, 'input_invalid'],
    ['a cabinet without a name', 'cabinet.count', { vendor: ' ', available: 1, free: 1, faulty: 1 }, 'input_invalid'],
    ['a cabinet of −1 banks', 'cabinet.count', { vendor: '街电', available: -1, free: 1, faulty: 1 }, 'input_invalid'],
    ['a notice of no kind', 'notice.create', { content: { ...fair, kind: 'advert' } }, 'input_invalid'],
    ['a notice that ends before it begins', 'notice.create', { content: { ...fair, endsAtMs: now } }, 'notice_times_invalid'],
    ['a link that runs a script', 'notice.create', { content: { ...fair, link: 'javascript:alert(1)' } }, 'notice_link_invalid'],
  ] as const)('refuses %s', async (_, name, input, code) => {
    const { api } = await opened();
    const call = api[name] as (input: unknown) => Promise<unknown>;
    await expect(call(input)).rejects.toMatchObject({ name: 'AppError', code });
  });

  it.each([
    'visit.day',
    'visit.add',
    'visit.correct',
    'bank.list',
    'bank.find',
    'bank.todo',
    'bank.history',
    'bank.add',
    'bank.lend',
    'bank.take-back',
    'bank.mark',
    'bank.reveal-phone',
    'cabinet.count',
    'cabinet.remove',
    'notice.shelf',
    'notice.create',
    'notice.edit',
    'notice.publish',
    'notice.withdraw',
  ] as const)('answers %s to staff only', async (name) => {
    const { api } = await opened({ signedIn: false });
    await expect((api[name] as (input: unknown) => Promise<unknown>)({})).rejects.toMatchObject({ code: 'staff_only' });
  });
});
