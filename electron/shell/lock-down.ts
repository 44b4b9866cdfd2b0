/**
 * The ways out of the kiosk, closed one by one (the lock-down table of docs/architecture.md). Contents and sessions are
 * locked when they come into being, so that one nobody thought of is locked too.
 */
import type * as Electron from 'electron';
import { mayReachThePage } from './keys.ts';
import { isKioskUrl, originOf } from './scheme.ts';

const switches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-pinch'],
  ['overscroll-history-navigation', '0'],
  ['pull-to-refresh', '0'],
  ['noerrdialogs'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['lang', 'zh-CN'],
];

export interface LockOptions {
  readonly windowed: boolean;
  /** The one foreign origin that a frame inside the page may show: the public map's. */
  readonly frameOrigin: () => string | null;
}

/** Before the app is ready: Chromium reads its switches once. */
export function lockDownApp({ app }: Pick<typeof Electron, 'app'>, { windowed, frameOrigin }: LockOptions): void {
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
  app.on('session-created', (session) => lockDownSession(session));
  app.on('web-contents-created', (_event, contents) => {
    lockDownContents(contents, frameOrigin);
    if (!windowed) lockDownKeys(contents);
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault();
    callback(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    event.preventDefault();
    callback();
  });
  app.on('login', (event, _contents, _details, _authInfo, callback) => {
    event.preventDefault();
    callback();
  });
}

function lockDownSession(session: Electron.Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault();
    callback();
  });
  session.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault();
    callback('');
  });
  session.on('will-download', (event) => event.preventDefault());
}

function lockDownContents(contents: Electron.WebContents, frameOrigin: LockOptions['frameOrigin']): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('did-create-window', (window) => window.destroy());
  contents.on('will-attach-webview', (event) => event.preventDefault());

  const stayInside = (event: Electron.Event<{ readonly url: string; readonly isMainFrame?: boolean }>) => {
    const mapInFrame = event.isMainFrame === false && originOf(event.url) !== null && originOf(event.url) === frameOrigin();
    if (!isKioskUrl(event.url) && !mapInFrame) event.preventDefault();
  };
  contents.on('will-navigate', stayInside);
  contents.on('will-frame-navigate', stayInside);
  contents.on('will-redirect', stayInside);

  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    event.preventDefault();
    callback('');
  });
  // A page that asks "really leave?" would keep the watchdog from reloading it.
  contents.on('will-prevent-unload', (event) => event.preventDefault());

  contents.on('zoom-changed', () => contents.setZoomLevel(0));
  contents.on('did-finish-load', () => {
    contents.setZoomLevel(0);
    // Rejects if the page goes while it is asked; the next load asks again.
    contents.setVisualZoomLevelLimits(1, 1).catch(() => undefined);
  });
}

/** What only the kiosk needs: a window for development keeps its shortcuts and its developer tools. */
function lockDownKeys(contents: Electron.WebContents): void {
  contents.setIgnoreMenuShortcuts(true);
  contents.on('before-input-event', (event, input) => {
    if (!mayReachThePage(input)) event.preventDefault();
  });
  contents.on('devtools-opened', () => contents.closeDevTools());
}

/** The window stays until the app itself ends: Alt+F4, a window manager's close and `window.close()` are refused. */
export function lockDownClosing(window: Electron.BrowserWindow, isQuitting: () => boolean): void {
  window.on('close', (event) => {
    if (!isQuitting()) event.preventDefault();
  });
  window.on('system-context-menu', (event) => event.preventDefault());
}
