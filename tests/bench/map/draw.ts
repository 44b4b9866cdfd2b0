/**
 * Drawing the whole country on a phone's screen, in one run and one browser: ours, supercluster with an element for each cluster, and
 * leaflet.markercluster. All begin with the same columns in memory and stand on a ground without tiles.
 */
import type { Page } from 'playwright-core';
import { atLeast, type BenchRow, below } from '../report.ts';
import { withCountry } from './country.ts';
import { type DrawPages, withDrawPages } from './draw-page/open.ts';

const stations = 200_000;
const zooms = [5, 9, 12] as const;
const panMs = 3000;
const rounds = 3;
const megabyte = 2 ** 20;

const middleOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const tell = (line: string) => console.error(`  ${line}`);

async function loadMs(page: Page, peer: 'loadOurs' | 'loadSupercluster' | 'loadMarkerCluster'): Promise<number> {
  return page.evaluate(async (peer) => {
    const { bench } = window;
    const country = await bench.readCountry();
    const map = bench.emptyMap();
    await bench.painted();
    const loaded = await bench[peer](map, country);
    return typeof loaded === 'number' ? loaded : loaded.ms;
  }, peer);
}

async function loadRows({ open }: DrawPages): Promise<BenchRow[]> {
  const times = async (peer: 'loadOurs' | 'loadSupercluster') => {
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) took.push(await loadMs(await open(), peer));
    return middleOf(took);
  };
  const ours = await times('loadOurs');
  const supercluster = await times('loadSupercluster');
  tell(`supercluster + DOM: ${supercluster.toFixed(0)} ms`);
  const markercluster = await loadMs(await open(), 'loadMarkerCluster');
  tell(`leaflet.markercluster: ${markercluster.toFixed(0)} ms`);
  return [
    below('200,000 stations on the map, from memory to first paint', ours, 'ms', 500),
    atLeast('  supercluster + DOM takes', supercluster / ours, 'times as long', 3),
    atLeast('  leaflet.markercluster takes', markercluster / ours, 'times as long', 50),
  ];
}

type Kind = 'empty' | 'ours' | 'supercluster';

/** Frames a second at each zoom. */
async function panned({ open }: DrawPages, kind: Kind): Promise<readonly number[]> {
  const page = await open();
  return page.evaluate(
    async ({ kind, zooms, panMs }) => {
      const { bench } = window;
      const map = bench.emptyMap();
      if (kind === 'ours') await bench.loadOurs(map, await bench.readCountry());
      if (kind === 'supercluster') await bench.loadSupercluster(map, await bench.readCountry());
      const rates: number[] = [];
      for (const zoom of zooms) {
        bench.moveTo(map, zoom);
        await bench.painted();
        await bench.pan(map, 500);
        bench.moveTo(map, zoom);
        const { frames, ms } = await bench.pan(map, panMs);
        rates.push((frames / ms) * 1000);
      }
      return rates;
    },
    { kind, zooms, panMs },
  );
}

async function panRows(pages: DrawPages): Promise<BenchRow[]> {
  const rates = { empty: [] as (readonly number[])[], ours: [] as (readonly number[])[] };
  // one after the other, so that what else the machine does meets both
  for (let round = 0; round < rounds; round += 1)
    for (const kind of ['empty', 'ours'] as const) rates[kind].push(await panned(pages, kind));
  const peer = await panned(pages, 'supercluster');
  return zooms.map((zoom, at) => {
    const [empty, ours] = (['empty', 'ours'] as const).map((kind) => middleOf(rates[kind].map((one) => one[at] as number))) as [
      number,
      number,
    ];
    tell(
      `panning at z${zoom}: empty ${empty.toFixed(1)}, ours ${ours.toFixed(1)}, supercluster + DOM ${peer[at]?.toFixed(1)} frames a second`,
    );
    return atLeast(`panning at z${zoom}: frames of those that an empty map keeps`, (ours / empty) * 100, '%', 95);
  });
}

/** Bytes above the page with an empty map, everything read: columns, names, hours. */
async function memoryRow({ open }: DrawPages): Promise<BenchRow> {
  const measured = async (kind: 'empty' | 'ours') => {
    const page = await open();
    const found = await page.evaluate(async (kind) => {
      const { bench } = window;
      const map = bench.emptyMap();
      if (kind === 'ours') {
        const files = bench.publishedFiles();
        const { store } = bench.ourMap(map, files);
        await bench.until(() => store.state().phase === 'ready');
        await store.readPack();
        await store.search('yz', new AbortController().signal);
      }
      await bench.painted();
      return bench.memory();
    }, kind);
    for (const { bytes, types } of found.parts)
      if (bytes > megabyte / 2) tell(`${kind}: ${(bytes / megabyte).toFixed(1)} MB ${types.join('+')}`);
    tell(`${kind}: canvas ${(found.canvasBytes / megabyte).toFixed(1)} MB`);
    const isCanvasIn = found.parts.some(({ types }) => types.includes('Canvas'));
    return found.bytes + (isCanvasIn ? 0 : found.canvasBytes);
  };
  const empty = await measured('empty');
  return below(
    'memory above the empty page, with array buffers, worker and canvas',
    ((await measured('ours')) - empty) / megabyte,
    'MB',
    40,
  );
}

async function answerRows({ open }: DrawPages): Promise<BenchRow[]> {
  const page = await open();
  const { filter, nearest } = await page.evaluate(async () => {
    const { bench } = window;
    const country = await bench.readCountry();
    const { ours } = await bench.loadOurs(bench.emptyMap(), country);
    return { filter: await bench.filterMs(ours, 12), nearest: bench.nearestMs(country, 1000) };
  });
  return [
    below('filter and visible update, all stations in view, the slowest', Math.max(...filter), 'ms', 100),
    below('20 nearest open, the slowest of 1,000 places', Math.max(...nearest), 'ms', 20),
  ];
}

export const measureDraw = (): Promise<readonly BenchRow[]> => withCountry(stations, ({ dir }) => drawRows(dir));

/** @param mapDir a published country */
export const drawRows = (mapDir: string): Promise<readonly BenchRow[]> =>
  withDrawPages(mapDir, async (pages) => [
    ...(await loadRows(pages)),
    ...(await panRows(pages)),
    await memoryRow(pages),
    ...(await answerRows(pages)),
  ]);
