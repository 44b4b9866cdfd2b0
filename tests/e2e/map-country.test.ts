/** A whole country of stations, by touch and by keyboard: as many as YIZHAN_COUNTRY says, or fewer to spare time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpCountry } from '../../maps/hub/demo/made-up-country.ts';
import { holidayTable } from '../../maps/hub/holiday-table.ts';
import { createPublisher } from '../../maps/hub/publish/publisher.ts';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { noonMs } from '../support/made-up-town.ts';
import { complaints, countsOn, desk, misfits, numbersIn, settled, type VisitOptions, visit } from '../support/map-visit.ts';

const count = Number(process.env['YIZHAN_COUNTRY'] ?? 50_000);
/** In the midst of its largest city. */
const city = { lat: 31.2, lng: 121.5 };
const browser = browserForFile();
let mapDir = '';

beforeAll(async () => {
  mapDir = mkdtempSync(join(tmpdir(), 'yizhan-country-'));
  const publisher = createPublisher({ outDir: mapDir, now: () => noonMs, holidays: holidayTable(2026), demo: true });
  function* batches() {
    for (const batch of madeUpCountry({ count })) yield batch.map((station) => ({ station, trust: null }));
  }
  await publisher.publish({ stations: batches(), gone: [] });
});

afterAll(() => rmSync(mapDir, { recursive: true, force: true }));

const open = (options: VisitOptions = {}) => visit(browser(), { mapDir, ...options });
const inView = async (page: Page) => numbersIn(await page.locator('.overview .big2').innerText())[0] ?? 0;

/** Ground under the fingers is pulled together or apart by the wheel, as on a desk. */
async function farther(page: Page, steps: number): Promise<void> {
  await page.locator('.leaflet-container').focus();
  for (let step = 0; step < steps; step++) await page.keyboard.press('-');
}

