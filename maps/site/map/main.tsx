/** The map's page: settings, words, data, screens; then what may come later. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { mapPath } from './addresses.ts';
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

async function start(): Promise<void> {
  const isKiosk = startKiosk(new URLSearchParams(location.search));
  applyTheme();
  await startMessages(memory.get('language') ?? 'zh');
  document.title = textOf('title.map');

  if (location.pathname === mapPath) void loadMap();
  const finder = placeFinder(isKiosk ? undefined : navigator.geolocation, navigator.permissions);
  const here = isKiosk ? kioskPlace(new URLSearchParams(location.search)) : null;
  const model = openMap(here);
  if (here) finder.set(here, null, true);
  // the tiles and the operator's name may come after the first stations
  const config = await Promise.race([
    fetchSiteConfig(),
    new Promise<typeof plainConfig>((resolve) => setTimeout(resolve, 2500, plainConfig)),
  ]);

  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(
      <StrictMode>
        <AppProvider value={{ model, finder, config, isKiosk }}>
          <Screens />
        </AppProvider>
      </StrictMode>,
    );
  }

  whenIdle(() => {
    if (!isKiosk) prepareDirections();
  });

  if (!isKiosk && 'serviceWorker' in navigator) void keepForLater(navigator.serviceWorker).catch(() => undefined);
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
