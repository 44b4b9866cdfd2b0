/**
 * Putting a card's picture on paper: only a card that is good, only a picture that reads as that card, each job once, and
 * nothing that could come out under the next person's hands.
 */

import type { Actor } from '../../shared/api/actor.ts';
import type { DeskApi } from '../../shared/api/desk-api.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { KioskApi, PrintInput, PrintOutcome } from '../../shared/api/kiosk-api.ts';
import { type Card, cardReader } from '../db/card-repository.ts';
import { inTransaction } from '../db/database.ts';
import { printJobReader, printJobWriter } from '../db/print-job-repository.ts';
import type { Picture, PrintQueue, ReadBack } from '../printing/printer.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import { holdsCard } from './card-service.ts';
import type { Sessions } from './sessions.ts';

export interface PrintingPorts {
  readonly queue: PrintQueue;
  readonly readBack: ReadBack;
}

type PrintApi = Pick<KioskApi, 'card.print' | 'printer.status' | 'session.end'> & Pick<DeskApi, 'worker.print'>;

/** A quarter of a sheet, in reading order, in whole bytes. @throws AppError input_invalid for a size that has no such quarters */
function quarterOf({ widthDots, heightDots, bits }: Picture, place: number): Picture {
  if (widthDots % 16 !== 0 || heightDots % 2 !== 0) throw new AppError('input_invalid', 'the sheet cannot be quartered');
  const [stride, rows] = [Math.ceil(widthDots / 8), heightDots >> 1];
  const half = widthDots >> 4;
  const from = (place % 2) * half;
  const top = (place >> 1) * rows;
  const part = new Uint8Array(half * rows);
  for (let y = 0; y < rows; y++) part.set(bits.subarray((top + y) * stride + from, (top + y) * stride + from + half), y * half);
  return { widthDots: half * 8, heightDots: rows, bits: part };
}

/** @throws AppError input_invalid when rows and bits do not fit */
export function pictureOf({ widthDots, heightDots, bits }: PrintInput['picture']): Picture {
  const bytes = Buffer.from(bits, 'base64');
  if (bytes.length !== Math.ceil(widthDots / 8) * heightDots)
    throw new AppError('input_invalid', 'the picture has not the bits of its size');
  return { widthDots, heightDots, bits: new Uint8Array(bytes) };
}

export function printOperations(desk: CardDesk, issuing: CardIssuing, sessions: Sessions, { queue, readBack }: PrintingPorts): PrintApi {
  const { db, clock, audit } = desk;
  const cards = cardReader(db);
  const jobs = printJobReader(db);
  const jobRows = printJobWriter(db);
  jobRows.cutOff();

  /** @param mayHave whether who asks may have the card, asked again after each wait */
  async function print(
    { sessionId, jobId, picture }: Omit<PrintInput, 'cardId'>,
    cardIds: readonly string[],
    mayHave: (card: Card) => boolean,
  ): Promise<PrintOutcome> {
    // A job is kept under its first card.
    const [cardId = ''] = cardIds;
    const getGoodCard = (cardId: string): Card => {
      const card = cards.find(cardId);
      if (!card || !mayHave(card)) throw new AppError('card_not_found', 'no such card in this session', { cardId });
      if (!issuing.isGood(card)) throw new AppError('card_void', 'the card is void', { cardId });
      return card;
    };
    const known = jobs.find(jobId);
    if (known && (known.cardId !== cardId || known.sessionId !== sessionId)) {
      throw new AppError('card_not_found', 'the job is of another card', { cardId });
    }
    if (known?.outcome) return known.outcome;
    const urls = cardIds.map((id) => issuing.url(getGoodCard(id)));
    const drawn = pictureOf(picture);
    const parts = urls.length === 1 ? [drawn] : urls.map((_, place) => quarterOf(drawn, place));
    let readable = true;
    for (const [place, part] of parts.entries()) readable &&= urls[place] !== undefined && (await readBack(part)) === urls[place];

    // While it was read, the person may have gone or thrown the card away, or touched 打印 twice.
    for (const id of cardIds) getGoodCard(id);
    const outcomeBefore = inTransaction(db, () => {
      const job = jobs.find(jobId);
      if (!job) jobRows.begin({ id: jobId, cardId, sessionId, atMs: clock.nowMs() });
      return job?.outcome;
    });
    if (outcomeBefore) return outcomeBefore;
    const outcome: PrintOutcome = readable
      ? await queue.print({ id: jobId, sessionId, picture: drawn })
      : { outcome: 'failed', reason: 'unreadable' };
    inTransaction(db, () => jobRows.end(jobId, outcome, clock.nowMs()));
    return outcome;
  }

  return {
    'card.print': (input) => print(input, [input.cardId], (card) => holdsCard(sessions, input.sessionId, card)),

    async 'worker.print'(input, actor: Actor) {
      const outcome = await print({ ...input, sessionId: actor.staffId }, input.cardIds, () => true);
      inTransaction(db, () => {
        for (const subject of input.cardIds)
          audit({ actor: actor.staffId, action: 'card.print', subject, details: { outcome: outcome.outcome } });
      });
      return outcome;
    },

    'printer.status': () => queue.status(),

    async 'session.end'({ sessionId }) {
      sessions.end(sessionId);
      await queue.cancelSession(sessionId);
      return { ended: true };
    },
  };
}
