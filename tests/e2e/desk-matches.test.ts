import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe } from '../support/axe.ts';
import { key, setUp, small } from '../support/desk-hands.ts';
import { browserForFile, demoStation, landscape, openKiosk, picture, portrait } from '../support/kiosk-page.ts';

const browser = browserForFile();
const row = (page: Page, text: string) => page.locator('.row', { hasText: text }).first();

describe('matches at the desk', () => {
  it.each([
    ['landscape', landscape],
    ['portrait', portrait],
  ] as const)('are made, agreed, taken back; a worker is registered, an employer suspended, %s', async (side, viewport) => {
    const { url, beside } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    await setUp(page);
    const looks: string[] = [];
    const violations: string[] = [];
    const look = async (name: string, whole = false) => {
      await picture(page, `${side}/desk-matches-${name}`);
      looks.push(...(await small(page)).map((fault) => `${name}: ${fault}`));
      if (whole) violations.push(...(await axe(page).analyze()).violations.map(({ id }) => `${name}: ${id}`));
    };

    // 该回电话了: the demo has two that are due.
    await page.getByText('该回电话了').scrollIntoViewIfNeeded();
    await row(page, '韩师傅 → 饭店洗碗工').getByRole('button', { name: '没人接' }).tap();
    await page.getByText('没人接，两小时后再提醒').waitFor();
    await look('today');

    // Somebody registers with the help of staff.
    await key(page, '师傅').tap();
    await key(page, '帮师傅登记').tap();
    await key(page, '瓦工').tap();
    await page.getByRole('group', { name: '瓦工' }).getByRole('button', { name: '熟练' }).tap();
    await page.getByRole('button', { name: '韩', exact: true }).tap();
    await page.getByLabel('手机号').first().fill('13800138001');
    await key(page, '已满 16 岁').tap();
    await look('assisted');
    await key(page, '登记，办卡').tap();
    await page.getByText('合适的岗位').waitFor();
    await row(page, '瓦工贴地砖').getByRole('button', { name: '推荐' }).scrollIntoViewIfNeeded();
    await look('worker', true);
    await row(page, '瓦工贴地砖').getByRole('button', { name: '推荐' }).tap();
    await page.getByText('推荐好了').waitFor();

    // What came of it, and taking it back.
    await key(page, '用工').tap();
    await row(page, '韩师傅 → 瓦工贴地砖').waitFor();
    await look('waiting');
    await row(page, '韩师傅 → 瓦工贴地砖').getByRole('button', { name: '达成' }).tap();
    await page.getByText('哪天上工？').waitFor();
    await page.getByRole('button', { name: '明天', exact: true }).tap();
    await page.getByRole('button', { name: '说好多少钱？多 50' }).tap();
    await look('agree', true);
    await page.getByRole('dialog').getByRole('button', { name: '达成用工' }).tap();
    await page.getByText('记下达成用工').waitFor();
    const stored = () =>
      beside((db) =>
        db.prepare('SELECT state, work_date IS NOT NULL AS dated FROM work_match WHERE demo = 1 ORDER BY id DESC LIMIT 1').get(),
      );
    expect(stored()).toEqual({ state: 'agreed', dated: 1 });
    await key(page, '点错了，退回').tap();
    await page.getByText('退回去了').waitFor();
    expect(stored()).toEqual({ state: 'referred', dated: 0 });
    await row(page, '韩师傅 → 瓦工贴地砖').getByRole('button', { name: '没成' }).tap();
    await page.getByText('为什么没成？').waitFor();
    await look('why');
    await page.getByRole('dialog').getByRole('button', { name: '太远' }).tap();
    await page.getByText('记下没成').waitFor();
    await key(page, '没成的').tap();
    await row(page, '韩师傅 → 瓦工贴地砖').getByRole('button', { name: '看' }).tap();
    await page.getByText('退回到“已推荐”').waitFor();
    await look('one');
    await key(page, '返回').tap();

    // The employers.
    await key(page, '老板').tap();
    await row(page, '安居装修队').waitFor();
    await look('employers');
    await row(page, '安居装修队').getByRole('button', { name: '看' }).tap();
    await key(page, '停用这个老板').tap();
    await key(page, '欠工钱').tap();
    await look('sanction');
    await page.getByRole('dialog').getByRole('button', { name: '停用这个老板' }).tap();
    await page.getByText(/停用到 .*欠工钱/).waitFor();
    await look('employer', true);
    expect(beside((db) => db.prepare("SELECT sanction_reason FROM employer WHERE name = '安居装修队'").pluck().get())).toBe('unpaid');
    expect({ looks, violations, faults }).toEqual({ looks: [], violations: [], faults: [] });
  });
});
