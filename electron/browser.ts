/**
 * Finds a browser of the Chromium family and says how it is started as a kiosk. Pure: the machine is a parameter.
 * `--kiosk` alone leaves shortcuts open; together with `--app` and the page's own key handler it does not.
 */
import { posix, win32 } from 'node:path';

export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Whether a file stands at this path. */
  readonly exists: (path: string) => boolean;
}

export type BrowserSearch =
  | { readonly kind: 'found'; readonly path: string }
  /** YIZHAN_BROWSER names a file that is not there: told, never passed over. */
  | { readonly kind: 'named-missing'; readonly path: string }
  | { readonly kind: 'none' };

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable'];
const macApps = ['Chromium', 'Google Chrome', 'Microsoft Edge'];
const windowsFiles = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];

export function findBrowser({ env, platform, exists }: Machine): BrowserSearch {
  const named = env['YIZHAN_BROWSER'];
  if (named) return { kind: exists(named) ? 'found' : 'named-missing', path: named };
  const path = [...onPath(env, platform), ...usualPlaces(env, platform)].find(exists);
  return path === undefined ? { kind: 'none' } : { kind: 'found', path };
}

function onPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  const { join, delimiter } = platform === 'win32' ? win32 : posix;
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = platform === 'win32' ? ['chrome.exe', 'msedge.exe', 'chromium.exe'] : commands;
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function usualPlaces(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  switch (platform) {
    case 'win32': {
      const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((root) => root !== undefined);
      return windowsFiles.flatMap((file) => roots.map((root) => win32.join(root, file)));
    }
    case 'darwin':
      return macApps.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
    default:
      return [
        '/usr/lib/chromium/chromium',
        '/opt/google/chrome/chrome',
        '/opt/microsoft/msedge/msedge',
        '/snap/bin/chromium',
        '/var/lib/flatpak/exports/bin/org.chromium.Chromium',
      ];
  }
}

export interface Launch {
  readonly url: string;
  /** A fresh folder, deleted afterwards: the profile of one run is never seen by the next. */
  readonly profileDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly root: boolean;
  readonly windowed: boolean;
}

export function browserArguments({ url, profileDir, env, platform, root, windowed }: Launch): string[] {
  return [
    ...(windowed ? ['--window-size=720,1280'] : ['--kiosk', '--deny-permission-prompts']),
    `--app=${url}`,
    `--user-data-dir=${profileDir}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--lang=zh-CN',
    '--password-store=basic',
    '--noerrdialogs',
    '--hide-crash-restore-bubble',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    '--pull-to-refresh=0',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-features=Translate,MediaRouter,AutofillServerCommunication,OptimizationHints',
    // Chromium refuses its sandbox to root; anyone else keeps it.
    ...(root && platform === 'linux' ? ['--no-sandbox'] : []),
    ...(platform === 'linux' && !env['DISPLAY'] && env['WAYLAND_DISPLAY'] ? ['--ozone-platform=wayland'] : []),
  ];
}
