/**
 * The public site as it is published: dist/site holds the map (index.html), the card page (c.html), sw.js and hashed parts, to be
 * served by any file server. They are two builds into one folder, so that the card page shares no part with the map and stays small
 * (docs/decisions/0006-card-page.md). What the card page trusts is settled here:
 *   YIZHAN_ROOT_KEYS   one or two Ed25519 public keys in hex or base64url, comma-separated: pinned into the page
 *   YIZHAN_LISTS       a folder with keys.cose and revoked.cose: copies of them travel with the page (pinned builds only)
 *   YIZHAN_HOTLINE     the operator's service line
 * `--mode demo` without root keys builds the demo's page, which asks its server for the demo's root and says 演示.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { amenities } from '../../shared/domain/amenity.ts';
import { trades } from '../../shared/domain/trade-catalogue.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Pinned {
  /** Hex of the root keys; null for a demo. */
  readonly keys: readonly string[] | null;
  /** Why this page must not be built. */
  readonly fault: string | null;
}

function rootKeys(text: string | undefined, mode: string): Pinned {
  const keys = (text ?? '').split(',').flatMap((key) => (key.trim() === '' ? [] : [key.trim()]));
  if (keys.length === 0) {
    const missing =
      'The card page needs its root keys: set YIZHAN_ROOT_KEYS to one or two Ed25519 public keys (hex or base64url, comma-separated), or build a demo with --mode demo.';
    return { keys: null, fault: mode === 'demo' ? null : missing };
  }
  const bytes = keys.map((key) => Buffer.from(key, /^[0-9a-f]{64}$/i.test(key) ? 'hex' : 'base64url'));
  const wrong = keys.length > 2 || bytes.some((key) => key.length !== 32);
  return {
    keys: bytes.map((key) => key.toString('hex')),
    fault: wrong ? 'YIZHAN_ROOT_KEYS must be one or two Ed25519 public keys of 32 bytes each, in hex or base64url.' : null,
  };
}

/** Refused when it is built, not when the settings are read: other tools read them too. */
function onlyWithRoot(fault: string | null): Plugin {
  return {
    name: 'only-with-root',
    buildStart() {
      if (fault !== null) this.error(fault);
    },
  };
}

const lineNames = [
  ...['arrow-clockwise', 'calendar-blank', 'calendar-x', 'camera', 'chat-circle-text', 'check', 'circle-notch', 'clock'],
  ...['clock-counter-clockwise', 'identification-card', 'image', 'key', 'link-break', 'phone', 'prohibit', 'question', 'scan'],
  ...['wifi-slash', 'x'],
];
const fullNames = { 'phone-fill': 'phone', seal: 'seal', 'seal-check': 'seal-check' };

function shape(weight: 'bold' | 'duotone' | 'fill', name: string): readonly string[] {
  const svg = readFileSync(at(`../../node_modules/@phosphor-icons/core/assets/${weight}/${name}-${weight}.svg`), 'utf8');
  return [...svg.matchAll(/ d="([^"]+)"/g)].map(([, path]) => path ?? '');
}

/** Only the path data travels; the page makes the elements. */
const lines = Object.fromEntries([
  ...lineNames.map((name) => [name, shape('bold', name).join('')]),
  ...Object.entries(fullNames).map(([name, file]) => [name, shape('fill', file).join('')]),
]);
const tradeShapes = Object.fromEntries(
  trades.map(({ icon }) => [icon, { tone: shape('duotone', icon)[0] ?? '', line: shape('bold', icon).join('') }]),
);

/** Data, not script: nothing to compile on a cheap phone. */
const shapesSource = JSON.stringify(tradeShapes);
const shapesFile = `assets/trade-shapes-${createHash('sha256').update(shapesSource).digest('hex').slice(0, 8)}.json`;

function shapes(): Plugin {
  return {
    name: 'trade-shapes',
    buildStart() {
      this.emitFile({ type: 'asset', fileName: shapesFile, source: shapesSource });
    },
  };
}

