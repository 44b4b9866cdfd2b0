/** 我想去: a worker asks; staff refer them (match-service) or dismiss it. */

import type { DeskApi } from '../../shared/api/desk-api.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { KioskApi } from '../../shared/api/kiosk-api.ts';
import { inTransaction } from '../db/database.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import { referralReader, referralWriter } from '../db/referral-repository.ts';
import { workerReader } from '../db/worker-repository.ts';
import type { CardDesk } from './card-issuing.ts';
import type { Sessions } from './sessions.ts';

export function referralOperations(
  { db, clock, newId, audit }: CardDesk,
  sessions: Sessions,
  postings: Pick<PostingReader, 'get'>,
): Pick<KioskApi, 'referral.request'> & Pick<DeskApi, 'referral.dismiss'> {
  const reader = referralReader(db);
  const writer = referralWriter(db);
  const workers = workerReader(db);
  return {
    async 'referral.request'({ sessionId, postingId }) {
      const tie = sessions.find(sessionId);
      if (!tie || workers.find(tie.workerId)?.name == null) throw new AppError('worker_unknown', 'scan a card first');
      return inTransaction(db, () => {
        if (!postings.get(postingId)) throw new AppError('posting_not_found', 'no such posting', { id: postingId });
        const earlier = reader.findOpen(tie.workerId, postingId);
        if (earlier) return { requestId: earlier.id, repeated: true };
        const id = newId();
        writer.insert({ id, workerId: tie.workerId, postingId, atMs: clock.trustedMs() });
        return { requestId: id, repeated: false };
      });
    },

    async 'referral.dismiss'({ id }, actor) {
      return inTransaction(db, () => {
        const request = reader.find(id);
        if (!request) throw new AppError('referral_not_found', 'no such request', { id });
        if (request.state !== 'open') throw new AppError('referral_settled', 'it was settled before', { id, state: request.state });
        writer.settle(id, 'dismissed', clock.nowMs(), actor.staffId);
        audit({ actor: actor.staffId, action: 'referral.dismiss', subject: id });
        return { dismissed: true };
      });
    },
  };
}
