import type * as Electron from 'electron';

export interface WindowOptions {
  /** Absolute path of the bundled preload script. */
  readonly preload: string;
  readonly session: Electron.Session;
  /** A window that can be closed and inspected, for development, instead of the kiosk. */
  readonly windowed: boolean;
}

/** Without `persist:` a partition lives in memory only: nothing of a session can survive on the disk. */
export function kioskSession({ session }: Pick<typeof Electron, 'session'>): Electron.Session {
  const kiosk = session.fromPartition('kiosk', { cache: false });
  kiosk.setSpellCheckerEnabled(false);
  return kiosk;
}

export function openWindow(
  { BrowserWindow, screen }: Pick<typeof Electron, 'BrowserWindow' | 'screen'>,
  options: WindowOptions,
): Electron.BrowserWindow {
  return new BrowserWindow({
    // Bounds as well as kiosk: without a window manager nobody honours the wish for full screen.
    ...(options.windowed ? { width: 720, height: 1280 } : { ...kioskLook, ...screen.getPrimaryDisplay().bounds }),
    title: '驿站',
    // The page's own paper colour: a page that is still loading is not a black screen.
    backgroundColor: '#FBF7F0',
    autoHideMenuBar: true,
    webPreferences: {
      session: options.session,
      preload: options.preload,
      devTools: options.windowed,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      plugins: false,
      experimentalFeatures: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableDialogs: true,
      // A kiosk is never in the background; throttled timers would look like a page that fell silent.
      backgroundThrottling: false,
    },
  });
}

const kioskLook = {
  kiosk: true,
  fullscreen: true,
  frame: false,
  closable: false,
  minimizable: false,
  skipTaskbar: true,
} as const satisfies Electron.BrowserWindowConstructorOptions;
