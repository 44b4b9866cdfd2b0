/** What goes wrong on a street: no place, a wrong place, a wrong clock, files that are missing, damaged, old or of tomorrow. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { here, noonMs, publishTown } from '../support/made-up-town.ts';
import { mapSite } from '../support/map-site.ts';
import { complaints, countsOn, misfits, settled, visit } from '../support/map-visit.ts';
import { temporaryFolder } from '../support/station.ts';

const browser = browserForFile();
const dayMs = 86_400_000;
const nearest = (page: Page) => page.locator('.peek').getByRole('heading', { name: '城北零工之家驿站' });

async function farther(page: Page, steps: number): Promise<void> {
  await page.locator('.leaflet-container').focus();
  for (let step = 0; step < steps; step++) await page.keyboard.press('-');
}

/** Where the map app, the station and the reader meet: metres on the glass do not matter, the middle of boxes does. */
async function middleOf(page: Page, selector: string, at: 'middle' | 'foot' = 'middle') {
  const box = await page.locator(selector).boundingBox();
  return box ? { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + (at === 'foot' ? box.height : box.height / 2)) } : null;
}

describe('without a place', () => {
  it('the page offers the phone’s place, districts and a search; refused, it says so and still helps', async () => {
    const { page, faults } = await visit(browser(), { place: null });
    await page.getByRole('heading', { name: /^离你最近的驿站，/ }).waitFor();
    await page.locator('.tile').first().waitFor();
    await picture(page, 'map/no-place');
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('button', { name: '用我的位置' }).tap();
    await page.getByText('手机没让用位置。').waitFor();
    await picture(page, 'map/refused');
    expect(await misfits(page)).toEqual([]);
    await page.getByRole('button', { name: /城北区/ }).tap();
    await settled(page);
    await page.locator('.over', { hasText: '图上这里，现在开着' }).waitFor();
    expect(await page.locator('.memark').count()).toBe(0);
    expect(await page.locator('.walk').count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('a district is shown again after a reload, without asking', async () => {
    const { page } = await visit(browser(), { place: null });
    await page.getByRole('button', { name: /湖滨区/ }).tap();
    await settled(page);
    const before = await countsOn(page);
    await page.reload();
    await settled(page);
    await page.locator('.search .where', { hasText: /区/ }).waitFor();
    await expect.poll(() => countsOn(page)).toEqual(before);
  });
});

describe('a place that is wrong', () => {
  const wrong = { lat: here.lat + 5000 / 111_195, lng: here.lng };

  it('is said to be rough where the phone knows it, and can be pointed out on the map instead', async () => {
    const { page } = await visit(browser(), { place: { ...wrong, accuracy: 5000 } });
    await settled(page);
    await page.getByRole('button', { name: /^定位误差约 5 公里/ }).tap();
    const sheet = page.getByRole('dialog', { name: '你在哪里？' });
    await sheet.getByText('定位误差约 5 公里').waitFor();
    await sheet.locator('.tile').first().waitFor();
    await picture(page, 'map/place');
    expect(await complaints(page)).toEqual([]);
    await sheet.getByRole('button', { name: '在地图上指' }).tap();
    await page.getByText('把地图拖到你在的地方').waitFor();
    await expect
      .poll(async () => Math.abs(((await middleOf(page, '.aim', 'foot'))?.y ?? 0) - ((await middleOf(page, '.memark .dot'))?.y ?? 99)))
      .toBeLessThan(6);
    await picture(page, 'map/pointing');
    expect(await complaints(page)).toEqual([]);
  });

  it('that the phone believes in is put right by hand: what was nearest is nearest no more', async () => {
    const { page } = await visit(browser());
    await nearest(page).waitFor();
    await settled(page);
    await page.locator('.search .where').tap();
    const sheet = page.getByRole('dialog', { name: '你在哪里？' });
    await sheet.getByText('定位误差约 12 米').waitFor();
    await sheet.getByRole('button', { name: '在地图上指' }).tap();
    const [plate, tip] = [await middleOf(page, '.platemark .plate2', 'foot'), await middleOf(page, '.aim', 'foot')];
    if (!plate || !tip) throw new Error('nothing to drag');
    // the station is pulled under the tip
    await page.mouse.move(100, 300);
    await page.mouse.down();
    await page.mouse.move(100 + tip.x - plate.x, 300 + tip.y - plate.y, { steps: 10 });
    await page.mouse.up();
    await page.getByRole('button', { name: '我就在这里' }).tap();
    await nearest(page).waitFor();
    await expect.poll(() => page.locator('.walk b').innerText()).toBe('1');
    await page.locator('.search .where').tap();
    await sheet.getByText('用的是你在地图上指的位置').waitFor();
  });
});

describe('a phone whose clock is wrong', () => {
  it.each([
    ['a day late', -dayMs],
    ['two years early', 730 * dayMs],
    ['seven hours early', 7 * 3_600_000],
  ])('by %s still shows what is open by the server’s', async (_, byMs) => {
    const { page } = await visit(browser(), { path: 's/1841', clockMs: noonMs + byMs });
    await page.locator('.state', { hasText: '开着·到 21:00' }).waitFor();
    await page.getByText('周二 11:35').waitFor();
    await page.getByText('今天 08:12 有人说开着').waitFor();
  });
});

describe('the map’s files', () => {
  it.each(['missing', 'damaged'] as const)('that are %s leave a message and the rest working; they are asked for again', async (how) => {
    const { page, site } = await visit(browser(), { more: 900 });
    await nearest(page).waitFor();
    await settled(page);
    site.spoil(/\/map\/shard-/, how);
    await farther(page, 4);
    await page.getByText('图上有一片没有取到').waitFor();
    await nearest(page).waitFor();
    await settled(page);
    const partial = await countsOn(page);
    expect(partial.map).toBeGreaterThan(0);
    await picture(page, `map/${how}`);
    expect(await (how === 'missing' ? complaints : misfits)(page)).toEqual([]);
    site.mend();
    await page.getByRole('button', { name: '重试' }).tap();
    await page.getByText('图上有一片没有取到').waitFor({ state: 'hidden' });
    await expect.poll(async () => (await countsOn(page)).map).toBeGreaterThan(partial.map);
  });

  it('with the words of stations missing still list them, by their numbers', async () => {
    const site = await mapSite();
    site.spoil(/\/map\/detail-/, 'missing');
    const { page } = await visit(browser(), { site });
    await page.getByRole('heading', { name: '驿站编号 1841' }).waitFor();
    await page.getByText('图上有一片没有取到').waitFor();
    site.mend();
    await page.getByRole('button', { name: '重试' }).tap();
    await nearest(page).waitFor();
  });

  it.each(['missing', 'damaged'] as const)('whose list is %s from the start say so and come at a touch', async (how) => {
    const site = await mapSite();
    site.spoil(/manifest\.json$/, how);
    const { page } = await visit(browser(), { site });
    await page.getByText('没有取到地图').waitFor();
    await picture(page, 'map/failed');
    expect(await (how === 'missing' ? complaints : misfits)(page)).toEqual([]);
    site.mend();
    await page.getByRole('button', { name: '重试' }).tap();
    await nearest(page).waitFor();
  });

  it('say on a station’s page that it could not be had, and bring it at a touch', async () => {
    const site = await mapSite();
    site.spoil(/\/map\/shard-/, 'missing');
    const { page } = await visit(browser(), { site, path: 's/1841' });
    await page.getByRole('heading', { name: '没有取到这个驿站' }).waitFor();
    expect(await complaints(page)).toEqual([]);
    site.mend();
    await page.locator('.hero').getByRole('button', { name: '重试' }).tap();
    await page.locator('.way').waitFor();
  });

  it('that a newer map has swept away are found by reading the newer one', async () => {
    const { page, site } = await visit(browser(), { more: 900 });
    await nearest(page).waitFor();
    await settled(page);
    const newer = temporaryFolder();
    const names = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [2000 + at, `新名字${at + 1}号`]));
    await publishTown(newer, { more: 900, atMs: noonMs + 60_000, names: { ...names, 1842: '汽车站新驿站' } });
    for (const file of readdirSync(site.mapDir)) rmSync(join(site.mapDir, file), { recursive: true });
    cpSync(newer, site.mapDir, { recursive: true });
    await farther(page, 3);
    await page.locator('.pill').tap();
    await page.locator('.row h3', { hasText: '汽车站新驿站' }).waitFor();
    await page
      .locator('.row h3', { hasText: /^新名字/ })
      .first()
      .waitFor();
    await page.getByText('没有取到').waitFor({ state: 'hidden' });
  });

  it('of a later version ask for the page to be loaded again', async () => {
    const site = await mapSite();
    const path = join(site.mapDir, 'manifest.json');
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), version: 2 }));
    const { page } = await visit(browser(), { site });
    await page.getByText('地图更新了，请刷新。').waitFor();
    await page.getByRole('button', { name: '刷新' }).waitFor();
  });

  it('without a single station say so', async () => {
    const { page, faults } = await visit(browser(), { more: null });
    await page.getByText('图上这里没有驿站').waitFor();
    await settled(page);
    await picture(page, 'map/empty');
    expect(await complaints(page)).toEqual([]);
    await page.locator('.pill').tap();
    await page.getByText('图上这一片没有驿站').waitFor();
    expect({ misfits: await misfits(page), faults }).toEqual({ misfits: [], faults: [] });
  });
});

