import { describe, expect, it } from 'vitest';
import { stationServices } from '../../../electron/compose.ts';
import type { KeyState } from '../../../electron/keys/station-keys.ts';
import { createNoPrinter } from '../../../electron/printing/none.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import { loanForgottenAfterDays } from '../../../shared/domain/power-bank.ts';
import { now, registration } from '../../support/builders.ts';
import { sessionA, testStation } from '../../support/station.ts';

const actor = { staffId: 'staff-1', name: '值班员' };
const hour = 3_600_000;
const day = 24 * hour;
const phone = '13900007412';
const noKeys: KeyState = { kind: 'unusable', code: 'key_missing' };

function opened(options: Parameters<typeof testStation>[0] = {}) {
  const station = testStation(options);
  const add = (label = 7, code = `CDB-000${label}`) => station.api['bank.add']({ code, label }, actor);
  const audit = () => station.db.prepare("SELECT action, details FROM audit WHERE action LIKE 'bank%' ORDER BY id").raw().all();
  // a station looks at its clock every minute; one that slept has not jumped, one that watched has
  const live = async (days: number) => {
    for (let passed = 0; passed < days; passed++) {
      station.clock.pass(day);
      await station.api['changes.read']({});
    }
  };
  return { ...station, add, audit, live };
}

describe('a power bank', () => {
  it('is added by its code and the number on it, and found by its code', async () => {
    const { api, add, audit } = opened();
    const bank = await add();
    expect(bank).toEqual({
      ...{ id: bank.id, code: 'CDB-0007', label: 7, state: 'in', revision: 1, updatedAtMs: now, loan: null },
    });
    expect(await api['bank.find']({ code: ' CDB-0007\r' }, actor)).toEqual({ bank });
    expect(audit()).toEqual([['bank.add', '{"label":7}']]);
  });

  it.each([
    ['a code that is there', { code: 'CDB-0007', label: 8 }, 'bank_code_exists'],
    ['a number that another one carries', { code: 'CDB-0008', label: 7 }, 'bank_label_exists'],
    ['a code that is too short', { code: '7', label: 8 }, 'bank_code_invalid'],
    ['a text that is as long as a worker’s card', { code: '1'.repeat(300), label: 8 }, 'bank_code_invalid'],
  ])('is not added with %s', async (_, input, code) => {
    const { api, add } = opened();
    await add();
    await expect(api['bank.add'](input, actor)).rejects.toMatchObject({ code });
  });

  it('is unknown by another code', async () => {
    const { api } = opened();
    expect(await api['bank.find']({ code: '6901234567892' }, actor)).toEqual({ bank: null });
  });
});

