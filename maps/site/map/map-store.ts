/** The map's data in this page: its network, its clock, its words (core/map-store.ts does the work). */
import { mapFiles } from './core/map-files.ts';
import { type MapStore, mapStore } from './core/map-store.ts';
import { siteClock } from './core/site-clock.ts';
import { textOf } from './say.tsx';
import type { ShownState } from './station-view.ts';

/** What some browsers tell of the network; none of it is standard everywhere. */
interface Connection {
  readonly saveData?: boolean;
  readonly type?: string;
}

/** Only where the browser says so: most say nothing, and a megabyte costs somebody money. */
function isUnmetered(): boolean {
  const connection = (navigator as { connection?: Connection }).connection;
  if (connection?.saveData) return false;
  if (connection?.type) return connection.type === 'wifi' || connection.type === 'ethernet';
  // A mouse and a wide screen: not a phone on the road.
  return matchMedia('(pointer: fine) and (min-width: 60rem)').matches;
}

function labelOf(state: ShownState): string {
  switch (state.kind) {
    case 'open':
      return state.until === null ? textOf('label.allDay') : textOf('label.until', { at: state.until });
    case 'soon':
      return textOf(state.then === 'break' ? 'label.break' : 'label.shuts', { at: state.at });
    case 'closed':
      return state.opens?.inDays === 0 ? textOf('label.opens', { at: state.opens.at }) : textOf('label.closed');
    case 'suspended':
      return textOf('label.suspended');
    case 'unknown':
      return textOf('label.unknown');
  }
}

/** Nothing is asked for while nobody looks. */
function every(ms: number, work: () => void): () => void {
  const timer = setInterval(() => document.visibilityState === 'visible' && work(), ms);
  const seen = () => document.visibilityState === 'visible' && work();
  document.addEventListener('visibilitychange', seen);
  window.addEventListener('online', seen);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
    window.removeEventListener('online', seen);
  };
}

const idle = (work: () => void) =>
  void ('requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 20_000 }) : setTimeout(work, 4000));

export function openMapModel(): MapStore {
  const { subtle } = globalThis.crypto;
  return mapStore({
    files: mapFiles({
      base: '/map/',
      fetch: (input, init) => fetch(input, init),
      digest: subtle ? (bytes) => subtle.digest('SHA-256', bytes) : null,
    }),
    clock: siteClock(Date.now, () => performance.now()),
    ...{ labelOf, isUnmetered, every, idle },
  });
}
