/** The whole shell on the double, with a station and clocks that the test holds. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Station } from '../../../electron/compose.ts';
import type { Log } from '../../../electron/log.ts';
import { runShell, type ShellOptions } from '../../../electron/shell/shell.ts';
import { type ContentsDouble, createElectronDouble, type WindowDouble } from '../../support/electron-double.ts';

/** 2026-11-23 10:00 in Shanghai. */
export const morningMs = Date.UTC(2026, 10, 23, 2, 0);

export function stationDouble(): Station & { closes: number } {
  return {
    closes: 0,
    handler: async (request) => new Response(`station: ${request.method} ${request.url}`),
    api: {} as Station['api'],
    mapOrigin: () => 'https://jy.example.cn',
    close() {
      this.closes += 1;
    },
  };
}

function logDouble(): Log & { readonly lines: { level: string; event: string; details: object | undefined }[] } {
  const lines: { level: string; event: string; details: object | undefined }[] = [];
  const at = (level: string) => (event: string, details?: object) => void lines.push({ level, event, details });
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

export interface ShellUnderTest extends ReturnType<typeof createElectronDouble> {
  readonly station: ReturnType<typeof stationDouble>;
  readonly log: ReturnType<typeof logDouble>;
  readonly dataDir: string;
  /** Seconds pass, with a tick in each; a page that `beats` reports content in each. */
  pass(seconds: number, options?: { beats?: boolean }): void;
  heartbeat(page?: unknown, frame?: object | null): void;
  setWallMs(atMs: number): void;
  readonly window: WindowDouble;
  readonly contents: ContentsDouble;
}

export async function startShell(
  overrides: Partial<ShellOptions> & { before?: (double: ReturnType<typeof createElectronDouble>) => void } = {},
): Promise<ShellUnderTest> {
  const { before, ...options } = overrides;
  const double = createElectronDouble();
  before?.(double);
  const station = stationDouble();
  const log = logDouble();
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'yizhan-shell-'));
  let monotonicMs = 1_000;
  let wallMs = morningMs;
  const ticks: (() => void)[] = [];
  await runShell(double.electron, {
    openStation: () => station,
    dataDir,
    preload: '/app/dist/electron/preload.cjs',
    log,
    platform: 'linux',
    windowed: false,
    supervised: true,
    wallMs: () => wallMs,
    monotonicMs: () => monotonicMs,
    everySecond: (tick) => ticks.push(tick),
    ...options,
  });

  const shell: ShellUnderTest = {
    ...double,
    station,
    log,
    dataDir,
    pass(seconds: number, { beats = false } = {}) {
      for (let second = 0; second < seconds; second++) {
        monotonicMs += 1000;
        wallMs += 1000;
        if (beats) shell.heartbeat();
        for (const tick of ticks) tick();
      }
    },
    heartbeat(page: unknown = { showsContent: true }, frame: object | null = kioskFrame) {
      double.ipcMain.emit('heartbeat', { senderFrame: frame }, page);
    },
    setWallMs(atMs: number) {
      wallMs = atMs;
    },
    get window() {
      const window = double.windows.at(-1);
      if (!window) throw new Error('no window was opened');
      return window;
    },
    get contents() {
      return shell.window.webContents;
    },
  };
  return shell;
}

export const kioskFrame = { origin: 'yizhan://kiosk', parent: null };
