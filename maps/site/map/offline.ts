/**
 * The map's part of the service worker (card/service-worker.ts). The page and its parts are kept once they were used; of the map's
 * data everything named by its content is taken from the store first, up to a number of files; what changes (manifest, live figures) is
 * asked for, and the last answer given when nobody answers. Then it says so: `x-stored-at`, when it was served, epoch milliseconds.
 */
/** Filled in when the site is built. */
declare const __MAP_PARTS__: readonly string[];
/** Named once: the build fills in the first that it finds. */
const parts = __MAP_PARTS__;

const page = '/';
const shell = 'map-shell-__MAP_VERSION__';
const data = 'map-data-1';
/** The shards and details of a few towns; the pack of the whole country counts as one. */
const mostFiles = 400;
const slowMs = 4000;

const hashed = /^\/map\/(?:[a-z]+-(?:\d-)?[0-9a-f]{16}\.(?:bin|json))$/;
const changing = /^\/(?:map\/(?:manifest\.json|live\/[\d-]+\.bin|at\/\d+\.bin)|site-config\.json)$/;
const pages = /^\/(?:$|index\.html$|s\/)/;

/** A new build's page lives in a store of its own; the data stays. */
export function isMapStore(name: string): boolean {
  return name === shell || name === data;
}

/** Null: not the map's. @param isAgain what is stored was damaged: it is asked for past all that is kept */
export function answerMap(path: string, isPage: boolean, isAgain: boolean): Promise<Response> | null {
  if (isPage) return pages.test(path) ? newestPage(path) : null;
  if (parts.includes(path)) return storedPart(path);
  if (hashed.test(path)) return storedFile(path, isAgain);
  if (changing.test(path)) return newest(path);
  return null;
}

/** The map's files that a page read before the worker stood behind it; null: another message. */
export function keptOnWish(message: unknown): readonly string[] | null {
  if (typeof message !== 'object' || message === null || !('keepMap' in message) || !Array.isArray(message.keepMap)) return null;
  const paths: readonly unknown[] = message.keepMap;
  return paths.filter((path): path is string => typeof path === 'string' && (hashed.test(path) || changing.test(path)));
}

/** Called once the page works; what is there already is not fetched again. @param used see keptOnWish */
export async function keepMapPage(used: readonly string[]): Promise<void> {
  const cache = await caches.open(shell);
  const missing: string[] = [];
  for (const path of [page, ...parts]) if (!(await cache.match(path))) missing.push(path);
  // one by one: a part that fails is fetched when it is needed
  await Promise.all(missing.map((path) => cache.add(new Request(path, { credentials: 'omit' })).catch(() => undefined)));
  for (const path of used) await (hashed.test(path) ? storedFile(path, false) : newest(path)).catch(() => undefined);
}

/** Every address of the map is the same page. */
async function newestPage(path: string): Promise<Response> {
  const cache = await caches.open(shell);
  const stored = await cache.match(page);
  const fresh = fetch(path, { cache: 'no-cache', credentials: 'omit' });
  if (!stored) return fresh;
  return withinTime(
    fresh.then((answer) => (answer.ok ? answer : stored)),
    stored,
  );
}

async function storedPart(path: string): Promise<Response> {
  const cache = await caches.open(shell);
  const stored = await cache.match(path);
  if (stored) return stored;
  const answer = await fetch(path, { credentials: 'omit' });
  if (answer.ok) await cache.put(path, answer.clone());
  return answer;
}

async function storedFile(path: string, isAgain: boolean): Promise<Response> {
  const cache = await caches.open(data);
  const stored = isAgain ? undefined : await cache.match(path);
  if (stored) return stored;
  const answer = await fetch(path, { credentials: 'omit', cache: isAgain ? 'reload' : 'default' });
  if (answer.ok) await keep(cache, path, answer.clone());
  return answer;
}

async function newest(path: string): Promise<Response> {
  const cache = await caches.open(data);
  const stored = await cache.match(path);
  const fresh = fetch(path, { cache: 'no-cache', credentials: 'omit' }).then(async (answer) => {
    if (answer.ok) await keep(cache, path, await dated(answer.clone(), 'x-kept-at'));
    return answer;
  });
  if (!stored) return fresh;
  return withinTime(fresh, await dated(stored, 'x-stored-at'));
}

/** The stored answer when the network fails or takes too long. */
function withinTime(fresh: Promise<Response>, stored: Response): Promise<Response> {
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(stored), slowMs));
  return Promise.race([fresh.catch(() => stored), late]);
}

/** When it is kept it learns the time; when it is given out again, it tells it. */
async function dated(answer: Response, header: 'x-kept-at' | 'x-stored-at'): Promise<Response> {
  const headers = new Headers(answer.headers);
  const served = Date.parse(answer.headers.get('date') ?? '') || Date.now();
  headers.set(header, header === 'x-kept-at' ? String(served) : (answer.headers.get('x-kept-at') ?? '0'));
  // the body is unpacked already
  for (const packed of ['content-encoding', 'content-length']) headers.delete(packed);
  return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
}

/** The oldest go first: a store keeps the order in which things came. */
async function keep(cache: Cache, path: string, answer: Response): Promise<void> {
  try {
    await cache.delete(path);
    await cache.put(path, answer);
    const all = await cache.keys();
    for (const old of all.slice(0, Math.max(0, all.length - mostFiles))) await cache.delete(old);
  } catch {
    // a full phone: the answer is given all the same
  }
}
