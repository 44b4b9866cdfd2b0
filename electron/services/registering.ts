/** Writing down a registration and what was agreed to; the kiosk's screens and the desk share it. Runs inside the caller's transaction. */
import { AppError } from '../../shared/api/errors.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { addDays, workDayOf } from '../../shared/domain/work-day.ts';
import { cardsPerPhoneAndDay, type Registration } from '../../shared/domain/worker.ts';
import { cardReader } from '../db/card-repository.ts';
import { consentWriter } from '../db/consent-repository.ts';
import { type Worker, workerWriter } from '../db/worker-repository.ts';
import type { StationKeys } from '../keys/station-keys.ts';
import type { CardDesk } from './card-issuing.ts';

export type Registering = ReturnType<typeof registering>;

export function registering({ db, clock, newId }: Pick<CardDesk, 'db' | 'clock' | 'newId'>) {
  const cards = cardReader(db);
  const workers = workerWriter(db);
  const consents = consentWriter(db);

  /** @throws AppError too_many_cards */
  function refuseTooMany(phoneHash: Uint8Array): void {
    if (cards.countForPhone(cardDayOf(clock.nowMs()), phoneHash) >= cardsPerPhoneAndDay) {
      throw new AppError('too_many_cards', `at most ${cardsPerPhoneAndDay} cards a day for one phone`, { most: cardsPerPhoneAndDay });
    }
  }

  /** @throws AppError too_many_cards */
  function register(keys: StationKeys, registration: Registration, actor: string): Worker {
    const { phone, available, consent, ...said } = registration;
    const atMs = clock.nowMs();
    const hash = keys.phoneHash(phone);
    refuseTooMany(hash);
    const worker: Worker = {
      ...said,
      id: newId(),
      phone: { sealed: keys.seal(Buffer.from(phone), 'phone'), hash, tailHash: keys.tailHash(phone.slice(-4)) },
      ...{ availableFrom: addDays(workDayOf(atMs), available.fromOffsetDays), availableMask: available.mask },
      ...{ phoneOnCard: consent.phoneOnCard, wall: consent.wall, verified: 0 },
      ...{ createdAtMs: atMs, lastSeenMs: atMs, anonymisedAtMs: null, joinedInto: null, demo: false },
    };
    workers.insert(worker);
    const ticks = { card: consent.card, phone_on_card: consent.phoneOnCard, wall: consent.wall };
    for (const subject of ['card', 'phone_on_card', 'wall'] as const) {
      if (ticks[subject]) consents.insert({ id: newId(), workerId: worker.id, atMs, actor, subject, given: true });
    }
    return worker;
  }

  return { refuseTooMany, register };
}
