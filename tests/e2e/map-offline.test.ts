/** Without a network, in English, inside WeChat, on a kiosk, on paper. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { noonMs } from '../support/made-up-town.ts';
import { complaints, countsOn, desk, misfits, settled, type VisitOptions, visit } from '../support/map-visit.ts';
import { temporaryFolder } from '../support/station.ts';

const browser = browserForFile();
const hourMs = 3_600_000;
const menu = async (page: Page) => {
  await page.locator('.menukey').tap();
  return page.getByRole('dialog', { name: /^(驿站|Yizhan)/ });
};

/** A first visit, until everything that a second one needs is kept. */
async function firstVisit(options: VisitOptions = {}) {
  const visitor = await visit(browser(), options);
  await visitor.page.locator('.bank, .banks').first().waitFor();
  await expect
    .poll(
      () =>
        visitor.page.evaluate(async () => {
          const kept: string[] = [];
          for (const name of await caches.keys())
            for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
          return kept;
        }),
      { timeout: 20_000 },
    )
    .toEqual(expect.arrayContaining(['/', '/manifest.webmanifest', '/map/manifest.json', expect.stringMatching(/^\/map\/shard-/)]));
  return visitor;
}

describe('without a network after the first visit', () => {
  it('the map opens, says how old it is, and hides what it would have to guess', async () => {
    const { page, site, faults } = await firstVisit();
    await settled(page);
    const before = await countsOn(page);
    site.close();
    faults.length = 0;
    await page.clock.install({ time: noonMs + 3.2 * hourMs });
    await page.reload();
    await page.getByRole('heading', { name: '城北零工之家驿站' }).waitFor();
    await settled(page);
    await page.getByText('没有网络').waitFor();
    await page.getByText(/用的是 3 小时前\s*存下的数据/).waitFor();
    await page.locator('.over', { hasText: '按时间表开着' }).waitFor();
    expect(await page.locator('.state').innerText()).toBe('开着·到 21:00');
    await page.getByText('连上网才显示').waitFor();
    expect(before.map).toBeGreaterThan(3);
    await picture(page, 'map/offline');
    expect(await complaints(page)).toEqual([]);
    expect(faults.filter((fault) => !/Failed to load resource|ERR_/.test(fault))).toEqual([]);

    await page.locator('.pill').tap();
    await page.locator('.row', { hasText: '滨河南路驿站' }).tap();
    await page.locator('.way').waitFor();
    expect(await page.getByText('空位可还').count()).toBe(0);
    expect(await page.getByText('和你看到的一样吗？').count()).toBe(0);
    await page.getByRole('button', { name: /带我去/ }).tap();
    await page.getByRole('dialog', { name: '用哪个地图带你去？' }).waitFor();
  });

  it('a station’s page opens by its address, also one that was not looked at before', async () => {
    const { page, site } = await firstVisit();
    site.close();
    for (const [number, name] of [
      [1841, '城北零工之家驿站'],
      [1846, '菜市口爱心驿站'],
    ]) {
      await page.goto(`${site.url}s/${number}`);
      await page.locator('.way').waitFor();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name);
      await page.getByText('没有网络').waitFor();
    }
  });

  it('data of yesterday is called by its day', async () => {
    const { page, site } = await firstVisit();
    site.close();
    await page.clock.install({ time: noonMs + 30 * hourMs });
    await page.reload();
    await page.getByText(/这是 11 月 24 日\s*的数据/).waitFor();
    const dialog = await menu(page);
    await dialog.getByText('数据是1 天前的').waitFor();
    expect(await misfits(page)).toEqual([]);
  });

  it('the banner goes by itself when the network is back', async () => {
    const { page, site, context } = await firstVisit();
    await context.setOffline(true);
    await page.reload();
    await page.getByText('没有网络').waitFor();
    const before = site.asked.length;
    await context.setOffline(false);
    await page.getByText('没有网络').waitFor({ state: 'hidden', timeout: 20_000 });
    expect(site.asked.slice(before)).toContainEqual(expect.stringMatching(/^\/map\//));
  });
});

describe('on a bad network', () => {
  it('a link leads to the page without pictures or scripts', async () => {
    const { page, context } = await visit(browser(), { path: 'text' });
    await context.route(/manifest\.json$/, () => undefined);
    await page.clock.install();
    await page.goto(new URL('/', page.url()).href);
    await page.locator('.ghosts').first().waitFor();
    await page.locator('.menukey').waitFor();
    await page.clock.fastForward(6000);
    await page.getByText('网有点慢').waitFor();
    await picture(page, 'map/slow');
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('link', { name: '文字版' }).tap();
    await page.getByRole('heading', { name: '驿站·文字版' }).waitFor();
  });

  it('without scripts the page itself leads there', async () => {
    const { site } = await visit(browser(), { path: 'text' });
    const context = await browser().newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.url);
    await page.getByRole('link', { name: '文字版' }).click();
    await page.getByRole('heading', { name: '驿站·文字版' }).waitFor();
    await context.close();
  });
});

