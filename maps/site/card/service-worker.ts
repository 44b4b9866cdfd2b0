/**
 * Keeps the site working without a network after the first visit: the card page here, the map in map/offline.ts. It stores pages and
 * their parts under their plain addresses; of a request for the card page it reads the path only, so that no card, which stands behind
 * the `#`, is ever seen or stored here. The lists are not its business: the page keeps them itself, and must know whether they came
 * from the network.
 */
import { answerMap, isMapStore, keepMapPage, keptOnWish } from '../map/offline.ts';

interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** Filled in when the page is built: everything that a check needs. */
declare const __PARTS__: readonly string[];

const page = '/c';
/** The build puts a name here that changes with every part. */
const store = 'card-__VERSION__';
const slowMs = 3000;
// not Window, whatever the types of this project say
const worker = globalThis as unknown as EventTarget & {
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
};

worker.addEventListener('install', (event) => {
  const install = async () => {
    const cache = await caches.open(store);
    await cache.addAll([page, ...__PARTS__].map((path) => new Request(path, { cache: 'no-cache' })));
    await worker.skipWaiting();
  };
  (event as WorkerEvent).waitUntil(install());
});

worker.addEventListener('activate', (event) => {
  const clear = async () => {
    for (const name of await caches.keys()) if (name !== store && !isMapStore(name)) await caches.delete(name);
    await worker.clients.claim();
  };
  (event as WorkerEvent).waitUntil(clear());
});

worker.addEventListener('fetch', (event) => {
  const { request, respondWith } = bound(event as FetchEvent);
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname.startsWith(page)) return respondWith(newestPage());
  const map = answerMap(pathname, request.mode === 'navigate', request.cache === 'reload');
  if (map) respondWith(map);
  else if (pathname.startsWith('/assets/') || pathname === '/root-keys.js') respondWith(part(pathname));
});

// The map is large: it is kept when somebody used it, not for whoever scanned a card.
worker.addEventListener('message', (event) => {
  const used = keptOnWish((event as MessageEvent).data);
  if (used) (event as WorkerEvent).waitUntil(keepMapPage(used));
});

function bound(event: FetchEvent): Pick<FetchEvent, 'request' | 'respondWith'> {
  return { request: event.request, respondWith: (answer) => event.respondWith(answer) };
}

/** The page from the network, so that a reload brings a new version; the stored one when that takes too long. */
async function newestPage(): Promise<Response> {
  const stored = await (await caches.open(store)).match(page);
  const fresh = fetch(page, { cache: 'no-cache', credentials: 'omit' });
  if (!stored) return fresh;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(stored), slowMs));
  return Promise.race([fresh.then((answer) => (answer.ok ? answer : stored)).catch(() => stored), late]);
}

/** Built parts carry a hash of their content in their names; only the demo's root keys can change. */
async function part(path: string): Promise<Response> {
  const cache = await caches.open(store);
  const stored = await cache.match(path);
  const mayChange = path === '/root-keys.js';
  if (stored && !mayChange) return stored;
  try {
    const answer = await fetch(path, { credentials: 'omit' });
    if (answer.ok) await cache.put(path, answer.clone());
    return answer;
  } catch (error) {
    if (stored) return stored;
    throw error;
  }
}
