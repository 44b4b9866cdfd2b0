/**
 * Electron's entry, bundled to dist/electron/main.js. Wires only: what it does is in shell/, what the station does in
 * compose.ts. No TCP port, and no data over IPC: the page reaches the station under yizhan://kiosk.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, BrowserWindow, clipboard, ipcMain, Menu, powerMonitor, powerSaveBlocker, protocol, screen, session } from 'electron';
import { openStation } from './compose.ts';
import { dataDir } from './data-dir.ts';
import { readDemo } from './demo-files.ts';
import { createLog } from './log.ts';
import { kioskOrigin } from './shell/scheme.ts';
import { runShell } from './shell/shell.ts';

const dir = dataDir(process.env, process.platform, homedir());
const log = createLog(dir);
const inProject = (path: string) => join(app.getAppPath(), path);

// Electron would put up a dialog that nobody can answer at a kiosk; a page that suffers is the watchdog's business.
process.on('uncaughtException', (error) => {
  log.error('app_uncaught', { error: error.stack ?? String(error) });
});

// Not awaited: Electron becomes ready only after this module has been evaluated.
runShell(
  { app, BrowserWindow, clipboard, ipcMain, Menu, powerMonitor, powerSaveBlocker, protocol, screen, session },
  {
    openStation: () =>
      openStation({
        dataDir: dir,
        rendererDir: inProject('dist/renderer'),
        origins: [kioskOrigin],
        log,
        demo: () => readDemo(inProject('examples')),
        printer: process.env['YIZHAN_PRINTER'],
      }),
    dataDir: dir,
    preload: inProject('dist/electron/preload.cjs'),
    log,
    platform: process.platform,
    windowed: process.argv.includes('--window'),
    supervised: process.env['YIZHAN_SUPERVISED'] === '1',
    wallMs: Date.now,
    monotonicMs: () => performance.now(),
    everySecond: (tick) => {
      setInterval(tick, 1000);
    },
  },
).catch((error: unknown) => {
  log.error('app_not_started', { error: error instanceof Error ? error.stack : String(error) });
  app.exit(1);
});