describe('the menu', () => {
  it('switches to English and keeps it', async () => {
    const { page, faults } = await visit(browser(), { width: 360, height: 760 });
    await settled(page);
    const dialog = await menu(page);
    await picture(page, 'map/menu');
    expect(await complaints(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: '中文' }).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await settled(page);
    await page.getByRole('button', { name: 'Take me there' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await picture(page, 'map/english');
    expect(await complaints(page)).toEqual([]);
    await page.getByRole('link', { name: 'Details' }).tap();
    await page.locator('.way').waitFor();
    await picture(page, 'map/english-station');
    expect({ misfits: await misfits(page), faults }).toEqual({ misfits: [], faults: [] });
  });

  it('makes it night and keeps it', async () => {
    const { page } = await visit(browser());
    await settled(page);
    const ground = () => page.evaluate(() => getComputedStyle(document.querySelector('.sheet') ?? document.body).backgroundColor);
    const day = await ground();
    const dialog = await menu(page);
    await dialog.getByRole('button', { name: '夜间' }).tap();
    await page.keyboard.press('Escape');
    const night = await ground();
    expect(night).not.toBe(day);
    await page.reload();
    await settled(page);
    expect(await ground()).toBe(night);
    await picture(page, 'map/night');
    expect(await complaints(page)).toEqual([]);
  });

  it('shows inside WeChat how to get out of it, and directions begin with what opens there', async () => {
    const userAgent =
      'Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.48 NetType/4G';
    const { page } = await visit(browser(), { userAgent });
    await settled(page);
    const dialog = await menu(page);
    await dialog.getByText('选“在浏览器打开”').waitFor();
    await picture(page, 'map/wechat');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '带我去' }).tap();
    const sheet = page.getByRole('dialog', { name: '用哪个地图带你去？' });
    await sheet.waitFor();
    expect(await sheet.locator('.app b').first().innerText()).toBe('腾讯地图');
    await sheet.getByText('选“在浏览器打开”').waitFor();
    expect(await complaints(page)).toEqual([]);
  });
});

/** Everything that would leave the page. */
const waysOut = (page: Page) =>
  page.locator('a').evaluateAll((all) =>
    all.flatMap((one) => {
      const { protocol, pathname } = new URL((one as HTMLAnchorElement).href);
      return protocol === 'http:' && (pathname === '/' || /^\/s\/\d+$/.test(pathname)) && !(one as HTMLAnchorElement).target
        ? []
        : [(one as HTMLAnchorElement).href];
    }),
  );

describe('on a kiosk', () => {
  it('nothing leads out, directions are taken along as a code, and nothing is remembered', async () => {
    const { page, site, context, faults } = await visit(browser(), {
      ...{ path: '?kiosk=1&here=36.62,101.77', width: 1080, height: 1600, place: null },
      config: { origin: 'https://jy.example.cn', hotline: '0900-555 0100' },
    });
    await page.getByRole('heading', { level: 1, name: '城北零工之家驿站' }).waitFor();
    await settled(page);
    expect(await waysOut(page)).toEqual([]);
    await picture(page, 'map/kiosk');
    expect(await complaints(page)).toEqual([]);
    await page.locator('.menukey').click();
    expect(await waysOut(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.pill').click();
    expect(await waysOut(page)).toEqual([]);
    await page.locator('.row', { hasText: '城北零工之家驿站' }).click();
    await page.locator('.way').waitFor();
    expect(await waysOut(page)).toEqual([]);
    await page.getByRole('button', { name: /带我去/ }).click();
    await page.locator('.takeaway .qr').waitFor();
    await picture(page, 'map/kiosk-code');
    expect(await complaints(page)).toEqual([]);
    expect(codesIn(await page.screenshot())).toEqual(['https://jy.example.cn/s/1841']);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    expect({ pages: context.pages().length, asked: site.asked.includes('/text'), faults }).toEqual({ pages: 1, asked: false, faults: [] });
  });
});

/** QR codes in a picture, read by another program. */
function codesIn(png: Uint8Array): readonly string[] {
  const path = join(temporaryFolder(), 'page.png');
  writeFileSync(path, png);
  return execFileSync('zbarimg', ['--quiet', '--nodbus', '--raw', '-S*.enable=0', '-Sqrcode.enable=1', path], { encoding: 'utf8' })
    .trim()
    .split('\n');
}

describe('the door sign', () => {
  it('is one page of A4 whose code leads to the station', async () => {
    const { page, faults } = await visit(browser(), {
      ...{ ...desk, path: 's/1841/sign' },
      config: { origin: 'https://jy.example.cn', operator: '西河市总工会' },
    });
    await page.locator('.sign .qr').waitFor();
    await picture(page, 'map/sign');
    expect(await complaints(page)).toEqual([]);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const path = join(temporaryFolder(), 'sign.pdf');
    writeFileSync(path, pdf);
    const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
    expect(info).toMatch(/^Pages:\s+1$/m);
    expect(info).toMatch(/^Page size:\s+59\d(\.\d+)? x 84\d(\.\d+)? pts/m);
    execFileSync('pdftoppm', ['-r', '100', '-png', '-singlefile', path, path.slice(0, -4)]);
    const codes = execFileSync(
      'zbarimg',
      ['--quiet', '--nodbus', '--raw', '-S*.enable=0', '-Sqrcode.enable=1', `${path.slice(0, -4)}.png`],
      {
        encoding: 'utf8',
      },
    );
    expect(codes.trim()).toBe('https://jy.example.cn/s/1841');
    expect(faults).toEqual([]);
  });

  it('holds the longest name on one line, and hours that nobody knows', async () => {
    const { page } = await visit(browser(), { ...desk, path: 's/1849/sign' });
    await page.locator('.sign .qr').waitFor();
    const fits = await page.locator('.sign h1').evaluate((line) => line.scrollWidth <= line.clientWidth + 1);
    expect(fits).toBe(true);
    await picture(page, 'map/sign-long');
    await page.goto(page.url().replace('1849', '1842'));
    await page.locator('.sign .hrs', { hasText: '以公告为准' }).waitFor();
  });
});
