import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { axe } from '../support/axe.ts';
import { cupsMissing, startCups } from '../support/cups.ts';
import { key, knock, setPin, small, type } from '../support/desk-hands.ts';
import { browserForFile, demoStation, landscape, openKiosk, picture, portrait, screen } from '../support/kiosk-page.ts';
import { temporaryFolder } from '../support/station.ts';

const noCups = cupsMissing();
if (noCups) console.warn(`skipped: wall cards on a real CUPS: ${noCups}`);
const browser = browserForFile();

/** A worker with a phone, as the first screens would register them, and what they want to do. */
async function worker(page: Page, { name = '韩师傅', phone = '13800138001' } = {}): Promise<void> {
  await page.evaluate(
    async (who) => {
      const call = async (name: string, input: object) => {
        const answer = await fetch(`/api/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(input),
        });
        return (await answer.json()).value;
      };
      const sessionId = crypto.randomUUID();
      const registration = {
        trades: [{ code: 202, level: 3 }],
        years: 15,
        ...who,
        dayWage: [300, 380],
        available: { fromOffsetDays: 0, mask: 127 },
        consent: { card: true, phoneOnCard: true, wall: true },
      };
      await call('card.issue', { sessionId, requestId: crypto.randomUUID(), registration });
      const { postings } = await call('roll.read', {});
      await call('referral.request', { sessionId, postingId: postings[0].id });
    },
    { name, phone },
  );
}

describe('the desk', () => {
  it('opens at five taps in the corner, asks for a first PIN twice, and shows the recovery code once', async () => {
    const { url, beside } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url);
    await setPin(page);
    expect(await page.locator('.code-shown').innerText()).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    await key(page, '我抄好了').tap();
    await page.locator('[data-screen="desk"]').waitFor();
    await key(page, '锁上').tap();
    await page.locator('[data-screen="roll"]').waitFor();
    await knock(page);
    await page.getByText('密码？').waitFor();
    expect(beside((db) => db.prepare('SELECT action FROM audit ORDER BY id').pluck().all())).toEqual(['staff.set-up', 'staff.sign-out']);
    expect(faults).toEqual([]);
  });

  it('stays shut at wrong PINs, and says for how long', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await setPin(page);
    await key(page, '我抄好了').tap();
    await key(page, '锁上').tap();
    await page.locator('[data-screen="roll"]').waitFor();
    await knock(page);
    for (const left of [4, 3, 2, 1]) {
      await type(page, '111222');
      await page.getByText(`还能试 ${left} 次`).waitFor();
    }
    await type(page, '111222');
    await page.getByText(/错得太多，5 分钟后再试/).waitFor();
    expect(await screen(page)).toBe('desk-door');
  });

  it.each([
    ['landscape', landscape],
    ['portrait', portrait],
  ] as const)('shows requests, verifies, issues anew and withdraws, %s', async (side, viewport) => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url, { viewport });
    await worker(page);
    await setPin(page);
    await picture(page, `${side}/desk-code`);
    await key(page, '我抄好了').tap();
    await page.getByText('师傅想去').waitFor();
    await picture(page, `${side}/desk-today`);
    const looks: string[] = await small(page);
    await key(page, /^已推荐$/).tap();
    await page.getByText('师傅在岗位上点').waitFor();

    await key(page, '师傅').tap();
    await type(page, '8001');
    await page.getByText('138 **** 8001').first().waitFor();
    looks.push(...(await small(page)));
    await key(page, /^看$/).tap();
    await key(page, '见过本人身份证').tap();
    await page.locator('.ticks .key.on').first().waitFor();
    await key(page, '看电话').tap();
    await page.getByText('138 0013 8001').waitFor();
    await key(page, '重打新卡').tap();
    await page.getByText('没有接打印机').waitFor();
    await picture(page, `${side}/desk-worker`);
    looks.push(...(await small(page)));
    expect(beside((db) => db.prepare('SELECT state FROM card ORDER BY serial').pluck().all())).toEqual(['revoked', 'live']);
    const { violations } = await axe(page).analyze();
    expect({ looks, violations: violations.map(({ id }) => id) }).toEqual({ looks: [], violations: [] });

    await key(page, /^撤回登记$/).tap();
    await page.getByRole('dialog').getByRole('button', { name: '撤回登记' }).tap();
    await page.getByText('查到的师傅').waitFor();
    expect(beside((db) => db.prepare("SELECT count(*) FROM card WHERE state = 'live'").pluck().get())).toBe(0);
    await key(page, /^设置$/).tap();
    await key(page, '记录').tap();
    await page.getByText('撤回登记').first().waitFor();
    await picture(page, `${side}/desk-audit`);
    const text = await page.locator('[data-screen="desk"]').innerText();
    expect(/13800138001|138 0013 8001/.test(text)).toBe(false);
  });

  it.skipIf(noCups !== null)('prints one wall card, and two workers on a sheet of A4, which another reader reads', async () => {
    const cups = await startCups();
    onTestFinished(() => cups.stop());
    vi.stubEnv('CUPS_SERVER', cups.env['CUPS_SERVER'] ?? '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { url, beside } = await demoStation({ YIZHAN_PRINTER: `cups:${cups.queue}?paper=a4` });
    const { page } = await openKiosk(browser(), url);
    await worker(page);
    await worker(page, { name: '杨师傅', phone: '13900139002' });
    await setPin(page);
    await key(page, '我抄好了').tap();
    await key(page, /^师傅$/).tap();
    for (const tail of ['8001', '9002']) {
      for (let digit = 0; digit < 4; digit++) await key(page, '删除').tap();
      await type(page, tail);
      await page.getByText(`**** ${tail}`).first().waitFor();
      await key(page, /^看$/).tap();
      await key(page, /放进 A4/).tap();
      await key(page, '在 A4 上了').waitFor();
      if (tail === '8001') {
        await key(page, '打上墙卡').tap();
        await page.getByText('送去打印了').waitFor();
        expect(readPaper(await cups.nextPaper())).toHaveLength(1);
      }
      await key(page, '返回').tap();
    }
    await page.getByText('韩师傅、杨师傅').waitFor();
    await picture(page, 'portrait/desk-sheet');
    await key(page, '打这一张').tap();
    await page.getByText('送去打印了').waitFor();
    const read = readPaper(await cups.nextPaper(), 'wall-sheet');
    expect([new Set(read).size, read.every((text) => /\/c#1\d{280,}$/.test(text))]).toEqual([2, true]);
    expect(beside((db) => db.prepare("SELECT count(*) FROM audit WHERE action = 'card.print'").pluck().get())).toBe(3);
  });

  it('locks itself three minutes after the last touch, with a word before', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await page.clock.install();
    await setPin(page);
    await key(page, '我抄好了').tap();
    await page.getByText('师傅想去').waitFor();
    await page.clock.fastForward(165_000);
    await page.getByText(/秒后锁上/).waitFor();
    await page.clock.fastForward(20_000);
    await page.locator('[data-screen="roll"]').waitFor();
  });
});

/** What zbarimg finds on the first page of a PDF, drawn at 203 dots to the inch; `keep` leaves a picture of it to look at. */
function readPaper(pdf: Uint8Array, keep?: string): readonly string[] {
  const folder = keep ? join(import.meta.dirname, 'screenshots') : temporaryFolder();
  const path = join(folder, keep ?? 'page');
  execFileSync('pdftoppm', ['-r', '203', '-png', '-gray', '-singlefile', '-', path], { input: pdf });
  const options = ['--quiet', '--nodbus', '--raw', '-S*.enable=0', '-Sqrcode.enable=1'];
  return execFileSync('zbarimg', [...options, `${path}.png`], { encoding: 'utf8' })
    .trim()
    .split('\n');
}
