import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { WritableDb } from '../../electron/db/database.ts';
import { noticeWriter } from '../../electron/db/notice-repository.ts';
import { stationReader, stationWriter } from '../../electron/db/station-repository.ts';
import { emptyDemo } from '../../electron/services/demo-service.ts';
import { newId } from '../../electron/services/id.ts';
import { axe } from '../support/axe.ts';
import { key, scan, setUp, small, tab } from '../support/desk-hands.ts';
import { browserForFile, demoStation, goHome, landscape, mm, openKiosk, picture, portrait } from '../support/kiosk-page.ts';
import { faultsOf as faultsOfPublic } from '../support/looks.ts';

const browser = browserForFile();
const sides = [
  ['portrait', portrait],
  ['landscape', landscape],
] as const;

describe('notices on the roll', () => {
  it.each(sides)('stand after two pages of postings, open large at a touch, and on the page of services, %s', async (side, viewport) => {
    const { url } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    const notice = page.locator('.entering .notice');
    const turn = page.getByRole('button', { name: /看下一页/ });
    await turn.tap();
    expect(await notice.count()).toBe(0);
    await turn.tap();
    await notice.waitFor();
    await page.locator('.leaving').waitFor({ state: 'detached' });
    await picture(page, `${side}/roll-notice`);
    const title = (await notice.locator('.notice-title').innerText()).replaceAll('\n', '');
    await notice.tap();
    await page.getByRole('heading', { name: title }).waitFor();
    await picture(page, `${side}/notice-plain`);
    await page.getByRole('button', { name: '结束' }).tap();
    for (const turns of [1, 2, 3, 4, 5]) {
      await turn.tap();
      expect(await notice.count()).toBe(turns === 2 || turns === 5 ? 1 : 0);
    }
    await page.locator('.leaving').waitFor({ state: 'detached' });
    await picture(page, `${side}/roll-notice-join`);
    await notice.tap();
    await page.locator('[data-screen="notice"] .qr').waitFor();
    await picture(page, `${side}/notice`);
    const { violations } = await axe(page).analyze();
    expect([violations.map(({ id }) => id), faults]).toEqual([[], []]);
    await page.getByRole('button', { name: '返回' }).tap();
    await page.getByRole('button', { name: /站里有啥/ }).tap();
    await page.locator('.told .key').first().waitFor();
    await picture(page, `${side}/services-notices`);
  });
});

/** As much as a notice can say. */
const longest = {
  kind: 'training',
  title: '电工焊工叉车三个证一起学，免费还管一顿饭',
  place: '西河市高铁新城东区站前大道与文苑路路口职工学校教学楼三层',
  text: '学十二天，晚上上课，白天不耽误干活。带身份证、一寸照片两张，到服务台报名，名额八十个，报满为止。'.repeat(3).slice(0, 120),
} as const;

function addLongest(db: WritableDb, largeText: boolean): void {
  const settings = stationReader(db).findSettings();
  if (settings) stationWriter(db).save({ ...settings, largeText });
  const startsAtMs = Date.now() - 60_000;
  for (const [link, endsAtMs] of [
    ['https://xihe.example.cn/school/class/2026/electrician?from=kiosk', startsAtMs + 12 * 86_400_000],
    ['', startsAtMs + 13 * 86_400_000],
  ] as const) {
    const content = { ...longest, link, startsAtMs, endsAtMs, daysAhead: 0 };
    noticeWriter(db).save({
      id: newId(),
      state: 'published',
      content,
      revision: 1,
      demoDay: null,
      origin: 'station',
      updatedAtMs: startsAtMs,
    });
  }
  stationWriter(db).touch();
}

