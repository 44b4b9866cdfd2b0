/**
 * Runs in the measured browser: the map as the site has it, an empty Leaflet map, and the two usual ways to put very many points on one.
 * All begin with the same columns in memory, so that neither the network nor the reading of files is compared.
 */
import 'leaflet/dist/leaflet.css';
import 'leaflet.markercluster/dist/MarkerCluster.css';
import * as leaflet from 'leaflet';
import Supercluster from 'supercluster';
import type { MapFiles } from '../../../../maps/site/map/core/map-files.ts';
import { mapFiles } from '../../../../maps/site/map/core/map-files.ts';
import { mapStore } from '../../../../maps/site/map/core/map-store.ts';
import { nearestPassing } from '../../../../maps/site/map/core/nearest.ts';
import { siteClock } from '../../../../maps/site/map/core/site-clock.ts';
import { StationLayer } from '../../../../maps/site/map/core/station-layer.ts';
import type { ShownState } from '../../../../maps/site/map/station-view.ts';
import { openTable } from '../../../../shared/domain/hours/open-state.ts';
import { latOf, lngOf } from '../../../../shared/geo/mercator.ts';
import { prefixOf } from '../../../../shared/map-data/cells.ts';
import type { Manifest } from '../../../../shared/map-data/manifest.ts';
import { decodePack, type Pack } from '../../../../shared/map-data/pack.ts';

export interface Country {
  readonly files: MapFiles;
  readonly manifest: Manifest;
  readonly pack: Pack;
}

const noonMs = Date.parse('2026-06-01T12:00:00+08:00');
/** Where many stations are, at each zoom that is panned. */
const middle = { lat: 31.2, lng: 117 };
const city = { lat: 31.2, lng: 121.5 };
const centreAt = (zoom: number) => (zoom < 8 ? middle : city);

export const publishedFiles = (read: typeof fetch = (input, init) => fetch(input, init)) =>
  mapFiles({ base: '/map/', fetch: read, digest: (bytes) => crypto.subtle.digest('SHA-256', bytes) });

/** Small files that the map asks for first are in memory too. */
async function readBefore(manifest: Manifest): Promise<typeof fetch> {
  const names = JSON.stringify(manifest).match(/(?:holidays|districts|overview)-[\w-]+\.(?:json|bin)/g) ?? [];
  const read = async (name: string) => [`/map/${name}`, await (await fetch(`/map/${name}`)).arrayBuffer()] as const;
  const known = new Map<unknown, ArrayBuffer>(await Promise.all(names.map(read)));
  return async (input, init) => {
    const bytes = known.get(input);
    return bytes ? new Response(bytes.slice()) : fetch(input, init);
  };
}

export async function readCountry(): Promise<Country> {
  const { manifest } = await publishedFiles().manifest();
  const files = publishedFiles(await readBefore(manifest));
  const bytes = new Uint8Array(await (await fetch(`/map/${manifest.pack?.file}`)).arrayBuffer());
  return { files, manifest, pack: decodePack(bytes) };
}

export function emptyMap(zoom = 5): leaflet.Map {
  const box = document.createElement('div');
  box.style.cssText = 'position:fixed;inset:0;background:#F1EBDF';
  document.body.append(box);
  return leaflet.map(box, {
    center: centreAt(zoom),
    zoom,
    minZoom: 3,
    maxZoom: 19,
    zoomControl: false,
    inertia: false,
    attributionControl: false,
  });
}

/** Resolves when the frame that is due next has been painted. */
export function painted(): Promise<number> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(0);
    }),
  );
}

const labels: Readonly<Record<ShownState['kind'], string>> = {
  open: '到 21:00',
  soon: '12:00 午休',
  closed: '14:00 开',
  suspended: '暂停',
  unknown: '不明',
};

function ourStore(files: MapFiles) {
  return mapStore({
    files,
    // noon, when most are open
    clock: siteClock(
      () => noonMs + performance.now(),
      () => performance.now(),
    ),
    labelOf: ({ kind }) => labels[kind],
    isUnmetered: () => false,
    every: () => () => undefined,
    idle: () => undefined,
  });
}

