import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe } from '../support/axe.ts';
import { browserForFile, demoStation, goHome, landscape, mm, openKiosk, picture, portrait } from '../support/kiosk-page.ts';

const browser = browserForFile();

/** A hand that counts. */
function hand(page: Page) {
  let touches = 0;
  return {
    touch: async (name: string | RegExp) => {
      const exact = typeof name === 'string';
      await page.getByRole('button', { name, exact }).and(page.locator(':visible')).first().tap();
      touches += 1;
    },
    tick: async (name: RegExp) => {
      await page.getByRole('button', { name }).tap();
      touches += 1;
    },
    touches: () => touches,
  };
}
const step = (page: Page) => page.locator('[data-screen="register"]').getAttribute('data-step');

async function toRegister(page: Page, ...modes: string[]): Promise<void> {
  await goHome(page);
  for (const mode of modes) await page.getByRole('button', { name: mode }).tap();
  await page.getByRole('button', { name: /办推荐卡|Get a card/ }).tap();
  await page.locator('[data-screen="register"]').waitFor();
}

describe('办推荐卡', () => {
  it('takes four screens and at most 25 touches for trade, surname, phone and consent, and issues the card', async () => {
    const { url } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url);
    await toRegister(page);
    const asked: unknown[] = [];
    page.on('request', (request) => request.url().endsWith('/api/card.issue') && asked.push(request.postDataJSON()));
    const answered = page.waitForResponse(/card\.issue/);
    const { touch, tick, touches } = hand(page);
    const screens = new Set<string | null>();
    await touch('油漆工');
    await touch(/熟练/);
    screens.add(await step(page));
    await touch('下一步');
    await touch('王');
    screens.add(await step(page));
    await touch('下一步');
    for (const digit of '13800138000') await touch(digit);
    screens.add(await step(page));
    await touch('下一步');
    screens.add(await step(page));
    await page.getByText('138 **** 8000').waitFor();
    expect(await page.getByRole('button', { name: '先勾上面第一条' }).isDisabled()).toBe(true);
    await tick(/同意印这张卡/);
    await touch('打印我的卡');
    expect(await (await answered).json()).toMatchObject({ ok: true, value: { name: '王师傅' } });
    expect([screens.size, touches() <= 25, touches()]).toEqual([4, true, 19]);
    expect(asked).toMatchObject([
      {
        registration: {
          trades: [{ code: 203, level: 3 }],
          years: null,
          name: '王师傅',
          phone: '13800138000',
          consent: { card: true, phoneOnCard: false, wall: false },
        },
      },
    ]);
    await page.locator('[data-screen="register"]').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('spells a whole name, and shows the number once its box is ticked', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await toRegister(page);
    const { touch, tick } = hand(page);
    await touch('木工');
    await touch(/一般/);
    await touch('下一步');
    await touch('马');
    await touch(/写上全名/);
    for (const letter of 'chenglong') await touch(letter);
    expect(await page.getByRole('button', { name: '下一步' }).isDisabled()).toBe(true);
    await touch('成龙');
    await page.locator('.slip .name', { hasText: '马成龙' }).waitFor();
    await touch('下一步');
    for (const digit of '138001380009') await touch(digit);
    await page.getByText('已经 11 位').waitFor();
    await touch('下一步');
    await tick(/手机号也印上/);
    await page.getByText('138 0013 8000').waitFor();
  });

  it('answers a fourth trade with 最多 3 样, and an unreadable spelling with words', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await toRegister(page);
    const { touch } = hand(page);
    for (const trade of ['保洁', '搬家', '绿化']) {
      await touch(trade);
      await touch(/学徒/);
    }
    await touch('保安');
    await page
      .getByText(/最多 3 样/)
      .last()
      .waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await touch('下一步');
    await touch('别的姓');
    for (const letter of 'vv') await touch(letter);
    await page.getByText('没有这个字，试试别的拼法').waitFor();
    await touch('清空');
    for (const letter of 'qi') await touch(letter);
    await touch('祁');
    await page.locator('.slip .name', { hasText: '祁师傅' }).waitFor();
  });

  it('keeps what was told when the station refuses or is silent, and asks again with the same request', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await toRegister(page);
    await walkToTerms(page);
    const { touch, tick } = hand(page);
    await tick(/同意印这张卡/);
    const ids: string[] = [];
    await page.route('**/api/card.issue', async (route) => {
      ids.push(route.request().postDataJSON().requestId);
      if (ids.length === 1) return route.abort();
      const error = { code: 'too_many_cards', message: '', details: {} };
      return route.fulfill({ status: 429, json: { ok: false, error } });
    });
    await touch('打印我的卡');
    await page.getByText(/没连上，再点一次/).waitFor();
    await touch('打印我的卡');
    await page.getByText(/今天已经办了 3 张卡/).waitFor();
    await page.getByText('138 **** 8000').waitFor();
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  it('leaves nothing for the next person', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await toRegister(page);
    await walkToTerms(page);
    await hand(page).touch('取消');
    await page.locator('[data-screen="roll"]').waitFor();
    await toRegister(page);
    expect(await page.getByRole('button', { pressed: true }).count()).toBe(0);
    expect(await page.locator('.slip .gap').count()).toBe(3);
    expect(await page.locator('input, textarea, [contenteditable]').count()).toBe(0);
  });
});

