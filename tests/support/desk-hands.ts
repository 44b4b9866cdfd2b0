/** What the hands of staff do at a kiosk's desk: five taps in the corner, digits, a scanner; and what a desk's screen must not be. */
import type { Page } from 'playwright-core';
import { mm } from './kiosk-page.ts';

export const pin = '482915';
export const key = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
export const exactly = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();
export const tab = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true });

export async function type(page: Page, digits: string): Promise<void> {
  for (const digit of digits) await exactly(page, digit).tap();
}

export async function knock(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  for (let tap = 0; tap < 5; tap++) await page.touchscreen.tap(width - 20, 20);
}

/** The first PIN of a station, typed twice; the recovery code is on the screen after it. */
export async function setPin(page: Page): Promise<void> {
  await knock(page);
  await page.getByText('设一个 6 位密码').waitFor();
  await type(page, pin);
  await page.getByText('再输一遍').waitFor();
  await type(page, pin);
  await page.locator('[data-screen="desk-code"]').waitFor();
}

/** The first PIN, and the desk behind it. @returns the recovery code */
export async function setUp(page: Page): Promise<string> {
  await setPin(page);
  const code = await page.locator('.code-shown').innerText();
  await key(page, '我抄好了').tap();
  await page.locator('[data-screen="desk"]').waitFor();
  return code;
}

export async function signIn(page: Page): Promise<void> {
  await knock(page);
  await page.getByText('密码？').waitFor();
  await type(page, pin);
  await page.locator('[data-screen="desk"]').waitFor();
}

export async function lock(page: Page): Promise<void> {
  await key(page, '锁上').tap();
  await page.locator('[data-screen="roll"]').waitFor();
}

/** As a wedge scanner types: without a pause, Enter at the end. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.evaluate((keys) => {
    for (const key of [...keys, 'Enter']) {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  }, text);
}

/** Keys under 15.5 mm, words outside the glass or their key. */
export async function small(page: Page): Promise<string[]> {
  return page.evaluate((mmPx) => {
    const faults: string[] = [];
    for (const one of document.querySelectorAll('button')) {
      const { width, height, right } = one.getBoundingClientRect();
      const name = (one.textContent || one.ariaLabel || '').slice(0, 16);
      // what only a screen reader meets
      if (width <= 2) continue;
      if (Math.min(width, height) < 15.5 * mmPx - 0.5)
        faults.push(`key too small (${(Math.min(width, height) / mmPx).toFixed(1)} mm): ${name}`);
      if (right > innerWidth + 1) faults.push(`outside the glass: ${name}`);
      if (one.scrollWidth > one.clientWidth + 2) faults.push(`does not fit: ${name}`);
    }
    return faults;
  }, mm);
}