export type OurMap = ReturnType<typeof ourMap>;

/** As screen/leaflet-map.tsx joins them. */
export function ourMap(map: leaflet.Map, files: MapFiles) {
  const store = ourStore(files);
  const layer = new StationLayer(store.marks, { onPress: () => undefined, isCalm: () => false, later: (work) => work() });
  layer.addTo(map);
  const see = () => {
    const bounds = map.getBounds();
    store.see({ south: bounds.getSouth(), west: bounds.getWest(), north: bounds.getNorth(), east: bounds.getEast(), zoom: map.getZoom() });
  };
  map.on('moveend', see);
  see();
  return { store, layer };
}

export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await painted();
}

/** Milliseconds from columns in memory to the painted map, and the map. */
export async function loadOurs(map: leaflet.Map, country: Country): Promise<{ ms: number; ours: OurMap }> {
  const { manifest, pack } = country;
  const files: MapFiles = {
    ...country.files,
    manifest: async () => ({ manifest, servedMs: null, storedMs: null }),
    read: (file, decode) =>
      file === manifest.pack?.file ? Promise.resolve(pack as ReturnType<typeof decode>) : country.files.read(file, decode),
  };
  const startMs = performance.now();
  const ours = ourMap(map, files);
  await Promise.resolve();
  await until(() => ours.store.state().phase === 'ready');
  // names are read after it and are not on the map
  const whole = ours.store.readPack();
  await until(() => ours.store.state().isExact && (ours.store.state().count ?? 0) > 0);
  const ms = (await painted()) - startMs;
  await whole;
  return { ms, ours };
}

type Cluster = { readonly point_count?: number };

function points({ columns }: Pack) {
  return Array.from({ length: columns.count }, (_, row) => ({
    lat: latOf(columns.y[row] as number),
    lng: lngOf(columns.x[row] as number),
    number: columns.number[row] as number,
  }));
}

const clusterIcon = (count: number) =>
  new leaflet.DivIcon({
    html: `<div style="width:40px;height:40px;border-radius:20px;background:#fff;text-align:center;line-height:40px">${count}</div>`,
    className: '',
    iconSize: [40, 40],
  });
const pointIcon = () =>
  new leaflet.DivIcon({
    html: '<div style="width:16px;height:16px;border-radius:8px;background:#064">',
    className: '',
    iconSize: [16, 16],
  });

