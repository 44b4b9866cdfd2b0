/**
 * Tells the card page which cards are void: at once when one becomes so, and daily. A demo publishes itself; a real station's
 * serials are taken to the operator's desk (`npm run keys -- revocations`).
 */
import { cardDayOf } from '../../shared/card/card-day.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import { cardReader } from '../db/card-repository.ts';
import type { ReadableDb } from '../db/database.ts';
import { publishDemoLists } from '../keys/demo-authority.ts';
import { gatherRevoked } from '../keys/publish-lists.ts';
import type { KeyState } from '../keys/station-keys.ts';
import type { StationClock } from './clock.ts';

export interface Lists {
  /** Now. What stands in the way is told to `onTrouble` and tried again by `keep`; nobody's card depends on it. */
  publish(): void;
  /** Once a day, and again after a failure. */
  keep(): void;
}

export interface ListsOptions {
  readonly db: ReadableDb;
  readonly clock: StationClock;
  readonly keys: KeyState;
  readonly dataDir: string;
  readonly settings: () => StationSettings;
  readonly onTrouble: (error: unknown) => void;
}

export function demoLists({ db, clock, keys, dataDir, settings, onTrouble }: ListsOptions): Lists {
  if (keys.kind !== 'ready' || !keys.keys.demo) return { publish: () => {}, keep: () => {} };
  const cards = cardReader(db);
  let publishedOn = -1;
  function publish(): void {
    const nowMs = clock.trustedMs();
    const today = cardDayOf(nowMs);
    publishedOn = -1;
    try {
      const { name, phone } = settings();
      publishDemoLists(dataDir, (keys as KeyState & { kind: 'ready' }).keys, {
        name,
        phone,
        nowMs,
        revoked: gatherRevoked(cards.listRevoked(today)),
      });
      publishedOn = today;
    } catch (error) {
      onTrouble(error);
    }
  }
  return {
    publish,
    keep: () => {
      if (publishedOn !== cardDayOf(clock.trustedMs())) publish();
    },
  };
}
