/** What `npm start` shows on one machine: a kiosk and the hub beside it, a passer-by's and an employer's phone in front of both. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { demoHubFile } from '../../electron/hub-link/demo-hub.ts';
import { serveHub } from '../../maps/hub/serve-hub.ts';
import { exactly, key, scan, setUp, tab, type } from '../support/desk-hands.ts';
import { browserForFile, demoStation, landscape, openKiosk, picture } from '../support/kiosk-page.ts';
import { temporaryFolder } from '../support/station.ts';

const browser = browserForFile();
const siteDir = join(import.meta.dirname, '../../dist/site');

async function both() {
  const kiosk = await demoStation();
  const hubFolder = temporaryFolder();
  const hub = await serveHub({
    ...{ dataDir: hubFolder, mapDir: join(hubFolder, 'map'), siteDir, listsDir: join(kiosk.folder, 'lists') },
    ...{ databaseUrl: null, port: 0, host: '127.0.0.1', origin: null, proxies: 0, demo: true, offerFile: demoHubFile(kiosk.folder) },
  });
  onTestFinished(() => hub.close());
  return { kiosk, hub };
}

async function phone(url: string): Promise<Page> {
  const context = await browser().newContext({
    ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: 'zh-CN' },
    ...{ reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' },
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** As staff who do not want to wait. */
async function exchangeNow(page: Page): Promise<void> {
  await tab(page, '设置').tap();
  await exactly(page, '联网').tap();
  await page.getByText('连上了').waitFor();
  await key(page, '马上同步').tap();
}

describe('the kiosk and the hub beside it', () => {
  it('show a lent power bank on the map, an employer’s posting at the desk, and a card that was withdrawn in red', {
    timeout: 240_000,
  }, async () => {
    const { kiosk, hub } = await both();
    const { page } = await openKiosk(browser(), kiosk.url, { viewport: landscape });
    await setUp(page);
    await tab(page, '设置').tap();
    await exactly(page, '联网').tap();
    await page.getByText('连上了').waitFor({ timeout: 30_000 });
    const [actor] = kiosk.beside((db) => db.prepare<[], { id: string; name: string }>('SELECT id, name FROM staff').all());
    const staff = { staffId: actor?.id ?? '', name: actor?.name ?? '' };
    const number = (await kiosk.station.api['link.status']({}, staff)).hub?.station ?? 0;

    // 充电宝: in, on the map; lent, gone from it within ten seconds
    await tab(page, '充电宝').tap();
    await page.getByText('扫一下充电宝上的码').waitFor();
    for (const label of [1, 2]) {
      await scan(page, `CDB-000${label}`);
      await key(page, '加进来').tap();
      await page.getByText(`${label} 号加进来了`).waitFor();
    }
    const passerBy = await phone(`${hub.url}s/${number}`);
    const banks = passerBy.locator('section.sec', { has: passerBy.getByRole('heading', { name: '充电宝' }) });
    await banks.getByText(/^2/).first().waitFor({ timeout: 15_000 });
    await scan(page, 'CDB-0001');
    await page.locator('.bank-panel').getByText('1 号').first().waitFor();
    for (const digit of '13900007412') await page.locator('.lend').getByRole('button', { name: digit, exact: true }).tap();
    await key(page, /借出 1 号/).tap();
    await page.getByText('1 号借出去了').waitFor();
    await banks.getByText(/^1/).first().waitFor({ timeout: 10_000 });
    await picture(passerBy, 'map/together-banks');

    // 招人: from a phone to the desk
    const employer = await phone(`${hub.url}s/${number}/post`);
    await key(employer, '搬运装卸').tap();
    await employer.getByRole('textbox', { name: '干什么活' }).fill('卸两车瓷砖，搬到三楼');
    await employer.getByRole('textbox', { name: '工钱' }).fill('280');
    await employer.getByRole('textbox', { name: '有什么要求' }).fill('能抬 40 公斤');
    await employer.getByRole('textbox', { name: '在哪里干' }).fill('河东新区 文景苑 6 号楼');
    await employer.getByRole('textbox', { name: '您是谁' }).fill('顺达建材店');
    await employer.getByRole('textbox', { name: '电话' }).fill('19900001234');
    await key(employer, '发给驿站').tap();
    await employer.getByText('驿站还没有看').waitFor();
    await exchangeNow(page);
    await tab(page, '待办').tap();
    const row = page.locator('li.posting-line', { hasText: '顺达建材店' }).first();
    await row.waitFor({ timeout: 15_000 });
    await picture(page, 'landscape/together-review');
    await row.getByRole('button', { name: '看' }).tap();
    await page.getByText('199 0000 1234').first().waitFor();
    await page.getByRole('dialog').getByRole('button', { name: /^发布/ }).tap();
    await page.getByText('发布了').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '返回' }).tap();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await exchangeNow(page);
    await employer.reload();
    await employer.getByText('驿站看到了').waitFor();

    // a card is good, then withdrawn, then red
    await tab(page, '师傅').tap();
    await key(page, '帮师傅登记').tap();
    await exactly(page, '瓦工').tap();
    await page.getByRole('group', { name: '瓦工' }).getByRole('button', { name: '熟练' }).tap();
    await exactly(page, '韩').tap();
    await page.getByLabel('手机号').first().fill('13800138001');
    await key(page, '已满 16 岁').tap();
    await key(page, '登记，办卡').tap();
    await page.getByText('合适的岗位').waitFor();
    const worker = kiosk.beside((db) =>
      db.prepare<[], string>("SELECT id FROM worker WHERE name = '韩师傅' ORDER BY created_at_ms DESC").pluck().get(),
    );
    const { url } = await kiosk.station.api['worker.card']({ id: worker ?? '' }, staff);
    const cardPage = await phone(`${hub.url}c${url.slice(url.indexOf('#'))}`);
    await cardPage.locator('body[data-state="VALID"]').waitFor({ timeout: 20_000 });
    await cardPage.getByRole('button', { name: '我用了这位师傅' }).tap();
    await cardPage.getByText('记下了，谢谢').waitFor();
    await exchangeNow(page);
    await tab(page, '待办').tap();
    await page.getByText('韩师傅').first().waitFor();
    await picture(page, 'landscape/together-hire');
    await tab(page, '师傅').tap();
    await type(page, '8001');
    await page.getByText('138 **** 8001').first().waitFor();
    await key(page, /^看$/).tap();
    await key(page, /^撤回登记$/).tap();
    await page.getByRole('dialog').getByRole('button', { name: '撤回登记' }).tap();
    await page.getByText('查到的师傅').waitFor();
    await expect
      .poll(
        async () => {
          await cardPage.goto('about:blank');
          await cardPage.goto(`${hub.url}c${url.slice(url.indexOf('#'))}`);
          await cardPage.locator('body[data-state]:not([data-state="CHECKING"])').waitFor();
          await cardPage.waitForTimeout(500);
          return cardPage.locator('body').getAttribute('data-state');
        },
        { timeout: 15_000 },
      )
      .toBe('REVOKED');
  });
});
