/**
 * The card page as it is published: dist/site holds c.html, sw.js and hashed parts, to be served by any file server
 * (docs/decisions/0006-card-page.md). What the page trusts is settled here:
 *   YIZHAN_ROOT_KEYS   one or two Ed25519 public keys in hex or base64url, comma-separated: pinned into the page
 *   YIZHAN_LISTS       a folder with keys.cose and revoked.cose: copies of them travel with the page (pinned builds only)
 *   YIZHAN_HOTLINE     the operator's service line
 * `--mode demo` without root keys builds the demo's page, which asks its server for the demo's root and says 演示.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
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

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'";

/** The policy travels in the page too, so that it holds behind any file server; only a demo asks its server for a root. */
function pageParts(isDemo: boolean): Plugin {
  return {
    name: 'page-parts',
    transformIndexHtml: (html) =>
      html.replace(
        '<meta charset="utf-8">',
        `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">${isDemo ? '\n<script src="/root-keys.js"></script>' : ''}`,
      ),
  };
}

/** Tells the service worker what belongs to this build. The scanner's engine is left out: it is large, and kept when it was used. */
function offlineParts(isDemo: boolean): Plugin {
  return {
    name: 'offline-parts',
    enforce: 'post',
    generateBundle(_, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') return;
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !/read-code|\.wasm$/.test(name));
      const version = createHash('sha256');
      for (const name of [...files, 'c.html'].sort()) {
        const part = bundle[name];
        version.update(name).update(part?.type === 'chunk' ? part.code : (part?.source ?? ''));
      }
      const parts = [...files.sort().map((name) => `/${name}`), ...(isDemo ? ['/root-keys.js'] : [])];
      worker.code = worker.code
        .replace('__PARTS__', () => JSON.stringify(parts))
        .replace('__VERSION__', () => version.digest('hex').slice(0, 12));
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

/** The licences of what travels with the page. The scanner's engine is ZXing-C++, compiled. */
function licences(): Plugin {
  const owners = ['@phosphor-icons/core', '@noble/ed25519', 'zxing-wasm'];
  return {
    name: 'licences',
    generateBundle() {
      const texts = owners.map((name) => `${name}\n\n${readFileSync(at(`../../node_modules/${name}/LICENSE`), 'utf8').trim()}\n`);
      const engine = 'ZXing-C++ (in zxing-wasm): Apache License 2.0, https://www.apache.org/licenses/LICENSE-2.0\n';
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: [...texts, engine].join('\n\n') });
    },
  };
}

export default defineConfig(({ mode }) => {
  const { keys, fault } = rootKeys(process.env['YIZHAN_ROOT_KEYS'], mode);
  const isDemo = keys === null;
  const copies = copiesOfLists((!isDemo && process.env['YIZHAN_LISTS']) || null);
  return {
    root: at('.'),
    publicDir: false,
    plugins: [onlyWithRoot(fault), pageParts(isDemo), bakedLists(copies), shapes(), licences(), offlineParts(isDemo)],
    define: {
      __LINES__: JSON.stringify(lines),
      __TRADE_SHAPES__: JSON.stringify(`/${shapesFile}`),
      __ROOT_KEYS__: JSON.stringify(keys),
      __BAKED_LISTS__: JSON.stringify(copies && { keys: `/${copies.keys.fileName}`, revoked: `/${copies.revoked.fileName}` }),
      __HOTLINE__: JSON.stringify(process.env['YIZHAN_HOTLINE'] || null),
    },
    build: {
      outDir: at('../../dist/site'),
      emptyOutDir: true,
      // Phones of 2020: Android's WebView and iOS 14.
      target: ['chrome87', 'safari14'],
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { c: at('c.html'), sw: at('card/service-worker.ts') },
        output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
      },
    },
  };
});
