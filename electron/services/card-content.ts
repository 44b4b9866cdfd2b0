/** Between a registration, the card that is signed from it, and what a screen shows of a card. */
import type { CardView } from '../../shared/api/kiosk-api.ts';
import { cardDayDate } from '../../shared/card/card-day.ts';
import { cardNumber } from '../../shared/card/card-number.ts';
import type { JobCard } from '../../shared/card/job-card.ts';
import { addDays, daysBetween } from '../../shared/domain/work-day.ts';
import { cardValidDays, type Level } from '../../shared/domain/worker.ts';
import type { Card } from '../db/card-repository.ts';
import type { Worker } from '../db/worker-repository.ts';

/** The furthest first day of work that a card can name. */
const mostOffsetDays = 90;

/**
 * What is signed for a worker today. Levels stand on the card only when each trade has one: the format has no word for
 * 没说, and a level that nobody said would be ours.
 * @param phone the whole number, when the worker wants it on the card
 */
export function cardOf(worker: Worker & { readonly name: string }, serial: number, issueDay: number, phone: string | null): JobCard {
  const levels = worker.trades.flatMap(({ level }): Level[] => (level === null ? [] : [level]));
  const startOffsetDays = Math.min(mostOffsetDays, Math.max(0, daysBetween(cardDayDate(issueDay), worker.availableFrom)));
  return {
    serial,
    issueDay,
    validDays: cardValidDays,
    name: worker.name,
    trades: worker.trades.map(({ code }) => code),
    ...(worker.years ? { years: worker.years } : {}),
    ...(phone === null ? {} : { phone }),
    ...(worker.dayWage ? { dayWage: worker.dayWage } : {}),
    ...(startOffsetDays > 0 || worker.availableMask > 0 ? { availability: { startOffsetDays, mask: worker.availableMask } } : {}),
    ...(worker.verified > 0 ? { verified: worker.verified } : {}),
    ...(levels.length === worker.trades.length ? { levels } : {}),
  };
}

export function viewOf(card: Card, content: JobCard, demo: boolean): CardView {
  const issued = cardDayDate(content.issueDay);
  return {
    cardId: card.id,
    number: cardNumber({ ...card.kid, serial: card.serial }),
    name: content.name,
    trades: content.trades.map((code, index) => ({ code, level: content.levels?.[index] ?? null })),
    years: content.years ?? null,
    phone: content.phone ?? null,
    dayWage: content.dayWage ?? null,
    available: { from: addDays(issued, content.availability?.startOffsetDays ?? 0), mask: content.availability?.mask ?? 0 },
    verified: content.verified ?? 0,
    issued,
    validThrough: addDays(issued, content.validDays),
    demo,
  };
}
