import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readBack } from '../../electron/printing/read-back.ts';
import { serveSite } from '../../maps/site/serve/serve-site.ts';
import { startEscposPeer } from '../support/escpos-printer.ts';
import { browserForFile, demoStation, goHome, landscape, mm, openKiosk, picture, portrait, screen } from '../support/kiosk-page.ts';
import { faultsOf } from '../support/looks.ts';

const browser = browserForFile();
const key = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

/** The shortest way to a card: one trade, a surname, a phone, the one consent that is needed. */
async function register(page: Page, { phone = '13800138000', onCard = false, wall = false } = {}): Promise<void> {
  await key(page, '办推荐卡').tap();
  await key(page, '瓦工').tap();
  await key(page, /^熟练/).tap();
  await key(page, '下一步').tap();
  await page.getByRole('button', { name: '韩', exact: true }).tap();
  await key(page, '下一步').tap();
  for (const digit of phone) await page.getByRole('button', { name: digit, exact: true }).tap();
  await key(page, '下一步').tap();
  await page.locator('.consent').nth(0).tap();
  if (onCard) await page.locator('.consent').nth(1).tap();
  if (wall) await page.locator('.consent').nth(2).tap();
  await key(page, '打印我的卡').tap();
  await page.locator('[data-screen="card"]').waitFor();
}

/** As a wedge scanner types: fast, then Enter. */
async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    for (const key of [...text, 'Enter']) window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }, text);
}

/** What a phone's camera reads on the screen. */
async function readShot(png: Uint8Array): Promise<string> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer }, fireImmediately: true });
  return (await readBarcodes(Uint8Array.from(png), { formats: ['QRCode'] }))[0]?.text ?? '';
}

/** The card of the page's session, asked again with its own request: what the code on the screen says. */
async function issueOver(page: Page, change: object = {}): Promise<{ url: string; number: string }> {
  return page.evaluate(async (change) => {
    const registration = {
      trades: [{ code: 202, level: 3 }],
      years: 15,
      name: '韩师傅',
      phone: '13800138001',
      dayWage: [300, 380],
      available: { fromOffsetDays: 0, mask: 127 },
      consent: { card: true, phoneOnCard: false, wall: false },
      ...change,
    };
    const answer = await fetch('/api/card.issue', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId: crypto.randomUUID(), requestId: crypto.randomUUID(), registration }),
    });
    return (await answer.json()).value;
  }, change);
}