describe('lending a power bank', () => {
  it('to a phone number: seals it, shows its tail, sets when it is due', async () => {
    const { api, add, db, audit } = opened();
    const { id } = await add();
    const { loan, state } = await api['bank.lend']({ id, phone }, actor);
    expect([state, loan]).toEqual([
      'out',
      { id: loan.id, phoneTail: '7412', byCard: false, lentAtMs: now, dueAtMs: now + 4 * hour, overdue: false },
    ]);
    const sealed = db.prepare<[], Buffer>('SELECT phone_sealed FROM bank_loan').pluck().get();
    expect(sealed?.includes('7412')).toBe(false);
    expect(audit().at(-1)).toEqual(['bank.lend', '{"label":7,"hours":4,"card":false}']);
  });

  it('to a worker by the card, scanned or typed as its number: rings the phone of the registration', async () => {
    const { api, add } = opened();
    const card = await api['card.issue']({ sessionId: sessionA, requestId: sessionA, registration: registration() });
    for (const [label, text] of [card.url, card.number].entries()) {
      const { id } = await add(label + 1);
      const { loan } = await api['bank.lend']({ id, card: text, hours: 24 }, actor);
      expect([loan.byCard, loan.phoneTail, loan.dueAtMs]).toEqual([true, '8000', now + 24 * hour]);
    }
  });

  it('follows the hours of the settings', async () => {
    const { api, add } = opened({ settings: { bankHours: 12 } });
    const { id } = await add();
    expect((await api['bank.lend']({ id, phone }, actor)).loan.dueAtMs).toBe(now + 12 * hour);
  });

  it.each([
    ['one that somebody has', 'out', 'bank_out'],
    ['a faulty one', 'faulty', 'bank_faulty'],
    ['a lost one', 'lost', 'bank_gone'],
    ['one that was struck off', 'retired', 'bank_gone'],
  ] as const)('is refused for %s', async (_, state, code) => {
    const { api, add } = opened();
    const { id, revision } = await add();
    if (state === 'out') await api['bank.lend']({ id, phone }, actor);
    else await api['bank.mark']({ id, revision, state }, actor);
    await expect(api['bank.lend']({ id, phone }, actor)).rejects.toMatchObject({ code });
  });

  it('is refused for one that is not there, and without phone and card', async () => {
    const { api, add } = opened();
    await expect(api['bank.lend']({ id: sessionA, phone }, actor)).rejects.toMatchObject({ code: 'bank_not_found' });
    const { id } = await add();
    await expect(api['bank.lend']({ id }, actor)).rejects.toMatchObject({ code: 'borrower_missing' });
    expect((await api['bank.list']({}, actor)).counts.in).toBe(1);
  });

  it('is refused by a card that is void, another station’s, or no card', async () => {
    const { api, add } = opened();
    const { id } = await add();
    const card = await api['card.issue']({ sessionId: sessionA, requestId: sessionA, registration: registration() });
    await api['card.discard']({ sessionId: sessionA, cardId: card.cardId });
    for (const [text, code] of [
      [card.url, 'card_revoked'],
      ['000001-01-00000000-6', 'card_foreign'],
      ['6901234567892', 'card_malformed'],
    ] as const)
      await expect(api['bank.lend']({ id, card: text }, actor)).rejects.toMatchObject({ code });
  });

  it('is refused without keys: a phone is never kept unsealed', async () => {
    const { api, add, db } = opened({ keys: noKeys });
    const { id } = await add();
    await expect(api['bank.lend']({ id, phone }, actor)).rejects.toMatchObject({ code: 'key_missing' });
    expect(db.prepare('SELECT count(*) FROM bank_loan').pluck().get()).toBe(0);
  });
});

describe('taking a power bank back', () => {
  it('ends the loan and puts it in the box', async () => {
    const { api, add, db } = opened();
    const { id } = await add();
    await api['bank.lend']({ id, phone }, actor);
    const back = await api['bank.take-back']({ id }, actor);
    expect([back.state, back.loan]).toEqual(['in', null]);
    expect(db.prepare('SELECT ended_at_ms, ended_by, outcome FROM bank_loan').get()).toEqual({
      ...{ ended_at_ms: now, ended_by: 'staff-1', outcome: 'returned' },
    });
  });

  it('is refused for one that was never lent, or twice', async () => {
    const { api, add } = opened();
    const { id } = await add();
    await expect(api['bank.take-back']({ id }, actor)).rejects.toMatchObject({ code: 'bank_not_out' });
    await api['bank.lend']({ id, phone }, actor);
    await api['bank.take-back']({ id }, actor);
    await expect(api['bank.take-back']({ id }, actor)).rejects.toMatchObject({ code: 'bank_not_out' });
  });
});