/** As in supercluster's own demo, on the main thread: its clusters of the view, each an element. */
export async function loadSupercluster(map: leaflet.Map, { pack }: Country): Promise<number> {
  const startMs = performance.now();
  const index = new Supercluster<{ number: number }>({ radius: 64, maxZoom: 15 });
  index.load(
    points(pack).map(({ lat, lng, number }) => ({
      type: 'Feature',
      properties: { number },
      geometry: { type: 'Point', coordinates: [lng, lat] },
    })),
  );
  const group = leaflet.layerGroup().addTo(map);
  const update = () => {
    const bounds = map.getBounds();
    group.clearLayers();
    for (const { geometry, properties } of index.getClusters(
      [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
      map.getZoom(),
    )) {
      const [lng = 0, lat = 0] = geometry.coordinates;
      const count = (properties as Cluster).point_count;
      group.addLayer(leaflet.marker([lat, lng], { icon: count ? clusterIcon(count) : pointIcon() }));
    }
  };
  map.on('moveend', update);
  update();
  return (await painted()) - startMs;
}

/** With its own advice for many markers: added all at once, in chunks only where a page must answer meanwhile. */
export async function loadMarkerCluster(map: leaflet.Map, { pack }: Country): Promise<number> {
  const global = { ...leaflet } as typeof leaflet & {
    markerClusterGroup(): leaflet.LayerGroup & { addLayers(all: readonly leaflet.Marker[]): void };
  };
  Object.assign(window, { L: global });
  await import('leaflet.markercluster' as string);
  const startMs = performance.now();
  const group = global.markerClusterGroup();
  const icon = pointIcon();
  group.addLayers(points(pack).map(({ lat, lng }) => leaflet.marker([lat, lng], { icon })));
  map.addLayer(group);
  return (await painted()) - startMs;
}

const pixelsPerMs = 0.6;
const dragMs = 400;
const ways = [
  [-1, 0],
  [-1, 0],
  [0, -1],
  [1, 0],
  [1, 0],
  [0, 1],
] as const;

/** Drags with a mouse, 600 px a second, a new drag every 400 ms: frames that the page got for it, and milliseconds. */
export async function pan(map: leaflet.Map, ms: number): Promise<{ frames: number; ms: number; late: number }> {
  const box = map.getContainer();
  const start = { x: box.clientWidth / 2, y: box.clientHeight / 2 };
  const send = (target: EventTarget, type: string, x: number, y: number) =>
    target.dispatchEvent(
      new MouseEvent(type, { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y, button: 0, buttons: 1 }),
    );
  await painted();
  return new Promise((resolve) => {
    const startMs = performance.now();
    let drag = -1;
    let frames = 0;
    let late = 0;
    let beforeMs = startMs;
    const frame = () => {
      const now = performance.now();
      frames += 1;
      if (now - beforeMs > 25) late += 1;
      beforeMs = now;
      const done = now - startMs;
      const at = Math.floor(done / dragMs);
      if (at !== drag || done >= ms) {
        if (drag >= 0) send(document, 'mouseup', start.x, start.y);
        if (done >= ms) return resolve({ frames, ms: done, late });
        drag = at;
        send(box, 'mousedown', start.x, start.y);
      }
      const [dx, dy] = ways[drag % ways.length] as readonly [number, number];
      const far = (done - drag * dragMs) * pixelsPerMs;
      send(document, 'mousemove', start.x + dx * far, start.y + dy * far);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

export function moveTo(map: leaflet.Map, zoom: number): void {
  map.setView(centreAt(zoom), zoom, { animate: false });
}

/** Milliseconds from each change of the filter to the painted map. */
export async function filterMs({ store }: OurMap, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let at = 0; at < times; at += 1) {
    await painted();
    const startMs = performance.now();
    store.setFilter({ openNow: at % 2 === 0, amenities: (1 << (at % 5)) | (1 << 7) });
    await Promise.resolve();
    took.push((await painted()) - startMs);
  }
  store.setFilter({ openNow: false, amenities: 0 });
  return took;
}

/** Milliseconds of each search for the 20 nearest open stations, from places all over the country. */
export function nearestMs({ pack: { columns } }: Country, times: number): number[] {
  const table = openTable(columns.schedules, noonMs, { version: 1, years: {} });
  const open = prefixOf(Uint8Array.from(columns.hours, (hours) => ((table[hours] ?? 0) >= 2 ? 1 : 0)));
  return Array.from({ length: times }, (_, at) => {
    const from = { lat: 20 + ((at * 7.31) % 30), lng: 80 + ((at * 13.7) % 50) };
    const startMs = performance.now();
    if (nearestPassing(columns, open, from, 20).length < 20) throw new Error('fewer than 20 are open');
    return performance.now() - startMs;
  });
}

/** Bytes of scripts, elements, array buffers and workers, after a collection; the pictures behind canvases beside it. */
export async function memory(): Promise<{
  bytes: number;
  canvasBytes: number;
  parts: readonly { bytes: number; types: readonly string[] }[];
}> {
  const measure = performance as Performance & {
    measureUserAgentSpecificMemory(): Promise<{ bytes: number; breakdown: readonly { bytes: number; types: readonly string[] }[] }>;
  };
  const { bytes, breakdown } = await measure.measureUserAgentSpecificMemory();
  const canvasBytes = [...document.querySelectorAll('canvas')].reduce((sum, { width, height }) => sum + width * height * 4, 0);
  return { bytes, canvasBytes, parts: breakdown.map(({ bytes, types }) => ({ bytes, types })) };
}