describe('the card', () => {
  it('is printed by itself as soon as it is made, once, and what comes out is what was shown', async () => {
    const printer = await startEscposPeer();
    onTestFinished(() => printer.stop());
    const { url, beside } = await demoStation({ YIZHAN_PRINTER: `escpos:tcp://127.0.0.1:${printer.port}?width=58` });
    const { page, faults } = await openKiosk(browser(), url);
    await register(page, { onCard: true });
    await page.locator('[data-printing="printed"]').waitFor();
    await page.getByText('打好了，从下面取卡').waitFor();
    expect(beside((db) => db.prepare('SELECT count(*) FROM print_job').pluck().get())).toBe(1);
    const [paper] = printer.papers.filter(({ heightDots }) => heightDots > 400);
    if (!paper) throw new Error('no paper came out');
    expect(await readBack(paper)).toMatch(/^http:\/\/127\.0\.0\.1:7420\/c#1\d{280,}$/);
    expect(printer.rejected).toEqual([]);
    await picture(page, 'portrait/card-printed');
    expect(faults).toEqual([]);
  });

  it('is read by a phone that never was here: green, and what it says; red once it was made void', async () => {
    const { url, folder } = await demoStation();
    const site = await serveSite({ env: { YIZHAN_LISTS: join(folder, 'lists'), YIZHAN_SITE_PORT: '0' } });
    onTestFinished(() => site.close());
    const { page } = await openKiosk(browser(), url);
    await register(page, { onCard: true });
    await page.locator('[data-printing="screen-only"]').waitFor();
    const [digits] = /#1\d{280,}$/.exec(await readShot(await page.locator('.shoot .qr').screenshot())) ?? [];
    const look = async () => {
      const context = await browser().newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
      onTestFinished(() => context.close());
      const phone = await context.newPage();
      await phone.goto(`${site.url}c${digits}`);
      return phone;
    };
    const phone = await look();
    await phone.locator('body[data-state="VALID"]').waitFor();
    await phone.getByText('韩师傅').first().waitFor();
    await phone.getByText('138 0013 8000').first().waitFor();
    await key(page, /不要这张卡/).tap();
    await key(page, /不要了/).tap();
    await page.locator('[data-screen="home"]').waitFor();
    await (await look()).locator('body[data-state="REVOKED"]').waitFor();
  });

  it('is on the screen to be photographed where there is no printer, and void at once when it is not wanted', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await register(page);
    await page.locator('[data-printing="screen-only"]').waitFor();
    await key(page, /不要这张卡/).tap();
    await key(page, /不要了/).tap();
    await page.locator('[data-screen="home"]').waitFor();
    expect(beside((db) => db.prepare('SELECT state FROM card').pluck().all())).toEqual(['revoked']);
  });

  it('is made anew on request, and the old one is void', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await register(page);
    await page.locator('[data-printing="screen-only"]').waitFor();
    const before = await page.locator('.cno b').innerText();
    await key(page, /再打一张/).tap();
    await key(page, '换新卡').tap();
    await page.waitForFunction((before) => document.querySelector('.cno b')?.textContent !== before, before);
    expect(beside((db) => db.prepare('SELECT state FROM card ORDER BY serial').pluck().all())).toEqual(['revoked', 'live']);
  });

  it('held under the scanner opens its worker from the roll, in under a second, and no key of it reaches the page', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    const card = await issueOver(page);
    await scan(page, card.url);
    await page.getByText('您好，韩师傅').waitFor({ timeout: 1000 });
    expect(await screen(page)).toBe('card');
    await picture(page, 'portrait/card-scanned');
    await scan(
      page,
      card.url.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
    );
    await page.getByText('这张卡核对不上').waitFor();
  });

  it('is withdrawn by typing the phone that it does not show', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    const card = await issueOver(page);
    await scan(page, card.url);
    await key(page, /撤回登记/).tap();
    for (const digit of '13800138009') await page.getByRole('button', { name: digit, exact: true }).tap();
    await key(page, '撤回我的登记').tap();
    await page.getByText('号码不对').waitFor();
    await key(page, '清空').tap();
    for (const digit of '13800138001') await page.getByRole('button', { name: digit, exact: true }).tap();
    await key(page, '撤回我的登记').tap();
    await page.getByText('撤回了').waitFor();
    expect(beside((db) => db.prepare('SELECT state FROM card').pluck().all())).toEqual(['revoked']);
  });
});

describe('我想去', () => {
  it('asks for a card first, then tells staff, once', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await page.locator('.entering .post').first().tap();
    await key(page, /我想去/).tap();
    await page.getByText('先让驿站认识您').waitFor();
    await key(page, '关上').tap();
    const card = await issueOver(page);
    await scan(page, card.url);
    await page.getByText('您好，韩师傅').waitFor();
    await key(page, '找活').tap();
    await page.locator('.posts .post').first().tap();
    await key(page, /我想去/).tap();
    await page.getByText('记下了').waitFor();
    expect(beside((db) => db.prepare('SELECT count(*) FROM referral_request').pluck().get())).toBe(1);
  });
});

describe('找师傅', () => {
  it('shows surnames, trades and pay, filters by trade, and gives no digit of a phone', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await goHome(page);
    await key(page, '找师傅').tap();
    await page.locator('.man').first().waitFor();
    const text = await page.locator('[data-screen="wall"] .men').innerText();
    expect(/1[3-9]\d{3,}/.test(text)).toBe(false);
    await page.locator('.six .key').nth(1).tap();
    await page.locator('.man').first().tap();
    await page.getByText('请师傅把卡对着扫码器').waitFor();
  });
});

describe('the screens of the card', () => {
  it.each([
    ['portrait', portrait],
    ['landscape', landscape],
  ] as const)('fit the glass, %s', async (side, viewport) => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url, { viewport });
    await goHome(page);
    await key(page, '找师傅').tap();
    await page.locator('.man').first().waitFor();
    await picture(page, `${side}/plain-wall`);
    expect(await faultsOf(page, mm)).toEqual([]);
    await key(page, '返回').tap();
    await register(page, { onCard: true, wall: true });
    await page.locator('[data-printing="screen-only"]').waitFor();
    await picture(page, `${side}/plain-card`);
    expect(await faultsOf(page, mm)).toEqual([]);
  });
});