describe('what is wrong with a power bank', () => {
  it('is said, mended and undone; a lost one takes its loan with it and may turn up again', async () => {
    const { api, add } = opened();
    const { id } = await add();
    const mark = async (state: 'in' | 'faulty' | 'lost' | 'retired') => {
      const { bank } = await api['bank.find']({ code: 'CDB-0007' }, actor);
      return (await api['bank.mark']({ id, revision: bank?.revision ?? 0, state }, actor)).state;
    };
    expect([await mark('faulty'), await mark('in')]).toEqual(['faulty', 'in']);
    await api['bank.lend']({ id, phone }, actor);
    expect([await mark('lost'), await mark('in'), await mark('retired')]).toEqual(['lost', 'in', 'retired']);
    expect((await api['bank.list']({}, actor)).banks).toEqual([]);
    expect((await add(7, 'CDB-0070')).label).toBe(7);
    const { entries } = await api['bank.history']({ id }, actor);
    expect(entries.map(({ action, details }) => [action, details['after'] ?? null])).toEqual([
      ['bank.mark', 'retired'],
      ['bank.mark', 'in'],
      ['bank.mark', 'lost'],
      ['bank.lend', null],
      ['bank.mark', 'in'],
      ['bank.mark', 'faulty'],
      ['bank.add', null],
    ]);
  });

  it('is refused where it makes no sense, or when somebody was quicker', async () => {
    const { api, add } = opened();
    const { id, revision } = await add();
    await expect(api['bank.mark']({ id, revision, state: 'in' }, actor)).rejects.toMatchObject({ code: 'bank_state' });
    await api['bank.lend']({ id, phone }, actor);
    await expect(api['bank.mark']({ id, revision, state: 'faulty' }, actor)).rejects.toMatchObject({
      ...{ code: 'changed_meanwhile', details: { revision: 2 } },
    });
  });
});

describe('power banks that are overdue', () => {
  it('are told the longest first, with the tail of the phone; the whole number is logged', async () => {
    const { api, add, clock, audit } = opened();
    for (const [label, hours] of [
      [1, 4],
      [2, 1],
      [3, 72],
    ] as const)
      await api['bank.lend']({ id: (await add(label)).id, phone, hours }, actor);
    clock.pass(4 * hour);
    expect((await api['bank.todo']({}, actor)).overdue.map(({ label }) => label)).toEqual([2]);
    clock.pass(1);
    const { count, overdue } = await api['bank.todo']({}, actor);
    expect([count, overdue.map(({ label, loan }) => [label, loan.phoneTail, loan.overdue])]).toEqual([
      2,
      [
        [2, '7412', true],
        [1, '7412', true],
      ],
    ]);
    const loanId = overdue[0]?.loan.id ?? '';
    expect(await api['bank.reveal-phone']({ loanId }, actor)).toEqual({ phone });
    expect(audit().at(-1)).toEqual(['bank.reveal-phone', JSON.stringify({ loan: loanId })]);
  });

  it('stand there without digits where the keys cannot be used', async () => {
    const { api, add, db, clock } = opened();
    await api['bank.lend']({ id: (await add()).id, phone }, actor);
    clock.pass(5 * hour);
    const { api: keyless } = stationServices({
      ...{
        db,
        clock: stationClock(clock, 0),
        keys: noKeys,
        printing: { queue: createPrintQueue(createNoPrinter()), readBack: async () => null },
      },
    });
    expect((await keyless['bank.todo']({}, actor)).overdue.map(({ label, loan }) => [label, loan.phoneTail])).toEqual([[7, null]]);
  });

  it('have no phone any more thirty days after the bank came back, nor a borrower', async () => {
    const { api, add, db, forget, live } = opened();
    const { id } = await add();
    await api['bank.lend']({ id, phone }, actor);
    await live(40);
    expect(forget()).toMatchObject({ borrowers: 0 });
    await api['bank.take-back']({ id }, actor);
    const loanId = String(db.prepare('SELECT id FROM bank_loan').pluck().get());
    await live(loanForgottenAfterDays);
    expect(forget()).toMatchObject({ borrowers: 0 });
    await live(1);
    expect(forget()).toMatchObject({ borrowers: 1 });
    expect(forget()).toMatchObject({ borrowers: 0 });
    expect(db.prepare('SELECT phone_sealed, worker_id, outcome FROM bank_loan').get()).toEqual({
      ...{ phone_sealed: null, worker_id: null, outcome: 'returned' },
    });
    await expect(api['bank.reveal-phone']({ loanId }, actor)).rejects.toMatchObject({ code: 'loan_not_found' });
  });
});