describe(`${count.toLocaleString('en')} stations`, () => {
  it('open with the nearest one, reading little', async () => {
    const { page, site, faults } = await open({ place: city });
    await page.locator('.walk b').waitFor();
    await settled(page);
    expect(site.asked.filter((path) => path.startsWith('/map/pack-'))).toEqual([]);
    expect(site.asked.filter((path) => path.startsWith('/map/shard-')).length).toBeLessThan(9);
    const { map, key } = await countsOn(page);
    expect(key).toBe(map);
    await picture(page, 'map/country-street');
    expect({ misfits: await misfits(page), faults }).toEqual({ misfits: [], faults: [] });
  });

  it('are one of them where the address names it, to a phone that was never here and does not say where it is', async () => {
    const { page, site, faults } = await open({ place: null, path: '?at=40000' });
    await page.locator('.peek h1').waitFor();
    await settled(page);
    expect(site.asked.filter((path) => /^\/map\/(overview|pack)/.test(path))).toEqual([]);
    const plate = await page.locator('.platemark').boundingBox();
    expect(Math.abs((plate?.x ?? 0) - 195)).toBeLessThan(8);
    await picture(page, 'map/country-shared');
    expect({ misfits: await misfits(page), faults }).toEqual({ misfits: [], faults: [] });
  });

  it('are groups from afar that open by touch, down to single doors', async () => {
    const { page, faults } = await open({ place: city });
    await page.locator('.walk b').waitFor();
    await settled(page);
    await farther(page, 11);
    await page.locator('.overview').waitFor();
    await expect.poll(() => inView(page)).toBeGreaterThan(count / 4);
    await picture(page, 'map/country');
    expect(await complaints(page)).toEqual([]);
    // into the group nearest to the middle, as often as it takes
    for (let step = 0; step < 9 && (await page.locator('.overview').isVisible()); step++) {
      const before = await page.evaluate(() => localStorage.getItem('map:view'));
      const at = await page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('canvas.stations');
        const box = canvas?.getBoundingClientRect();
        const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
        if (!canvas || !box || !pixels) return null;
        const scale = canvas.width / box.width;
        let best: { x: number; y: number; far: number } | null = null;
        for (let y = 160; y < innerHeight - 320; y += 3)
          for (let x = 30; x < innerWidth - 30; x += 3) {
            const dot = (Math.round((y - box.top) * scale) * canvas.width + Math.round((x - box.left) * scale)) * 4;
            const far = Math.hypot(x - innerWidth / 2, y - innerHeight / 2 + 60);
            if ((pixels.data[dot + 3] ?? 0) > 250 && (!best || far < best.far)) best = { x, y, far };
          }
        return best;
      });
      if (!at) throw new Error('nothing to touch');
      await page.touchscreen.tap(at.x, at.y);
      await expect.poll(() => page.evaluate(() => localStorage.getItem('map:view'))).not.toBe(before);
    }
    await page.locator('.peek').waitFor();
    await settled(page);
    expect(numbersIn(await page.locator('.pill').innerText())[0]).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it('are chosen by district', async () => {
    const { page, faults } = await open({ place: null });
    await page.locator('.tile').first().waitFor();
    await picture(page, 'map/country-districts');
    expect(await misfits(page)).toEqual([]);
    for (let level = 0; level < 3 && (await page.locator('.tile').first().isVisible()); level++) {
      const before = await page.locator('.tile').first().innerText();
      await page.locator('.tile').first().tap();
      await page.waitForFunction((words) => document.querySelector<HTMLElement>('.tile')?.innerText !== words, before);
    }
    await settled(page);
    await expect.poll(() => page.locator('.sheethead').innerText()).toMatch(/[1-9]/);
    expect(faults).toEqual([]);
  });

  it('are filtered and listed, by the hundred', async () => {
    const { page, faults } = await open({ place: city });
    await page.locator('.walk b').waitFor();
    await settled(page);
    await farther(page, 3);
    await expect.poll(async () => (await countsOn(page)).map).toBeGreaterThan(100);
    await expect.poll(() => page.locator('.pill').innerText()).not.toContain('约');
    const all = await countsOn(page);
    await page.getByRole('group', { name: '要有什么' }).getByRole('button', { name: '热饭' }).tap();
    await expect.poll(async () => (await countsOn(page)).map).toBeLessThan(all.map);
    await page.locator('.floats .pill').tap();
    // another station in the sheet makes it another height, and the view above it another view
    const both = async () => [await page.locator('.floats .pill').textContent(), await page.locator('.listhead h2').textContent()];
    await expect
      .poll(async () => {
        const [key, list] = (await both()).map((words) => numbersIn(words ?? '')[0] ?? 0);
        return { same: key === list, many: (key ?? 0) > 100 };
      })
      .toEqual({ same: true, many: true });
    await page.locator('.sheetbody .row').first().tap();
    await page.locator('.fact.yes', { hasText: '热饭' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('are counted at the overview for one filter, exactly', async () => {
    const { page } = await open({ place: city });
    await page.locator('.walk b').waitFor();
    await settled(page);
    await farther(page, 11);
    await expect.poll(() => inView(page)).toBeGreaterThan(count / 4);
    const all = await inView(page);
    await page.getByRole('group', { name: '要有什么' }).getByRole('button', { name: '热饭' }).tap();
    await expect.poll(() => inView(page)).toBeLessThan(all);
    expect(await page.locator('.overview .big2').innerText()).not.toContain('约');
    expect((await inView(page)) / all).toBeCloseTo(0.55, 1);
  });

  it('are gone through by keyboard on a desk, from the country to one door', async () => {
    const { page, faults } = await open({ ...desk, place: city });
    await settled(page);
    await farther(page, 11);
    await page.locator('.callout .overview').waitFor();
    await expect.poll(() => inView(page)).toBeGreaterThan(count / 2);
    await picture(page, 'map/country-desk');
    expect(await complaints(page)).toEqual([]);
    const said = page.locator('.leaflet-container').getByRole('status');
    for (let step = 0; step < 9; step++) {
      // whichever way there is one; where there is none the map moves on
      for (const way of ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown']) {
        if ((await said.innerText()) === '') await page.keyboard.press(way);
      }
      const words = await said.innerText();
      expect(words).not.toBe('');
      await page.keyboard.press('Enter');
      if (!/回车放大/.test(words)) break;
      await expect.poll(() => said.innerText()).toBe('');
      await expect.poll(() => page.getByText('正在找…').count()).toBe(0);
    }
    await page.locator('.callout .peek').waitFor();
    expect(faults).toEqual([]);
  });

  it('are found by the letters of a name from anywhere', async () => {
    const { page } = await open({ place: city });
    await page.locator('.walk b').waitFor();
    await page.getByRole('searchbox').fill('qsjzj');
    await page.locator('.searchpanel :is(.row, .fine)').first().waitFor({ timeout: 30_000 });
    expect(await misfits(page)).toEqual([]);
  });
});