/** Pictograms of the map as one file of symbols: nothing to compile, and none of it in the way of the first script. */
const mapLines = [
  ...[
    'calendar-blank',
    'caret-down',
    'caret-left',
    'caret-right',
    'caret-up',
    'check',
    'circle',
    'copy',
    'dots-three',
    'funnel-simple',
    'gps-fix',
    'list-bullets',
  ],
  ...[
    'magnifying-glass',
    'map-trifold',
    'minus',
    'moon',
    'person-simple-walk',
    'plus',
    'printer',
    'question',
    'share-network',
    'sliders-horizontal',
  ],
  ...['text-align-left', 'translate', 'wifi-slash', 'x'],
];
const mapTones = [
  ...[
    'bell-ringing',
    'briefcase',
    'calendar-blank',
    'device-mobile',
    'door',
    'lock-key-open',
    'lock-simple',
    'map-pin-line',
    'phone',
    'prohibit',
  ],
  ...['qr-code', 'question', 'scales', 'scan', 'truck', 'wrench'],
  // trades on the page for employers
  ...trades.map(({ icon }) => icon).filter((icon) => icon !== 'dots-three'),
  ...amenities.map(({ icon }) => icon),
];
const mapFull = ['check-circle', 'navigation-arrow'];

function symbols(): string {
  const symbol = (id: string, body: string) => `<symbol id="${id}" viewBox="0 0 256 256">${body}</symbol>`;
  const path = (d: string, fill: string) => `<path d="${d}" fill="${fill}"/>`;
  const all = new Map([
    ...mapLines.map((name) => [`${name}-line`, path(shape('bold', name).join(''), 'currentColor')] as const),
    ...mapFull.map((name) => [`${name}-fill`, path(shape('fill', name).join(''), 'currentColor')] as const),
    ...mapTones.map((name) => {
      const body = path(shape('duotone', name)[0] ?? '', 'var(--tone, none)') + path(shape('bold', name).join(''), 'currentColor');
      return [name, body] as const;
    }),
  ]);
  return `<svg xmlns="http://www.w3.org/2000/svg">${[...all].map(([id, body]) => symbol(id, body)).join('')}</svg>`;
}
const symbolsSource = symbols();
const symbolsFile = `assets/pictograms-${createHash('sha256').update(symbolsSource).digest('hex').slice(0, 8)}.svg`;

function pictograms(): Plugin {
  return {
    name: 'pictograms',
    buildStart() {
      this.emitFile({ type: 'asset', fileName: symbolsFile, source: symbolsSource });
    },
  };
}

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'";

/** What a phone needs to put the map on its first screen; and settings that say nothing, for the operator to replace (map/site-config.ts). */
const besidePage: Readonly<Record<string, string>> = {
  'manifest.webmanifest': JSON.stringify({
    name: '驿站地图',
    short_name: '驿站',
    description: '离你最近、现在开着的驿站',
    lang: 'zh-CN',
    id: '/',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#FBF7F0',
    theme_color: '#FFFFFF',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  }),
  'icon.svg': readFileSync(at('map/look/icon.svg'), 'utf8'),
  'site-config.json': '{}\n',
};

