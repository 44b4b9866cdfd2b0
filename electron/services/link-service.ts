/** 设置 → 联网: enrolling at a hub, how the link stands, leaving it. */
import type { LinkDesk, LinkStatus } from '../../shared/api/desk/link.ts';
import { AppError } from '../../shared/api/errors.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { copyWriter } from '../db/hub-copy-repository.ts';
import { linkReader, linkWriter } from '../db/link-repository.ts';
import { outboxReader, outboxWriter } from '../db/outbox-repository.ts';
import { conflictWriter } from '../db/posting-conflict-repository.ts';
import type { KeyState } from '../keys/station-keys.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { HubPort } from './hub-port.ts';
import type { Permits } from './permissions.ts';

export interface LinkServiceParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly audit: Audit;
  readonly permits: Permits;
  readonly keys: KeyState;
  readonly link: HubPort;
}

type LinkApi = Pick<LinkDesk, 'link.status' | 'link.enrol' | 'link.leave' | 'link.send' | 'link.confirm' | 'link.forget-faults'>;

export function linkOperations({ db, clock, audit, permits, keys, link }: LinkServiceParts): { api: LinkApi; status(): LinkStatus } {
  const reader = linkReader(db);
  const writer = linkWriter(db);
  const outbox = outboxReader(db);
  const marks = outboxWriter(db);
  const copies = copyWriter(db);
  const conflicts = conflictWriter(db);

  function status(): LinkStatus {
    const hub = reader.find();
    const last = link.last();
    const kid = keys.kind === 'ready' ? `${keys.keys.kid.station}-${keys.keys.kid.generation}` : null;
    return {
      state: !hub ? 'none' : link.isKeyed() ? 'linked' : 'lost',
      hub: hub ? { url: hub.url, station: hub.station, enrolledAtMs: hub.enrolledAtMs } : null,
      heardAtMs: hub?.heardAtMs ?? null,
      waiting: hub ? outbox.count() : 0,
      fault: hub?.fault ?? (last?.kind === 'refused' ? last.code : null),
      silent: last?.kind === 'silent',
      cardKeyKnown: hub !== undefined && kid !== null && hub.cardKey === kid,
      confirmedAtMs: hub?.confirmedAtMs ?? null,
      aside: reader.countFaults(),
    };
  }

  function needLink(): void {
    if (!reader.find()) throw new AppError('link_missing', 'the station has not enrolled at a hub');
  }

  const api: LinkApi = {
    async 'link.status'() {
      return status();
    },

    async 'link.enrol'({ url, code }, actor) {
      permits(actor, 'manager');
      await link.enrol(url, code, actor.staffId);
      return status();
    },

    async 'link.leave'(_, actor) {
      permits(actor, 'manager');
      needLink();
      inTransaction(db, () => {
        writer.leave();
        copies.clear();
        conflicts.clear();
        link.leave();
        audit({ actor: actor.staffId, action: 'link.leave' });
      });
      return status();
    },

    async 'link.send'(_, actor) {
      needLink();
      const outcome = await link.send();
      inTransaction(db, () => audit({ actor: actor.staffId, action: 'link.send', details: { outcome: outcome?.kind ?? 'lost' } }));
      return status();
    },

    async 'link.confirm'(_, actor) {
      needLink();
      inTransaction(db, () => {
        writer.confirm(clock.trustedMs());
        marks.mark('confirmed');
        audit({ actor: actor.staffId, action: 'link.confirm' });
      });
      return status();
    },

    async 'link.forget-faults'(_, actor) {
      inTransaction(db, () => {
        const gone = writer.forgetFaults();
        audit({ actor: actor.staffId, action: 'link.forget-faults', details: { gone } });
      });
      return status();
    },
  };
  return { api, status };
}