describe('the longest notice', () => {
  it.each(sides.flatMap(([side, viewport]) => [false, true].map((largeText) => ({ side, viewport, largeText }))))(
    'fits the roll and its screen, $side, large text $largeText',
    async ({ side, viewport, largeText }) => {
      const { url, beside } = await demoStation();
      beside((db) => {
        noticeWriter(db).deleteDemo();
        addLongest(db, largeText);
      });
      const { page } = await openKiosk(browser(), url, { viewport });
      const turn = page.getByRole('button', { name: /看下一页/ });
      const found: Record<string, string[]> = {};
      const mode = largeText ? 'large' : 'plain';
      for (const [number, kind] of ['join', 'plain'].entries()) {
        if (number > 0) await page.getByRole('button', { name: '结束' }).tap();
        else if (largeText) {
          // The session of the first page began before the station had answered.
          await goHome(page);
          await page.getByRole('button', { name: /结束/ }).tap();
        }
        await page.locator('.entering .post').first().waitFor();
        for (let turns = 0; turns < (number + 1) * 3 - 1; turns++) await turn.tap();
        const notice = page.locator('.entering .notice');
        await notice.waitFor();
        await page.locator('.leaving').waitFor({ state: 'detached' });
        await picture(page, `${side}/${mode}-roll-notice-${kind}`);
        found[`roll ${kind}`] = await faultsOfPublic(page, mm);
        await notice.tap();
        await page.locator('[data-screen="notice"] h1').waitFor();
        await picture(page, `${side}/${mode}-notice-${kind}`);
        found[`notice ${kind}`] = await faultsOfPublic(page, mm);
      }
      await page.getByRole('button', { name: '返回' }).tap();
      await page.getByRole('button', { name: /站里有啥/ }).tap();
      await page.locator('.told .key').first().waitFor();
      await picture(page, `${side}/${mode}-services-notice`);
      found['services'] = await faultsOfPublic(page, mm);
      expect(found).toEqual({ 'roll join': [], 'notice join': [], 'roll plain': [], 'notice plain': [], services: [] });
    },
  );
});

const phone = '13900007412';

/** Keys under 15.5 mm, words outside the glass or their key, and what axe finds. */
async function faultsOf(page: Page): Promise<string[]> {
  const looks = await small(page);
  const { violations } = await axe(page).analyze();
  return [...looks, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)];
}

async function checkIn(page: Page, purposes: readonly string[]): Promise<void> {
  await page.evaluate(async (all) => {
    for (const purpose of all) {
      const input = { purpose, sessionId: crypto.randomUUID() };
      await fetch('/api/visit.log', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) });
    }
  }, purposes);
}

