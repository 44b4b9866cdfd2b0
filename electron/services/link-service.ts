/** 设置 → 联网: enrolling at a hub, how the link stands, leaving it. */
import type { LinkDesk, LinkStatus } from '../../shared/api/desk/link.ts';
import { AppError } from '../../shared/api/errors.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { bundleEndings, mostBundleBytes } from '../../shared/exchange/bundle.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { copyWriter } from '../db/hub-copy-repository.ts';
import { linkReader, linkWriter } from '../db/link-repository.ts';
import { outboxReader, outboxWriter } from '../db/outbox-repository.ts';
import { conflictWriter } from '../db/posting-conflict-repository.ts';
import type { KeyState } from '../keys/station-keys.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { Drives } from './drives.ts';
import type { HubPort } from './hub-port.ts';
import type { Permits } from './permissions.ts';

/** Older ones were taken, or are stale. */
const mostAnswers = 3;

export interface LinkServiceParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly audit: Audit;
  readonly permits: Permits;
  readonly keys: KeyState;
  readonly link: HubPort;
  readonly drives: Drives;
}

type LinkApi = Omit<LinkDesk, 'link.todo' | 'link.resolve' | 'link.settle'>;

export function linkOperations({ db, clock, audit, permits, keys, link, drives }: LinkServiceParts): {
  api: LinkApi;
  status(): LinkStatus;
} {
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

    async 'link.bundles'() {
      const here = await drives.list();
      const answersOn = (id: string) => drives.files(id, [bundleEndings.hub]).catch(() => []);
      const listed = here.map(async ({ id, name, freeBytes }) => {
        const answers = await answersOn(id);
        return { id, name, freeBytes, answers: answers.slice(0, mostAnswers).map(({ path }) => path) };
      });
      return { drives: await Promise.all(listed) };
    },

    async 'link.bundle-make'({ driveId }, actor) {
      const { station, text, facts } = await link.makeBundle();
      const file = await drives.create(driveId, `${station}号驿站 ${workDayOf(clock.trustedMs())}.${bundleEndings.station}`);
      try {
        await file.write(text);
        inTransaction(db, () => audit({ actor: actor.staffId, action: 'link.bundle-make', details: { facts } }));
        const { path } = await file.finish();
        return { path, facts };
      } catch (error) {
        await file.abandon();
        throw error;
      }
    },

    async 'link.bundle-take'({ driveId, path }, actor) {
      needLink();
      const taken = await link.takeBundle(Buffer.from(await drives.read(driveId, path, mostBundleBytes)).toString('utf8'));
      const [sent, read] = taken.kind === 'done' ? [taken.sent, taken.read] : [0, 0];
      inTransaction(db, () => audit({ actor: actor.staffId, action: 'link.bundle-take', details: { outcome: taken.kind, sent, read } }));
      return { refused: taken.kind === 'refused', sent, read };
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
