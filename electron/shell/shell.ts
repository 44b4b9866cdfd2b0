/** The order of things in the Electron process: what must happen before the app is ready, and what after. Wires only. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import type { Station } from '../compose.ts';
import type { Log } from '../log.ts';
import { createWatchdog } from '../watchdog.ts';
import { readHistory, writeHistory } from '../watchdog-history.ts';
import { openBridge } from './bridge.ts';
import { relaunchExitCode } from './exit-code.ts';
import { lockDownApp, lockDownClosing } from './lock-down.ts';
import { createRecovery, keepAwake } from './recovery.ts';
import { registerScheme, serveScheme } from './scheme.ts';
import { keepStation, type StationKeeper } from './station-keeper.ts';
import { kioskSession, openWindow } from './window.ts';
import { wipeSession } from './wipe.ts';

export type ShellElectron = Pick<
  typeof Electron,
  'app' | 'BrowserWindow' | 'clipboard' | 'ipcMain' | 'Menu' | 'powerMonitor' | 'powerSaveBlocker' | 'protocol' | 'screen' | 'session'
>;

export interface ShellOptions {
  readonly openStation: () => Station;
  readonly dataDir: string;
  readonly preload: string;
  readonly log: Log;
  readonly platform: NodeJS.Platform;
  readonly windowed: boolean;
  /** Whether electron/start.ts waits for this process; otherwise the process arranges its own successor. */
  readonly supervised: boolean;
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  /** Calls once a second for as long as the process lives. */
  readonly everySecond: (tick: () => void) => void;
}

/** Resolves when the window is open, or at once if another instance runs already. */
export async function runShell(electron: ShellElectron, options: ShellOptions): Promise<void> {
  const { app } = electron;
  const { log, monotonicMs, wallMs, windowed } = options;

  registerScheme(electron);
  let station: StationKeeper | undefined;
  lockDownApp(electron, { windowed, frameOrigin: () => station?.mapOrigin() ?? null });
  keepProfileBesideData(app, options.dataDir);
  if (!app.requestSingleInstanceLock()) return app.exit(0);

  let quitting = false;
  const quit = () => {
    quitting = true;
  };
  app.on('before-quit', quit);
  await app.whenReady();
  electron.powerMonitor.on('shutdown', quit);
  electron.Menu.setApplicationMenu(null);
  keepAwake(electron, log);

  const kept = keepStation(options.openStation, log, monotonicMs);
  station = kept;
  app.on('will-quit', () => kept.close());

  const session = kioskSession(electron);
  serveScheme(session, kept.handler);

  const historyFile = join(options.dataDir, 'watchdog.json');
  const watchdog = createWatchdog({ monotonicMs, wallMs, history: readHistory(historyFile, wallMs()) });
  const relaunch = () => {
    writeHistory(historyFile, watchdog.history());
    quitting = true;
    kept.close();
    if (options.supervised) return app.exit(relaunchExitCode);
    app.relaunch();
    app.exit(0);
  };
  const recovery = createRecovery({ watchdog, log, monotonicMs, wallMs, relaunch, windowed, beats: kept.isOpen });

  let window: Electron.BrowserWindow;
  const open = () => {
    window = openWindow(electron, { session, windowed, preload: options.preload });
    if (!windowed) lockDownClosing(window, () => quitting);
    window.on('query-session-end', quit);
    window.on('closed', () => {
      if (windowed) return app.quit();
      // Some systems close a window whatever its program says.
      if (!quitting) open();
    });
    recovery.watch(window.webContents);
  };
  app.on('window-all-closed', () => undefined);
  app.on('second-instance', () => window.focus());

  openBridge(electron, {
    onHeartbeat: recovery.beat,
    onSessionEnd: () => wipeSession(electron, window.webContents, options.platform),
    onRefused: (channel) => log.warn('bridge_refused', { channel }),
  });
  open();
  recovery.tick();
  options.everySecond(() => {
    if (kept.tick()) recovery.loadSoon();
    recovery.tick();
  });
}

/** One profile, and so one instance lock, per data folder. An unusable folder is told on the screen, not by a crash here. */
function keepProfileBesideData(app: Pick<Electron.App, 'setPath'>, dataDir: string): void {
  try {
    const profile = join(dataDir, 'electron');
    mkdirSync(profile, { recursive: true });
    app.setPath('userData', profile);
  } catch {}
}
