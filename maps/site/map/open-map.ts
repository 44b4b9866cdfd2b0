/** The map's data, joined to this page: its files, its clock, its words. */
import type { Point } from '../../../shared/geo/distance.ts';
import { paced } from './core/changes.ts';
import { mapFiles } from './core/map-files.ts';
import { type MapStore, mapStore } from './core/map-store.ts';
import { siteClock } from './core/site-clock.ts';
import { textOf } from './say.tsx';
import { memory } from './settings.ts';
import { markWords } from './station/state-words.tsx';

interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** A cheap phone draws its screen a few times while the first files come, not with each of them. */
const restMs = 60;

/** @param home where the kiosk stands that shows the map; null: it is none */
export function openMap(home: Point | null): MapStore {
  const digest = crypto.subtle ? (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest('SHA-256', bytes) : null;
  return mapStore({
    files: mapFiles({ base: '/map/', fetch: (input, init) => fetch(input, init), digest }),
    clock: siteClock(
      () => Date.now(),
      () => performance.now(),
    ),
    labelOf: (state) => markWords(state, textOf),
    isUnmetered,
    lastSeen: () => memory.get('view')?.center ?? null,
    every: whileSeen,
    soon: paced(restMs, { monotonicMs: () => performance.now(), after: (ms, work) => setTimeout(work, ms) }),
    idle: whenIdle,
    home,
  });
}

/** A megabyte is read unasked over cable or wireless LAN only; where the phone does not say, not at all. */
function isUnmetered(): boolean {
  const connection = (navigator as { connection?: Connection }).connection;
  const isPhone = matchMedia('(pointer: coarse)').matches;
  if (!connection) return !isPhone;
  if (connection.saveData) return false;
  return connection.type === 'wifi' || connection.type === 'ethernet' || (connection.type === undefined && !isPhone);
}

/** Not while the page is put away; at once when it comes back. */
function whileSeen(ms: number, work: () => void): () => void {
  const isSeen = () => document.visibilityState === 'visible';
  const timer = setInterval(() => isSeen() && work(), ms);
  const back = () => isSeen() && work();
  document.addEventListener('visibilitychange', back);
  window.addEventListener('online', back);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', back);
    window.removeEventListener('online', back);
  };
}

export function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5000 });
  else setTimeout(work, 1500);
}