function beside(): Plugin {
  return {
    name: 'beside-the-page',
    buildStart() {
      for (const [fileName, source] of Object.entries(besidePage)) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/** The map also shows tiles, from wherever the operator's site-config.json says: known when it is served, not when it is built. */
const mapPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: blob: data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'";

/** The policy travels in the page too, so that it holds behind any file server; only a demo asks its server for a root. */
function pageParts(isDemo: boolean): Plugin {
  const inHead = (html: string, rule: string, more = '') =>
    html.replace('<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${rule}">${more}`);
  return {
    name: 'page-parts',
    transformIndexHtml: (html, { path }) =>
      path.endsWith('/c.html') ? inHead(html, policy, isDemo ? '\n<script src="/root-keys.js"></script>' : '') : inHead(html, mapPolicy),
  };
}

/** What the map's build left in the folder, for the worker that the next build makes. */
interface Built {
  files: readonly string[];
  version: string;
}

const contentOf = (part: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined) =>
  part?.type === 'chunk' ? part.code : (part?.source ?? '');

function listing(bundle: Rolldown.OutputBundle, files: readonly string[]): Built {
  const version = createHash('sha256');
  for (const name of [...files].sort()) version.update(name).update(contentOf(bundle[name]));
  return { files: [...files].sort(), version: version.digest('hex').slice(0, 12) };
}

/** Tells the service worker what belongs to this build. The scanner's engine is left out: it is large, and kept when it was used. */
function offlineParts(isDemo: boolean): Plugin {
  let map: Built = { files: [], version: 'none' };
  return {
    name: 'offline-parts',
    enforce: 'post',
    sharedDuringBuild: true,
    generateBundle(_, bundle) {
      const files = Object.keys(bundle);
      if (this.environment.name === 'map') {
        map = listing(
          bundle,
          // what may be replaced beside the page is asked for each time
          files.filter((name) => name !== 'site-config.json'),
        );
        return;
      }
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') return;
      const card = listing(bundle, [...files.filter((name) => name.startsWith('assets/') && !/read-code|\.wasm$/.test(name)), 'c.html']);
      const parts = [...card.files.flatMap((name) => (name === 'c.html' ? [] : [`/${name}`])), ...(isDemo ? ['/root-keys.js'] : [])];
      const mapParts = map.files.flatMap((name) => (name === 'index.html' ? [] : [`/${name}`]));
      worker.code = worker.code
        .replace('__PARTS__', () => JSON.stringify(parts))
        .replace('__VERSION__', () => card.version)
        .replace('__MAP_PARTS__', () => JSON.stringify(mapParts))
        .replace('__MAP_VERSION__', () => map.version);
    },
  };
}

/** Copies of the lists for a first visit without a network, by the names they are published under. */
function copiesOfLists(folder: string | null) {
  if (folder === null) return null;
  const copy = (name: string) => {
    const source = readFileSync(join(folder, `${name}.cose`));
    return { fileName: `assets/${name}-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.cose`, source };
  };
  return { keys: copy('keys'), revoked: copy('revoked') };
}

function bakedLists(copies: ReturnType<typeof copiesOfLists>): Plugin {
  return {
    name: 'baked-lists',
    buildStart() {
      for (const copy of Object.values(copies ?? {})) this.emitFile({ type: 'asset', ...copy });
    },
  };
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.md|\.txt)?$/i.test(name));
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
}

/** The licences of what travels with the page. The scanner's engine is ZXing-C++, compiled. */
function licences(): Plugin {
  const owners = [
    ...['@phosphor-icons/core', '@noble/ed25519', 'zxing-wasm', 'react', 'react-dom', 'leaflet', 'react-leaflet', 'wouter'],
    ...['i18next', 'zod', 'qrcode', 'uuid'],
  ];
  return {
    name: 'licences',
    generateBundle() {
      const texts = owners.map((name) => `${name}\n\n${licenceOf(at(`../../node_modules/${name}/`))}\n`);
      const engine = 'ZXing-C++ (in zxing-wasm): Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0\n';
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: [...texts, engine].join('\n\n') });
    },
  };
}

const onlyFor = (build: string, plugin: Plugin): Plugin => ({ ...plugin, applyToEnvironment: ({ name }) => name === build });

export default defineConfig(({ mode }) => {
  const { keys, fault } = rootKeys(process.env['YIZHAN_ROOT_KEYS'], mode);
  const isDemo = keys === null;
  const copies = copiesOfLists((!isDemo && process.env['YIZHAN_LISTS']) || null);
  return {
    root: at('.'),
    appType: 'mpa',
    publicDir: false,
    plugins: [
      react(),
      onlyWithRoot(fault),
      pageParts(isDemo),
      onlyFor('client', bakedLists(copies)),
      onlyFor('client', shapes()),
      onlyFor('client', licences()),
      onlyFor('map', pictograms()),
      onlyFor('map', beside()),
      offlineParts(isDemo),
    ],
    define: {
      __LINES__: JSON.stringify(lines),
      __TRADE_SHAPES__: JSON.stringify(`/${shapesFile}`),
      __PICTOGRAMS__: JSON.stringify(`/${symbolsFile}`),
      __ROOT_KEYS__: JSON.stringify(keys),
      __BAKED_LISTS__: JSON.stringify(copies && { keys: `/${copies.keys.fileName}`, revoked: `/${copies.revoked.fileName}` }),
      __HOTLINE__: JSON.stringify(process.env['YIZHAN_HOTLINE'] || null),
    },
    build: {
      outDir: at('../../dist/site'),
      // Phones of 2020: Android's WebView and iOS 14.
      target: ['chrome87', 'safari14'],
      // what the first script asks for is asked for beside it; what comes later comes later
      modulePreload: { polyfill: false, resolveDependencies: (_, parts, { hostType }) => (hostType === 'html' ? parts : []) },
      assetsInlineLimit: 0,
    },
    environments: {
      map: {
        consumer: 'client',
        build: { emptyOutDir: true, rolldownOptions: { input: { map: at('index.html') } } },
      },
      client: {
        build: {
          emptyOutDir: false,
          rolldownOptions: {
            input: { c: at('c.html'), sw: at('card/service-worker.ts') },
            output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
          },
        },
      },
    },
    builder: {
      // the map first: the worker of the second build lists its parts
      async buildApp({ build, environments: { map, client } }) {
        if (map) await build(map);
        if (client) await build(client);
      },
    },
  };
});
