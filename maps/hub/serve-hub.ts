/** The hub over HTTP: on loopback for trying it out and beside the kiosk, elsewhere when YIZHAN_HUB_HOST opens it. */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { createHub, type Hub } from './compose.ts';
import { demoSource, loadDemoCity } from './demo/demo-city.ts';
import { demoLinkKey, runFacts } from './demo/fact-simulation.ts';
import { runSimulation } from './demo/live-simulation.ts';
import { offerLink } from './demo/offer-link.ts';
import { holidayTable } from './holiday-table.ts';
import { HubError } from './hub-error.ts';
import type { ServeOptions } from './hub-options.ts';
import { hubLog } from './log.ts';
import { openHubDb } from './open-hub-db.ts';
import { createPublisher } from './publish/publisher.ts';
import type { HubDb } from './store/hub-db.ts';
import { sqlStationStore } from './store/sql-station-store.ts';

export interface ServedHub {
  /** With a slash at the end. */
  readonly url: string;
  readonly hub: Hub;
  close(): Promise<void>;
}

export interface ServeHubOptions extends ServeOptions {
  /** Loads the made-up city where the store is empty, and keeps its figures fresh. */
  readonly demo: boolean;
}

const simulationSeed = 7430;

/** @throws HubError port_in_use, and what opening the database refuses */
export async function serveHub(options: ServeHubOptions): Promise<ServedHub> {
  let hub: Hub | undefined;
  const server = createServer(
    getRequestListener(
      (request, { incoming }) => {
        const address = 'socket' in incoming ? incoming.socket?.remoteAddress : undefined;
        return hub?.fetch(request, address === undefined ? {} : { address }) ?? new Response('starting\n', { status: 503 });
      },
      { overrideGlobalObjects: false },
    ),
  );
  // The port first: it is the quicker to refuse, and nothing has been written yet.
  const port = await listen(server, options);
  const url = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}/`;
  let db: HubDb | undefined;
  const ending = new AbortController();
  const close = async () => {
    ending.abort();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await hub?.close();
    await db?.close();
  };
  try {
    db = await openHubDb(options);
    const nowMs = () => Date.now();
    const stations = sqlStationStore({ db, nowMs });
    const simulated = options.demo ? await loadDemoCity(stations, nowMs()) : [];
    const [first] = (await stations.list({ limit: 1 })).stations;
    const demo = first?.station.source.name === demoSource;
    // Last year's exceptions are past; the year after next has no decree.
    const holidays = holidayTable(Number(workDayOf(nowMs()).slice(0, 4)));
    const siteUrl = options.origin ?? url.slice(0, -1);
    hub = await createHub({
      ...options,
      ...{ db, nowMs, holidays, demo },
      secure: options.origin?.startsWith('https:') ?? false,
      publisher: createPublisher({ outDir: options.mapDir, now: nowMs, holidays, demo, siteUrl }),
    });
    if (simulated.length > 0) {
      const log = hubLog();
      const onError = (error: unknown) => void log.bug('simulation', error);
      const { links, live } = hub.parts;
      // A station that has enrolled tells its own figures.
      const putMany: typeof live.putMany = async (figures) => {
        const own = new Set((await links.list()).filter(({ linkKey }) => linkKey !== demoLinkKey).map(({ number }) => number));
        await live.putMany(figures.filter(({ number }) => !own.has(number)));
      };
      void runSimulation({ stations: simulated, live: { putMany }, nowMs, seed: simulationSeed, signal: ending.signal, onError });
      // The first is the kiosk's own: it tells its days itself.
      void runFacts({ db, stations: simulated.slice(1), nowMs, seed: simulationSeed, signal: ending.signal, onError });
      const [kiosk] = simulated;
      if (options.offerFile && kiosk) await offerLink({ links, number: kiosk.number, url: url.slice(0, -1), file: options.offerFile });
    }
    return { url, hub, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(server: Server, { port, host }: ServeOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      const refusal = new HubError('port_in_use', `端口 ${port} 被占用了：用 YIZHAN_HUB_PORT 换一个`, { port }, { cause: error });
      reject(taken ? refusal : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