async function walkToTerms(page: Page): Promise<void> {
  const { touch } = hand(page);
  await touch('油漆工');
  await touch(/熟练/);
  await touch('下一步');
  await touch('王');
  await touch('下一步');
  for (const digit of '13800138000') await touch(digit);
  await touch('下一步');
}

/** Keys that are too small or too near, text that is too small, and words that do not fit their place. */
async function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate((mmPx) => {
    const faults: string[] = [];
    const name = (element: Element) => `${element.className} ${(element.textContent ?? '').trim().slice(0, 16)}`;
    const sheet = document.querySelector('[role="dialog"]');
    for (const key of (sheet ?? document).querySelectorAll('button')) {
      const { width, height, bottom, right } = key.getBoundingClientRect();
      const least = Math.min(width, height);
      if (least < 20 * mmPx - 0.5) faults.push(`key too small (${(least / mmPx).toFixed(1)} mm): ${name(key)}`);
      if (bottom > innerHeight || right > innerWidth) faults.push(`outside the glass: ${name(key)}`);
    }
    const walker = document.createTreeWalker(sheet ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent?.checkVisibility() || !node.textContent?.trim()) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < 9 * mmPx - 0.5) faults.push(`text too small (${size}px): ${name(parent)}`);
    }
    for (const box of (sheet ?? document).querySelectorAll(
      '.key, .toast, .foot, .upper, .lower, .slim, .slip, .steps li, .sheet, .typed',
    )) {
      if (!box.checkVisibility()) continue;
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = box;
      if (scrollWidth > clientWidth + 2) faults.push(`does not fit across (${scrollWidth - clientWidth}px): ${name(box)}`);
      if (scrollHeight > clientHeight + 8) faults.push(`does not fit down (${scrollHeight - clientHeight}px): ${name(box)}`);
    }
    return [...new Set(faults)];
  }, mm);
}

const looks = [
  { side: 'portrait', viewport: portrait, mode: 'plain', keys: [] },
  { side: 'portrait', viewport: portrait, mode: 'large', keys: ['大字'] },
  { side: 'portrait', viewport: portrait, mode: 'low', keys: ['低位'] },
  { side: 'landscape', viewport: landscape, mode: 'plain', keys: [] },
  { side: 'landscape', viewport: landscape, mode: 'large', keys: ['大字'] },
];

describe('the looks of 办推荐卡', () => {
  it.each(looks)('$side, $mode: every step fits and can be touched with gloves', async ({ side, viewport, mode, keys }) => {
    const { url } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    await toRegister(page, ...keys);
    const found: Record<string, string[]> = {};
    const look = async (name: string) => {
      await picture(page, `${side}/${mode}-register-${name}`);
      const { violations } = await axe(page).disableRules(['region', 'landmark-one-main', 'page-has-heading-one']).analyze();
      const all = [...(await faultsOf(page)), ...violations.map((one) => `${one.id}: ${one.nodes[0]?.target}`)];
      if (all.length > 0) found[name] = all;
    };
    const { touch, tick } = hand(page);
    await touch('油漆工');
    await page.getByRole('dialog').waitFor();
    await look('1b');
    await touch(/熟练/);
    for (const [trade, level] of [
      ['照顾老人', /一般/],
      ['洗碗服务员', /学徒/],
    ] as const) {
      await touch(trade);
      await touch(level);
    }
    await touch('更多工种');
    await look('1c');
    await touch('关上');
    await look('1');
    await touch('下一步');
    await touch('王');
    await look('2');
    await touch(/写上全名/);
    for (const letter of 'jianguo') await touch(letter);
    await look('2b');
    await touch('建国');
    await touch('下一步');
    for (const digit of '13800138000') await touch(digit);
    await look('3');
    await touch('下一步');
    await look('4');
    await tick(/同意印这张卡/);
    await tick(/手机号也印上/);
    await look('4b');
    expect({ found, console: faults }).toEqual({ found: {}, console: [] });
  });
});