describe('live figures', () => {
  it('older than five minutes are hidden, on an open page and on a new one', async () => {
    const { page, site } = await visit(browser(), { clockMs: noonMs });
    await page.locator('.bank', { hasText: '充电宝 3 个' }).waitFor();
    site.pass(4);
    await page.clock.fastForward(4 * 60_000);
    await page.locator('.bank').waitFor({ state: 'hidden' });
    await nearest(page).waitFor();

    const late = await visit(browser(), { site, path: 's/1841' });
    await late.page.locator('.way').waitFor();
    await late.page.getByText('这里能找活').waitFor();
    expect(await late.page.getByText('空位可还').count()).toBe(0);
  });
});

describe('what others wrote', () => {
  const script = '<img src=x onerror="document.title=1">';

  it('is shown as text, whatever it is', async () => {
    const { page, faults } = await visit(browser(), { names: { 1841: script } });
    await page.getByRole('heading', { level: 1, name: script }).waitFor();
    await settled(page);
    await page.getByRole('button', { name: '带我去' }).tap();
    await page.getByRole('dialog').getByText(script).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.pill').tap();
    await page.locator('.row h3', { hasText: script }).tap();
    await page.locator('.way').waitFor();
    expect(await page.title()).toBe(`${script}·驿站地图`);
    expect(faults).toEqual([]);
  });

  it('in the operator’s settings stops nothing', async () => {
    const { page } = await visit(browser(), { config: { tiles: 'javascript:alert(1)', operator: 7, hotline: '<b>', origin: null } });
    await nearest(page).waitFor();
    await settled(page);
  });

  it('as tiles that fail leaves the map useful', async () => {
    const { page } = await visit(browser(), { config: { tiles: { url: '/tiles/{z}/{x}/{y}.png', attribution: '<b>测绘院</b>' } } });
    await nearest(page).waitFor();
    await settled(page);
    await page.getByText('<b>测绘院</b>').waitFor();
    await picture(page, 'map/no-tiles');
    expect(await misfits(page)).toEqual([]);
    expect((await countsOn(page)).map).toBeGreaterThan(3);
  });
});
