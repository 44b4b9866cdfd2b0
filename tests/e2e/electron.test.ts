import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findElectron } from '../../electron/launch/electron-binary.ts';
import type { KioskHost } from '../../shared/api/kiosk-host.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));
const binary = findElectron(projectRoot, process.env);
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
const reason = binary === null ? "skipped: Electron's binary is not on this machine" : hasDisplay ? null : 'skipped: no display';

type PageWindow = typeof globalThis & { readonly yizhanHost?: KioskHost };

describe.skipIf(reason !== null)(`the kiosk in Electron${reason === null ? '' : ` (${reason})`}`, () => {
  let app: ElectronApplication;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-electron-'));

  beforeAll(async () => {
    app = await _electron.launch({
      ...(binary === null ? {} : { executablePath: binary }),
      // A window, because Playwright reaches the page through the developer tools that the kiosk shuts.
      args: [projectRoot, '--window', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      env: { ...process.env, YIZHAN_DATA: folder } as Record<string, string>,
    });
    page = await app.firstWindow();
    await page.waitForURL('yizhan://kiosk/**');
  });
  afterAll(async () => {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the page under its own scheme, with the bridge and without Node', async () => {
    const seen = await page.evaluate(() => ({
      origin: location.origin,
      secure: isSecureContext,
      host: (globalThis as PageWindow).yizhanHost?.kind,
      node: ['process', 'require', 'module'].filter((name) => name in globalThis),
    }));
    expect(seen).toEqual({ origin: 'yizhan://kiosk', secure: true, host: 'electron', node: [] });
  });

  it('reaches the station through the same handler, and no stranger does', async () => {
    const changes = await page.evaluate(async () => {
      const response = await fetch('/api/changes.read', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
      return { status: response.status, body: await response.json() };
    });
    expect(changes).toEqual({ status: 200, body: { ok: true, value: expect.objectContaining({ clock: 'good' }) } });
  });

  it('opens no window and does not leave its page', async () => {
    await page.evaluate(() => {
      window.open('https://host.evil.com/');
      location.href = 'https://host.evil.com/';
    });
    await page.evaluate(() => fetch('/static-roll'));
    expect({ windows: app.windows().length, url: new URL(page.url()).host }).toEqual({ windows: 1, url: 'kiosk' });
  });

  it('leaves nothing of a session behind', async () => {
    const left = await page.evaluate(async () => {
      localStorage.setItem('typed', '13800000000');
      await (globalThis as PageWindow).yizhanHost?.endSession();
      return { stored: localStorage.length, history: history.length };
    });
    expect(left).toEqual({ stored: 0, history: 1 });
  });

  it('puts the page up again after its process died', async () => {
    const loaded = page.waitForEvent('load');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    await loaded;
    expect(await page.evaluate(() => location.origin)).toBe('yizhan://kiosk');
  });
});
