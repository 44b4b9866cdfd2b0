/** What every screen may ask for: the data, the reader's place, the operator's settings, the clock. */
import { createContext, startTransition, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { MapModel, MapState, StationAnswer } from './map-model.ts';
import type { Place, PlaceFinder } from './place/place.ts';
import type { SiteConfig } from './site-config.ts';

export interface App {
  readonly model: MapModel;
  readonly finder: PlaceFinder;
  readonly config: SiteConfig;
  /** Inside the kiosk's lock: nothing may lead out. */
  readonly isKiosk: boolean;
}

const context = createContext<App | null>(null);
export const AppProvider = context.Provider;

export function useApp(): App {
  const app = useContext(context);
  if (!app) throw new Error('outside of the app');
  return app;
}

/** Drawn in slices between which the map follows a finger. */
export function useMapState(): MapState {
  const { model } = useApp();
  const [state, setState] = useState(() => model.state());
  useEffect(() => {
    const look = () => startTransition(() => setState(model.state()));
    look();
    return model.subscribe(look);
  }, [model]);
  return state;
}

export function usePlace(): Place {
  const { finder } = useApp();
  return useSyncExternalStore(finder.subscribe, finder.current);
}

export function useStation(number: number): StationAnswer {
  const { model } = useApp();
  const station = useMemo(() => model.station(number), [model, number]);
  return useSyncExternalStore(station.subscribe, station.current);
}

const stepMs = 20_000;

/** The time, often enough for minutes and ages. */
export function useNow(): number {
  const { model } = useApp();
  const [nowMs, setNow] = useState(() => model.now());
  useEffect(() => {
    const look = () => startTransition(() => setNow(model.now()));
    const timer = setInterval(look, stepMs);
    // the server's time comes with the first answer
    const leave = model.subscribe(look);
    return () => {
      clearInterval(timer);
      leave();
    };
  }, [model]);
  return nowMs;
}
