/** 站点地图 on the kiosk: the hub's own map within the lock, and what it says when there is no network. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stationReader, stationWriter } from '../../electron/db/station-repository.ts';
import { hubOptions } from '../../maps/hub/hub-options.ts';
import { type ServedHub, serveHub } from '../../maps/hub/serve-hub.ts';
import { browserForFile, demoStation, goHome, landscape, openKiosk, passUntil, picture, portrait, screen } from '../support/kiosk-page.ts';

const browser = browserForFile();

/** One for the file: nothing here changes it. */
let hub: ServedHub | undefined;
let folder = '';
let site = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-hub-'));
  const env = { YIZHAN_HUB_DATA: folder, YIZHAN_HUB_PORT: '0', YIZHAN_LISTS: join(folder, 'lists') };
  hub = await serveHub({ ...hubOptions(env, process.platform, folder), demo: true });
  await hub.hub.publishing?.settled();
  site = new URL(hub.url).origin;
});

afterAll(async () => {
  await hub?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A demo station whose cards and map live at that site. */
async function stationAt(cardSite: string) {
  const station = await demoStation();
  station.beside((db) => {
    const settings = stationReader(db).findSettings();
    if (!settings) throw new Error('no settings');
    stationWriter(db).save({ ...settings, cardSite });
  });
  return station;
}

async function openMap(url: string, options: Parameters<typeof openKiosk>[2] = {}) {
  const { page, faults } = await openKiosk(browser(), url, options);
  await goHome(page);
  await page.getByRole('button', { name: /站里有啥/ }).tap();
  await page.getByRole('button', { name: /别的驿站在哪/ }).tap();
  await page.locator('[data-screen="map"]').waitFor();
  return { page, faults };
}

/** What of the page lies outside of its frame: cut off, or to be found by scrolling only. */
const outside = (map: FrameLocator) =>
  map.locator(':root').evaluate((root) => {
    const boxes = [
      '.desk',
      '.deskbar',
      '.mapframe',
      '.callout',
      '.callout *',
      '.legendbox',
      '.mapctl',
      '.search',
      '.deskbar .chip',
      '.sheethead *',
      '.floats > *',
    ];
    return [...root.querySelectorAll<HTMLElement>(boxes.join())].flatMap((box) => {
      const { left, top, right, bottom, width } = box.getBoundingClientRect();
      const isOut = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
      return isOut && width > 0 ? [`${box.className} ${Math.round(right)}×${Math.round(bottom)} of ${innerWidth}×${innerHeight}`] : [];
    });
  });

describe('站点地图 on the kiosk', () => {
  it.each([
    ['portrait', portrait],
    ['landscape', landscape],
  ] as const)('shows the hub’s map in %s, where nothing leads out of it', async (side, viewport) => {
    const { url } = await stationAt(site);
    const { page, faults } = await openMap(url, { viewport });
    await page.locator('[data-map="there"]').waitFor();
    const map = page.frameLocator('iframe');
    await map.locator('canvas.stations').waitFor();
    // the nearest is another station, never the one that the kiosk stands in
    const nearest = map.locator('.peek :is(h1, h2)');
    await map.locator('.peek .walk').waitFor();
    await map.locator('.peek .bank').waitFor();
    // at night the nearest that is open is another
    expect(['城北零工之家驿站', '建设路工会驿站']).toContain(await nearest.innerText());
    expect(await outside(map)).toEqual([]);
    await picture(page, `${side}/map`);
    const links = await map.locator('a[href]').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    expect(links.filter((link) => new URL(link).origin !== site)).toEqual([]);
    expect(faults.filter((fault) => !fault.startsWith(`asked ${site}/`))).toEqual([]);
    await page.getByRole('button', { name: '返回' }).tap();
    expect(await screen(page)).toBe('home');
  });

  it('counts touches on the map as touches of the session: it does not warn while somebody looks', async () => {
    const { url } = await stationAt(site);
    const { page } = await openMap(url);
    await page.locator('[data-map="there"]').waitFor();
    const touched = page.evaluate(
      () => new Promise<string>((resolve) => window.addEventListener('message', ({ data }) => data === 'yizhan:touched' && resolve(data))),
    );
    await page.frameLocator('iframe').locator('canvas.stations').tap();
    expect(await touched).toBe('yizhan:touched');
  });

  it('says after 8 seconds that there is no network, and what to do', async () => {
    const { url } = await stationAt('http://127.0.0.1:9');
    const { page } = await openMap(url, { heldClock: true });
    await page.clock.runFor(8100);
    await passUntil(page, page.getByRole('alert'));
    expect(await page.getByRole('alert').innerText()).toContain('地图打不开');
    await picture(page, 'portrait/map-failed');
  });
});
