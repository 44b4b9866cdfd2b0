/** The map's data over a published folder, without a browser; what it asks for can be lost on demand. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapFiles } from '../../../../maps/site/map/core/map-files.ts';
import { type MapStore, mapStore, type StoreOptions } from '../../../../maps/site/map/core/map-store.ts';
import { siteClock } from '../../../../maps/site/map/core/site-clock.ts';
import type { SeenMap } from '../../../../maps/site/map/map-model.ts';
import type { Point } from '../../../../shared/geo/distance.ts';

export interface OpenOptions extends Partial<Pick<StoreOptions, 'lastSeen' | 'home' | 'every' | 'soon'>> {
  /** `missing`: the server does not have it. `absent`: nobody answers. */
  readonly lost?: (path: string) => 'missing' | 'absent' | boolean;
  readonly stored?: string | null;
}

export interface Opened {
  readonly store: MapStore;
  readonly asked: string[];
  settled(until: () => boolean): Promise<void>;
}

export function openStore({
  dir,
  nowMs,
  lost = () => false,
  stored = null,
  ...more
}: OpenOptions & { readonly dir: () => string; readonly nowMs: number }): Opened {
  const asked: string[] = [];
  const files = mapFiles({
    base: '',
    digest: async (bytes) => Uint8Array.from(createHash('sha256').update(bytes).digest()).buffer,
    fetch: async (input) => {
      const path = String(input);
      asked.push(path);
      const fault = lost(path);
      if (fault === 'absent') throw new TypeError('no network');
      if (fault || !existsSync(join(dir(), path))) return new Response(null, { status: 404 });
      return new Response(readFileSync(join(dir(), path)), {
        headers: { date: new Date(nowMs).toUTCString(), ...(stored !== null && { 'x-stored-at': stored }) },
      });
    },
  });
  const store = mapStore({
    files,
    // a phone that is a day late
    clock: siteClock(
      () => (stored === null ? nowMs - 86_400_000 : nowMs),
      () => 0,
    ),
    labelOf: (state) => state.kind,
    isUnmetered: () => false,
    every: () => () => undefined,
    idle: () => undefined,
    ...more,
  });
  const settled = (until: () => boolean) =>
    new Promise<void>((resolve) => {
      let leave: () => void = () => undefined;
      const look = () => {
        if (!until()) return;
        leave();
        resolve();
      };
      leave = store.subscribe(look);
      look();
    });
  return { store, asked, settled };
}

/** `span` degrees each way. */
export const seenAround = ({ lat, lng }: Point, zoom: number, span: number): SeenMap => ({
  ...{ south: lat - span, north: lat + span, west: lng - span, east: lng + span },
  zoom,
});