describe('the history of loans', () => {
  it.each([
    ['deleted', 'DELETE FROM bank_loan'],
    ['dated anew', 'UPDATE bank_loan SET lent_at_ms = 1'],
    ['given to another bank', "UPDATE bank_loan SET bank_id = 'x'"],
    ['ended twice', 'UPDATE bank_loan SET ended_at_ms = ended_at_ms + 1'],
  ])('cannot be %s', async (_, sql) => {
    const { api, add, db } = opened();
    const { id } = await add();
    await api['bank.lend']({ id, phone }, actor);
    await api['bank.take-back']({ id }, actor);
    expect(() => db.exec(sql)).toThrow('append-only');
  });

  it('goes with a registration that is joined to another', async () => {
    const { api, add, db } = opened();
    const card = await api['card.issue']({ sessionId: sessionA, requestId: sessionA, registration: registration() });
    const joinId = String(db.prepare('SELECT id FROM worker').pluck().get());
    await api['bank.lend']({ id: (await add()).id, card: card.number }, actor);
    const { cardId } = await api['card.issue']({ sessionId: sessionA, requestId: card.cardId, registration: registration() });
    const keepId = String(db.prepare('SELECT worker_id FROM card WHERE id = ?').pluck().get(cardId));
    await api['worker.join']({ keepId, joinId }, actor);
    expect(db.prepare('SELECT worker_id FROM bank_loan').pluck().all()).toEqual([keepId]);
  });
});

describe('the stock', () => {
  it('is counted for staff and for the map; a vendor’s cabinet only while its count is fresh', async () => {
    const { api, add, clock } = opened();
    for (const label of [1, 2]) await add(label);
    const faulty = await add(4);
    const { id } = await add(5);
    await api['bank.lend']({ id, phone }, actor);
    await api['bank.mark']({ id: faulty.id, revision: 1, state: 'faulty' }, actor);
    const cabinet = await api['cabinet.count']({ vendor: ' 街电 ', available: 6, free: 2, faulty: 1 }, actor);
    const stock = await api['bank.list']({}, actor);
    expect({ ...stock, banks: stock.banks.map(({ label, state }) => [label, state]) }).toEqual({
      banks: [
        [1, 'in'],
        [2, 'in'],
        [4, 'faulty'],
        [5, 'out'],
      ],
      counts: { in: 2, out: 1, faulty: 1, lost: 0, overdue: 0 },
      cabinets: [{ id: cabinet.id, vendor: '街电', available: 6, free: 2, faulty: 1, countedAtMs: now, revision: 1 }],
      map: { available: 8, slots: 3, faulty: 2 },
      ...{ usualHours: 4, nextLabel: 3 },
    });
    clock.pass(5 * 60_000 + 1);
    expect((await api['bank.list']({}, actor)).map).toEqual({ available: 2, slots: 1, faulty: 1 });
  });

  it('keeps a cabinet’s newest count; an older look at it is refused', async () => {
    const { api, clock } = opened();
    const counts = { vendor: '街电', available: 6, free: 2, faulty: 0 };
    const { id } = await api['cabinet.count'](counts, actor);
    clock.pass(60_000);
    const again = await api['cabinet.count']({ ...counts, available: 5, cabinet: { id, revision: 1 } }, actor);
    expect([again.available, again.countedAtMs, again.revision]).toEqual([5, now + 60_000, 2]);
    await expect(api['cabinet.count']({ ...counts, cabinet: { id, revision: 1 } }, actor)).rejects.toMatchObject({
      ...{ code: 'changed_meanwhile', details: { revision: 2 } },
    });
    expect(await api['cabinet.remove']({ id, revision: 2 }, actor)).toEqual({ removed: true });
    await expect(api['cabinet.remove']({ id, revision: 2 }, actor)).rejects.toMatchObject({ code: 'cabinet_not_found' });
  });
});

describe('a power bank under the kiosk’s scanner', () => {
  it('is sent to the desk and taken for no card', async () => {
    const { api, add } = opened();
    await add();
    await expect(api['card.scan']({ sessionId: sessionA, text: 'CDB-0007' })).rejects.toMatchObject({ code: 'bank_at_desk' });
  });
});
