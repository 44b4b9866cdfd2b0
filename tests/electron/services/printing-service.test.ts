import { describe, expect, it } from 'vitest';
import { stationServices } from '../../../electron/compose.ts';
import type { Printer } from '../../../electron/printing/printer.ts';
import { createPrintQueue } from '../../../electron/printing/queue.ts';
import { stationClock } from '../../../electron/services/clock.ts';
import type { PrintOutcome } from '../../../shared/api/kiosk-api.ts';
import { registration } from '../../support/builders.ts';
import { pictureOf, sessionA, sessionB, testStation } from '../../support/station.ts';

const job = (number: number) => `8f1c2f7e-3c39-4c8e-9a54-${String(number).padStart(12, '0')}`;
const requestId = job(99);
const actor = { staffId: '9f1c2f7e-3c39-4c8e-9a54-000000000001', name: '韩梅' };

async function withCard() {
  const station = testStation();
  const card = await station.api['card.issue']({ sessionId: sessionA, requestId, registration: registration() });
  const print = (over: object = {}) =>
    station.api['card.print']({ sessionId: sessionA, cardId: card.cardId, jobId: job(1), picture: pictureOf(card.url), ...over });
  return { ...station, card, print };
}

describe('printing a card', () => {
  it('prints a picture that reads as the card', async () => {
    const { print, printer } = await withCard();
    expect([await print(), printer.printed]).toEqual([{ outcome: 'printed' }, [job(1)]]);
  });

  it('prints a job once, however often it is asked for, also at the same time', async () => {
    const { print, printer } = await withCard();
    expect([await Promise.all([print(), print()]), await print(), printer.printed]).toEqual([
      [{ outcome: 'printed' }, { outcome: 'printed' }],
      { outcome: 'printed' },
      [job(1)],
    ]);
  });

  it.each(['', 'https://jy.example.cn/c#1000', 'https://evil.example/c#1'])('does not print a picture that reads %j', async (text) => {
    const { print, printer } = await withCard();
    const picture = { widthDots: 8, heightDots: Math.max(8, text.length), bits: Buffer.from(text.padEnd(8)).toString('base64') };
    expect([await print({ picture }), printer.printed]).toEqual([{ outcome: 'failed', reason: 'unreadable' }, []]);
  });

  it('refuses a picture whose bits do not fit its size', async () => {
    const { print, card } = await withCard();
    await expect(print({ picture: { ...pictureOf(card.url), heightDots: 9 } })).rejects.toMatchObject({ code: 'input_invalid' });
  });

  it("refuses another session's card, a job of another card, and a session that ended", async () => {
    const { print, api } = await withCard();
    await expect(print({ sessionId: sessionB })).rejects.toMatchObject({ code: 'card_not_found' });
    await print();
    await expect(print({ sessionId: sessionB })).rejects.toMatchObject({ code: 'card_not_found' });
    await api['session.end']({ sessionId: sessionA });
    await expect(print({ jobId: job(2) })).rejects.toMatchObject({ code: 'card_not_found' });
  });

  it('refuses a void card', async () => {
    const { print, api, card } = await withCard();
    await api['card.discard']({ sessionId: sessionA, cardId: card.cardId });
    await expect(print()).rejects.toMatchObject({ code: 'card_void' });
  });

  it('prints a card that was scanned in this session', async () => {
    const { print, api, card } = await withCard();
    await api['card.scan']({ sessionId: sessionB, text: card.url });
    expect(await print({ sessionId: sessionB, jobId: job(3) })).toEqual({ outcome: 'printed' });
  });

  it('cancels what the session still has in the printer when the person goes', async () => {
    const { db, clock, keys, card } = await withCard();
    let begun: () => void = () => {};
    const printing = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const stuck: Printer = {
      kind: 'escpos',
      widthDots: 384,
      status: async () => ({ kind: 'escpos', widthDots: 384, state: 'ready' }),
      print: (_, signal) =>
        new Promise<PrintOutcome>((resolve) => {
          begun();
          signal.addEventListener('abort', () => resolve({ outcome: 'failed', reason: 'cancelled' }));
        }),
    };
    const { api } = stationServices({
      ...{ db, clock: stationClock(clock, 0), keys },
      printing: { queue: createPrintQueue(stuck), readBack: async () => card.url },
    });
    const printed = api['card.print']({ sessionId: sessionA, cardId: card.cardId, jobId: job(4), picture: pictureOf(card.url) });
    await printing;
    await api['session.end']({ sessionId: sessionA });
    expect(await printed).toEqual({ outcome: 'failed', reason: 'cancelled' });
    expect(db.prepare('SELECT outcome, reason FROM print_job').get()).toEqual({ outcome: 'failed', reason: 'cancelled' });
  });

  it('never sends again what was under way when the station was switched off', async () => {
    const { db, clock, keys, card } = await withCard();
    db.prepare("INSERT INTO print_job (id, card_id, session_id, state, at_ms) VALUES (?, ?, ?, 'queued', 0)").run(
      job(5),
      card.cardId,
      sessionA,
    );
    const printing = { queue: createPrintQueue({} as Printer), readBack: async () => card.url };
    const { api } = stationServices({ db, clock: stationClock(clock, 0), keys, printing });
    expect(await api['card.print']({ sessionId: sessionA, cardId: card.cardId, jobId: job(5), picture: pictureOf(card.url) })).toEqual({
      outcome: 'failed',
      reason: 'cut_off',
    });
  });

  it('is done from the desk for any good card, and logged', async () => {
    const { api, db, card } = await withCard();
    const outcome = await api['worker.print']({ cardIds: [card.cardId], jobId: job(6), picture: pictureOf(card.url) }, actor);
    const log = db.prepare("SELECT actor, subject FROM audit WHERE action = 'card.print'").get();
    expect([outcome, log]).toEqual([{ outcome: 'printed' }, { actor: actor.staffId, subject: card.cardId }]);
  });

  it('prints a sheet of cards from the desk where each quarter reads as its card, and logs each', async () => {
    const { api, db, card, printer } = await withCard();
    const other = await api['card.issue']({
      sessionId: sessionB,
      requestId: job(98),
      registration: registration({ phone: '13900139000' }),
    });
    const rows = Math.max(card.url.length, other.url.length);
    const sheet = (left: string, right: string) => {
      const bits = Buffer.alloc(4 * rows, 32);
      for (let y = 0; y < rows; y++) bits.write((left[y] ?? ' ') + (right[y] ?? ' '), 2 * y);
      return { widthDots: 16, heightDots: 2 * rows, bits: bits.toString('base64') };
    };
    const cardIds = [card.cardId, other.cardId];
    const print = (jobId: string, picture: object) => api['worker.print']({ cardIds, jobId, picture: picture as never }, actor);
    expect(await print(job(7), sheet(other.url, card.url))).toEqual({ outcome: 'failed', reason: 'unreadable' });
    expect(await print(job(8), sheet(card.url, other.url))).toEqual({ outcome: 'printed' });
    await expect(print(job(9), pictureOf(card.url))).rejects.toMatchObject({ code: 'input_invalid' });
    await api['card.discard']({ sessionId: sessionB, cardId: other.cardId });
    await expect(print(job(10), sheet(card.url, other.url))).rejects.toMatchObject({ code: 'card_void' });
    const logged = db.prepare("SELECT subject FROM audit WHERE action = 'card.print' ORDER BY id").pluck().all();
    expect([printer.printed, logged]).toEqual([[job(8)], [...cardIds, ...cardIds]]);
  });

  it('tells how the printer stands', async () => {
    expect(await testStation().api['printer.status']({})).toEqual({ kind: 'escpos', widthDots: 384, state: 'ready' });
  });
});