describe('the desk', () => {
  it.each(sides)('counts visits, takes one out, writes one down, %s', async (side, viewport) => {
    const { url, beside } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    await checkIn(page, ['drink', 'drink', 'rest', 'meal', 'charge', 'jobs', 'drink', 'advice']);
    await setUp(page);
    await tab(page, '到站').tap();
    await page.locator('.sums b', { hasText: /^8$/ }).waitFor();
    await key(page, '不算').tap();
    await key(page, '记了两遍').tap();
    await page.getByText('8 号不算了').waitFor();
    await page.locator('.sums b', { hasText: /^7$/ }).waitFor();
    await key(page, '补记一次').tap();
    await picture(page, `${side}/desk-visits-add`);
    await page.getByRole('dialog').getByRole('button', { name: '热饭' }).tap();
    await page.getByText('补记好了：9 号 热饭').waitFor();
    await page.locator('.sums b', { hasText: /^8$/ }).waitFor();
    await picture(page, `${side}/desk-visits`);
    expect([await faultsOf(page), faults]).toEqual([[], []]);
    await key(page, '前一天').tap();
    await page.getByText('这一天还没有人登记').waitFor();
    await key(page, '补记一次').tap();
    await page.getByRole('dialog').getByRole('button', { name: '歇脚' }).tap();
    await page.getByText('补记好了：1 号 歇脚').waitFor();
    const counts = beside((db) => db.prepare('SELECT count(*) FROM visit UNION ALL SELECT count(*) FROM visit_correction').pluck().all());
    expect(counts).toEqual([10, 1]);
  });

  it.each(sides)('adds power banks, lends, takes back and rings by scanning, %s', async (side, viewport) => {
    const { url, beside } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    await setUp(page);
    await tab(page, '充电宝').tap();
    await page.getByText('扫一下充电宝上的码').waitFor();
    for (const label of [1, 2, 3]) {
      await scan(page, `CDB-000${label}`);
      await page.getByText('这个码没登记过').waitFor();
      await key(page, '加进来').tap();
      await page.getByText(`${label} 号加进来了`).waitFor();
    }
    for (const label of [1, 2]) {
      await scan(page, `CDB-000${label}`);
      await page.locator('.bank-panel').getByText(`${label} 号`).first().waitFor();
      for (const digit of phone) await page.locator('.lend').getByRole('button', { name: digit, exact: true }).tap();
      if (label === 1) {
        await picture(page, `${side}/desk-banks-lend`);
      }
      await key(page, new RegExp(`借出 ${label} 号`)).tap();
      await page.getByText(`${label} 号借出去了`).waitFor();
    }
    await scan(page, 'CDB-0001');
    await page.getByText('1 号收回来了').waitFor();
    beside((db) => {
      db.exec('DROP TRIGGER bank_loan_is_final');
      db.prepare(
        'UPDATE bank_loan SET lent_at_ms = lent_at_ms - 18000000, due_at_ms = due_at_ms - 18000000 WHERE ended_at_ms IS NULL',
      ).run();
    });
    await tab(page, '待办').tap();
    await page.getByText('充电宝没还').waitFor();
    await page.getByText('尾号 7412').first().waitFor();
    await page.getByText('充电宝没还').scrollIntoViewIfNeeded();
    await picture(page, `${side}/desk-today-banks`);
    await tab(page, '充电宝').tap();
    await key(page, '打电话').tap();
    await page.getByText('139 0000 7412').waitFor();
    await picture(page, `${side}/desk-banks`);
    expect([await faultsOf(page), faults]).toEqual([[], []]);
    await key(page, '已还').tap();
    await page.getByText('2 号收回来了').waitFor();
    expect(beside((db) => db.prepare('SELECT state, count(*) FROM power_bank GROUP BY state').raw().all())).toEqual([['in', 3]]);

    await key(page, '锁上').tap();
    await page.locator('[data-screen="roll"]').waitFor();
    await scan(page, 'CDB-0001');
    await page.getByText('充电宝请到工作人员处借还').waitFor();
    expect(await page.locator('[data-screen="roll"]').count()).toBe(1);
  });

  it.each(sides)('writes and publishes a notice that the roll shows, and takes it down, %s', async (side, viewport) => {
    const { url, beside } = await demoStation();
    beside(emptyDemo);
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    await setUp(page);
    await tab(page, '通知').tap();
    await key(page, '写一条通知').tap();
    await page.getByRole('textbox', { name: '标题' }).fill('周五现场招聘会');
    await page.getByRole('textbox', { name: '说明' }).fill('30 家单位，现场谈工钱，不收费。');
    await page.getByRole('textbox', { name: '地点' }).fill('文化广场');
    await page.getByRole('textbox', { name: /网址/ }).fill('http://xihe.example.cn/fair');
    await page.getByText('网址不能用').waitFor();
    await page.getByRole('textbox', { name: /网址/ }).fill('https://xihe.example.cn/fair');
    await page.locator('.notice-code .qr').waitFor();
    await picture(page, `${side}/desk-notice-editor`);
    expect([await faultsOf(page), faults]).toEqual([[], []]);
    await key(page, /^发布$/).tap();
    await page.getByText('发布了，到时间就在屏上').waitFor();
    await picture(page, `${side}/desk-notices`);
    await key(page, '锁上').tap();
    await page.locator('[data-screen="roll"] .nothing').waitFor();
    await page.locator('.entering .notice').waitFor({ timeout: 20_000 });
    await page.locator('.leaving').waitFor({ state: 'detached' });
    await picture(page, `${side}/roll-notice-alone`);
    beside((db) => db.exec('UPDATE notice SET ends_at_ms = 2, starts_at_ms = 1, shown_from_ms = 0'));
    await page.locator('.entering .nothing').waitFor({ timeout: 20_000 });
    expect(await page.locator('.entering .notice').count()).toBe(0);
  });
});
