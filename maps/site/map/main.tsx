/** The map's page: settings, words, data, screens; then what may come later. */
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { config as checkBy } from 'zod/mini';
import { mapPath, stationNumberOf } from './addresses.ts';
import { Screens } from './app.tsx';
import { AppProvider } from './app-context.tsx';
import { prepareDirections } from './go/go-sheet.tsx';
import { kioskPlace, startKiosk } from './kiosk.ts';
import { startMessages } from './messages.ts';
import { openMap, whenIdle } from './open-map.ts';
import { placeFinder } from './place/place.ts';
import { textOf } from './say.tsx';
import { loadMap } from './screen/map-screen.tsx';
import { memory } from './settings.ts';
import { fetchSiteConfig, plainConfig } from './site-config.ts';
import { applyTheme } from './theme.ts';

// each form is read once or twice: to compile it first costs more than it saves
checkBy({ jitless: true });

/** A cheap phone answers a finger between two pieces of work. */
const pause = () => new Promise((resolve) => setTimeout(resolve));

const laterMs = 6000;

async function start(): Promise<void> {
  await pause();
  const params = new URLSearchParams(location.search);
  const isKiosk = startKiosk(params);
  // what comes over the network is asked for first
  const here = isKiosk ? kioskPlace(params) : null;
  const model = openMap(here);
  const configComes = fetchSiteConfig();
  const at = stationNumberOf(params.get('at') ?? '');
  // a first visitor meets districts and a key, no map
  const isMapFirst = isKiosk || params.has('at') || params.has('list') || memory.get('view') !== null;
  const isMap = location.pathname === mapPath;
  if (isMap && at !== null) void model.placeOf(at);
  if (isMap && isMapFirst) void loadMap();

  await pause();
  applyTheme();
  await startMessages(memory.get('language') ?? 'zh');
  document.title = textOf('title.map');
  await pause();
  const finder = placeFinder(isKiosk ? undefined : navigator.geolocation, navigator.permissions);
  if (here) finder.set(here, null, true);
  // the tiles and the operator's name may come after the first stations
  const config = await Promise.race([configComes, new Promise<typeof plainConfig>((resolve) => setTimeout(resolve, 2500, plainConfig))]);

  const root = document.getElementById('root');
  if (root) {
    const page = createRoot(root);
    // in slices: a transition gives way to a finger
    startTransition(() =>
      page.render(
        <StrictMode>
          <AppProvider value={{ model, finder, config, isKiosk }}>
            <Screens />
          </AppProvider>
        </StrictMode>,
      ),
    );
  }

  // what the next touches want, and the next visit without a network
  afterFirstLook(() => {
    if (location.pathname === mapPath) void loadMap();
    if (!isKiosk) prepareDirections();
    if (!isKiosk && 'serviceWorker' in navigator) void keepForLater(navigator.serviceWorker).catch(() => undefined);
  });
}

/** After some seconds, or as soon as the phone is put away: what comes first has the line and the processor to itself. */
function afterFirstLook(work: () => void): void {
  let isDone = false;
  const once = () => {
    if (!isDone) work();
    isDone = true;
  };
  setTimeout(once, laterMs);
  document.addEventListener('visibilitychange', once, { once: true });
}

/** The first visit is read before the worker stands behind the page: it is told what to keep. */
async function keepForLater(workers: ServiceWorkerContainer): Promise<void> {
  await workers.register('/sw.js');
  await workers.ready;
  if (!workers.controller) await new Promise((resolve) => workers.addEventListener('controllerchange', resolve, { once: true }));
  whenIdle(() => {
    const read = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
    const keepMap = read.flatMap(({ origin, pathname }) => (origin === location.origin ? [pathname] : []));
    workers.controller?.postMessage({ keepMap });
  });
}

void start();
