/** 今天待办: what waits for staff, the day's counts, and who did what. */
import type { DeskApi } from '../../shared/api/desk-api.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { type LocalDate, startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { auditReader } from '../db/audit-repository.ts';
import { cardReader } from '../db/card-repository.ts';
import { visitReader } from '../db/visit-repository.ts';
import { workerReader } from '../db/worker-repository.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import { workerRows } from './worker-service.ts';

export function deskQueries(desk: CardDesk, issuing: CardIssuing): Pick<DeskApi, 'desk.today' | 'audit.list'> {
  const { db, clock } = desk;
  const workers = workerReader(db);
  const cards = cardReader(db);
  const visits = visitReader(db);
  const rowOf = workerRows(desk, issuing);
  const log = auditReader(db);
  return {
    async 'audit.list'({ day, ...wanted }) {
      return { entries: log.list({ ...wanted, day: day as LocalDate | undefined }) };
    },

    async 'desk.today'() {
      const nowMs = clock.trustedMs();
      const today = workDayOf(nowMs);
      const day = cardDayOf(nowMs);
      const twins = workers.listTwins(day).flatMap(({ a, b }) => {
        const [one, other] = [workers.find(a), workers.find(b)];
        return one && other ? [{ a: rowOf(one), b: rowOf(other) }] : [];
      });
      return {
        cardsToday: cards.countIssuedOn(day),
        registrationsToday: workers.registeredSince(startOfDayMs(today)),
        visitsToday: visits.countOn(today),
        twins,
      };
    },
  };
}
