import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const file = '/map/shard-0123456789abcdef.bin';

/** A phone's store: the last that was put in is the newest. */
function storeOf() {
  const kept = new Map<string, Response>();
  const cache = {
    match: async (path: string) => kept.get(path)?.clone(),
    put: async (path: string, answer: Response) => void kept.set(path, answer),
    delete: async (path: string) => kept.delete(path),
    keys: async () => [...kept.keys()],
  };
  return { open: async () => cache };
}

let asked: (string | undefined)[] = [];
let served = '';

beforeEach(() => {
  asked = [];
  served = 'damaged';
  vi.stubGlobal('__MAP_PARTS__', []);
  vi.stubGlobal('caches', storeOf());
  vi.stubGlobal('fetch', async (_: string, init?: RequestInit) => {
    asked.push(init?.cache);
    return new Response(served);
  });
  vi.resetModules();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const worker = () => import('../../../../maps/site/map/offline.ts');
const textOf = async (answer: Promise<Response> | null) => (answer ? (await answer).text() : null);

describe('a file of the map that the worker keeps', () => {
  it('is given from the store; damaged, it is asked for past the store and every cache, and the good one is kept', async () => {
    const { answerMap } = await worker();
    const read = (isAgain: boolean) => textOf(answerMap(file, false, isAgain));
    expect([await read(false), await read(false)]).toEqual(['damaged', 'damaged']);
    served = 'good';
    expect([await read(false), await read(true), await read(false)]).toEqual(['damaged', 'good', 'good']);
    expect(asked).toEqual(['default', 'reload']);
  });

  it('is left as it is where the second asking fails', async () => {
    const { answerMap } = await worker();
    expect(await textOf(answerMap(file, false, false))).toBe('damaged');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
    await expect(answerMap(file, false, true)).rejects.toThrow('no network');
    expect(await textOf(answerMap(file, false, false))).toBe('damaged');
  });

  it('is one that is named by its content; what is not of the map is nobody’s', async () => {
    const { answerMap, keptOnWish } = await worker();
    expect(answerMap('/api/stations/1/reports', false, false)).toBe(null);
    expect(keptOnWish({ keepMap: [file, '/map/manifest.json', '/text', 7] })).toEqual([file, '/map/manifest.json']);
    expect([keptOnWish(null), keptOnWish({ keepMap: 'all' })]).toEqual([null, null]);
  });
});
