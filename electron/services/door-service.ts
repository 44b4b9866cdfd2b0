/** 设置 → 联网: the station's own door. Every change is told to the hub with the next exchange. */
import { type DoorDesk, type DoorView, mostClosures } from '../../shared/api/desk/door.ts';
import { AppError } from '../../shared/api/errors.ts';
import { amenityCodes } from '../../shared/domain/amenity.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { inTransaction, type WritableDb } from '../db/database.ts';
import { doorReader, doorWriter } from '../db/door-repository.ts';
import { outboxWriter } from '../db/outbox-repository.ts';
import type { Audit } from './audit.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';

export interface DoorParts {
  readonly db: WritableDb;
  readonly clock: StationClock;
  readonly newId: NewId;
  readonly audit: Audit;
  readonly settings: () => StationSettings;
}

export function doorOperations({ db, clock, newId, audit, settings }: DoorParts): DoorDesk {
  const reader = doorReader(db);
  const writer = doorWriter(db);
  const marks = outboxWriter(db);
  const today = () => workDayOf(clock.trustedMs());

  function view(): DoorView {
    const broken = new Set(reader.broken());
    const offered = new Set(settings().services.map(({ amenity }) => amenity));
    return {
      closures: reader.closures(today()),
      amenities: amenityCodes
        .filter((amenity) => offered.has(amenity) || broken.has(amenity))
        .map((amenity) => ({ amenity, broken: broken.has(amenity) })),
    };
  }

  return {
    async 'door.read'() {
      return view();
    },

    async 'door.close'({ closure }, actor) {
      const { from, to } = closure;
      if (to !== null && to < from) throw new AppError('closure_reversed', 'it ends before it begins');
      if (to !== null && to < today()) throw new AppError('closure_past', 'it is over');
      const id = newId();
      inTransaction(db, () => {
        writer.forgetPast(today());
        if (reader.closures(today()).length >= mostClosures) throw new AppError('closure_full', `${mostClosures} stand already`);
        writer.close({ ...closure, id });
        marks.mark('door');
        audit({ actor: actor.staffId, action: 'door.close', subject: id, details: { from, to: to ?? '' } });
      });
      return view();
    },

    async 'door.reopen'({ id }, actor) {
      inTransaction(db, () => {
        if (!writer.reopen(id)) throw new AppError('not_found', 'no such closure');
        marks.mark('door');
        audit({ actor: actor.staffId, action: 'door.reopen', subject: id });
      });
      return view();
    },

    async 'door.set-broken'({ amenity, broken }, actor) {
      inTransaction(db, () => {
        if (!writer.setBroken(amenity, broken)) return;
        marks.mark('door');
        audit({ actor: actor.staffId, action: 'door.set-broken', subject: amenity, details: { broken } });
      });
      return view();
    },
  };
}
