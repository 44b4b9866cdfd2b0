/** Electron's entry itself, on the double: its wiring to a real station with the demo data. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { theElectron } from '../../support/electron-double.ts';

describe("Electron's entry", () => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-main-'));

  beforeAll(async () => {
    vi.stubEnv('YIZHAN_DATA', folder);
    await import('../../../electron/main.ts');
    await vi.waitFor(() => expect(theElectron.windows).toHaveLength(1));
  });
  afterAll(() => {
    theElectron.app.quit();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (path: string, init?: RequestInit) => {
    const handler = theElectron.sessions.get('kiosk')?.session.protocol.handlers.get('yizhan');
    const response = await handler?.(
      Object.assign(new Request(`yizhan://kiosk${path}`, init), init ? { initiatorOrigin: 'yizhan://kiosk' } : {}),
    );
    return { status: response?.status, text: (await response?.text()) ?? '' };
  };

  it('opens the kiosk on its own page', () => {
    const [window] = theElectron.windows;
    expect({ kiosk: window?.options.kiosk, loads: window?.webContents.loads }).toEqual({ kiosk: true, loads: ['yizhan://kiosk/'] });
  });

  it('answers the page from the station, without a port', async () => {
    const post = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    const { status, text } = await ask('/api/station.get', post);
    expect({ status, answer: JSON.parse(text) }).toEqual({
      status: 200,
      answer: { ok: true, value: expect.objectContaining({ demo: true }) },
    });
  });

  it('has the static roll for the last resort', async () => {
    const { status, text } = await ask('/static-roll');
    expect(status).toBe(200);
    expect(text).toContain('演示');
    expect(text).not.toContain('<script');
  });

  it('refuses the same call from any other page', async () => {
    const handler = theElectron.sessions.get('kiosk')?.session.protocol.handlers.get('yizhan');
    const response = await handler?.(
      Object.assign(new Request('yizhan://kiosk/api/station.get', { method: 'POST', body: '{}' }), {
        initiatorOrigin: 'https://host.evil.com',
      }),
    );
    expect(response?.status).toBe(403);
  });
});
