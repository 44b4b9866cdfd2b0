import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { axe } from '../support/axe.ts';
import { exactly, key, knock, pin, setUp, small, type } from '../support/desk-hands.ts';
import { browserForFile, demoStation, landscape, openKiosk, picture, portrait } from '../support/kiosk-page.ts';
import { pluggedIn } from '../support/station.ts';

const browser = browserForFile();

async function looks(page: Page): Promise<string[]> {
  const { violations } = await axe(page).analyze();
  return [...(await small(page)), ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)];
}

describe('the desk’s care', () => {
  it.each([
    ['landscape', landscape],
    ['portrait', portrait],
  ] as const)('looks after staff, settings, backups and a restore, %s', async (side, viewport) => {
    const drive = pluggedIn('蓝色 U 盘', 1e9);
    const { url, beside } = await demoStation({}, { drives: drive.drives, lan: { port: 0, addresses: () => ['127.0.0.1'] } });
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    await setUp(page);
    await page.getByRole('heading', { name: /今天待办/ }).waitFor();
    await page.getByText('要重新核实').waitFor();
    const seen = await looks(page);
    await picture(page, `${side}/desk-care-today`);
    await page.getByRole('searchbox').tap();
    await type(page, '8000');
    await page.getByText('查到的师傅').waitFor();
    await picture(page, `${side}/desk-care-find`);

    await exactly(page, '设置').tap();
    await page.getByText('存下来').waitFor();
    seen.push(...(await looks(page)));
    await picture(page, `${side}/desk-care-station`);
    await page.getByRole('textbox', { name: '站名', exact: true }).fill('西河·新站');
    await key(page, '存下来').tap();
    await page.getByText('存好了').waitFor();
    await page.getByRole('heading', { name: '西河·新站' }).waitFor();

    await exactly(page, '人员').tap();
    await exactly(page, '加一个人').tap();
    await page.getByRole('textbox', { name: '姓名' }).fill('杨姐');
    await key(page, '能把电话导出去').tap();
    await page.getByRole('dialog').getByRole('button', { name: '存下来' }).tap();
    await type(page, '591736');
    await page.getByText('再输一遍').waitFor();
    await picture(page, `${side}/desk-care-pin`);
    await type(page, '591736');
    await page.getByText('“杨姐”可以用自己的密码进来了').waitFor();
    seen.push(...(await looks(page)));
    await picture(page, `${side}/desk-care-people`);

    await exactly(page, '备份').tap();
    await key(page, '备份到蓝色 U 盘').tap();
    await page.getByText('备份好了').waitFor();
    expect(readdirSync(drive.folder)).toEqual([expect.stringMatching(/^驿站备份 西河新站 .*\.db$/)]);
    await key(page, '找备份').tap();
    await page.getByText('在蓝色 U 盘上').waitFor();
    seen.push(...(await looks(page)));
    await exactly(page, '看看').tap();
    await page.getByText('西河·新站，').waitFor();
    await picture(page, `${side}/desk-care-restore`);

    await exactly(page, '局域网').tap();
    await exactly(page, '打开').tap();
    await page.getByText('/desk').waitFor();
    seen.push(...(await looks(page)));
    await picture(page, `${side}/desk-care-lan`);
    await exactly(page, '记录').tap();
    await page.getByText('开关局域网').first().waitFor();
    seen.push(...(await looks(page)));
    await picture(page, `${side}/desk-care-log`);
    expect({ seen, faults }).toEqual({ seen: [], faults: [] });

    if (side === 'landscape') {
      await exactly(page, '备份').tap();
      await key(page, '找备份').tap();
      await exactly(page, '看看').tap();
      await key(page, '恢复成这份').tap();
      await page.getByText('正在换上').waitFor();
      await expect.poll(() => beside((db) => db.prepare('SELECT count(*) FROM staff').pluck().get())).toBe(2);
      await page.locator('[data-screen="roll"]').waitFor({ timeout: 20_000 });
      await knock(page);
      await page.getByText('密码？').waitFor();
      await type(page, '591736');
      await page.locator('[data-screen="desk"]').waitFor();
      await page.getByText('杨姐').first().waitFor();
    }
  });

  it('opens over the LAN in somebody’s browser, with a PIN and nothing of the kiosk', async () => {
    const { url, station } = await demoStation({}, { lan: { port: 0, addresses: () => ['127.0.0.1'] } });
    const { page } = await openKiosk(browser(), url);
    await setUp(page);
    const [first] = (await station.api['staff.list']({}, { staffId: '', name: '' })).people;
    const { addresses } = await station.api['lan.switch']({ on: true }, { staffId: first?.id ?? '', name: '' });
    const context = await browser().newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', ignoreHTTPSErrors: true });
    onTestFinished(() => context.close());
    const elsewhere = await context.newPage();
    const faults: string[] = [];
    elsewhere.on('pageerror', (error) => faults.push(String(error)));
    await elsewhere.goto(addresses[0] ?? '');
    await elsewhere.getByText('密码？').waitFor();
    expect(await elsewhere.getByRole('button', { name: /忘了密码|返回/ }).count()).toBe(0);
    await elsewhere.screenshot();
    for (const digit of pin) await elsewhere.getByRole('button', { name: digit, exact: true }).click();
    await elsewhere.getByRole('heading', { name: /今天待办/ }).waitFor();
    await picture(elsewhere, 'landscape/desk-care-elsewhere');
    await elsewhere.getByRole('button', { name: '锁上' }).click();
    await elsewhere.getByText('密码？').waitFor();
    expect(faults).toEqual([]);
  });
});
