/** 今天待办: what waits for staff, the day's counts, and who did what. */
import type { DeskApi, ReferralRequest } from '../../shared/api/desk-api.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { auditReader } from '../db/audit-repository.ts';
import { cardReader } from '../db/card-repository.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import { referralReader } from '../db/referral-repository.ts';
import { visitReader } from '../db/visit-repository.ts';
import { workerReader } from '../db/worker-repository.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import { workerRows } from './worker-service.ts';

export function deskQueries(
  desk: CardDesk,
  issuing: CardIssuing,
  postings: Pick<PostingReader, 'get'>,
): Pick<DeskApi, 'desk.today' | 'audit.list'> {
  const { db, clock } = desk;
  const referrals = referralReader(db);
  const workers = workerReader(db);
  const cards = cardReader(db);
  const visits = visitReader(db);
  const rowOf = workerRows(desk, issuing);
  const log = auditReader(db);
  return {
    async 'audit.list'({ before, limit }) {
      return { entries: log.list(limit, before) };
    },

    async 'desk.today'() {
      const nowMs = clock.trustedMs();
      const today = workDayOf(nowMs);
      const day = cardDayOf(nowMs);
      const requests = referrals.listOpen().flatMap(({ id, atMs, workerId, postingId }): ReferralRequest[] => {
        const worker = workers.find(workerId);
        const posting = postings.get(postingId);
        if (!worker || !posting) return [];
        const { title, employer, contactPhone } = posting.content;
        return [{ id, atMs, worker: rowOf(worker), posting: { id: posting.id, title, employer: employer ?? '', contactPhone } }];
      });
      const twins = workers.listTwins(day).flatMap(({ a, b }) => {
        const [one, other] = [workers.find(a), workers.find(b)];
        return one && other ? [{ a: rowOf(one), b: rowOf(other) }] : [];
      });
      return {
        requests,
        cardsToday: cards.countIssuedOn(day),
        registrationsToday: workers.registeredSince(startOfDayMs(today)),
        visitsToday: visits.countOn(today),
        twins,
      };
    },
  };
}
