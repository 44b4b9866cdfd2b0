/** 找师傅: the workers who ticked 上墙 and are available today, masked. */
import type { KioskApi } from '../../shared/api/kiosk-api.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { maskName } from '../../shared/domain/worker.ts';
import type { ReadableDb } from '../db/database.ts';
import { wallReader } from '../db/wall-repository.ts';
import type { StationClock } from './clock.ts';

/** Monday is bit 0; 2020-01-01, day 0 of the card's calendar, was a Wednesday. */
function weekdayBit(cardDay: number): number {
  return 1 << ((cardDay + 2) % 7);
}

export function wallQueries(db: ReadableDb, clock: StationClock): Pick<KioskApi, 'wall.list'> {
  const wall = wallReader(db);
  return {
    async 'wall.list'({ trade, offset, limit }) {
      const nowMs = clock.trustedMs();
      const cardDay = cardDayOf(nowMs);
      const today = { today: workDayOf(nowMs), cardDay, weekday: weekdayBit(cardDay) };
      const { total, entries } = wall.page({ ...today, trade: trade ?? null, offset, limit });
      return {
        total,
        entries: entries.map((entry) => ({ ...entry, name: maskName(entry.name) })),
        trades: wall.countTrades(today),
      };
    },
  };
}
