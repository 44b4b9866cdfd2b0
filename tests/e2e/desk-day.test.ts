import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { browserForFile, demoStation, landscape, openKiosk, picture, portrait } from '../support/kiosk-page.ts';

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
    const title = await notice.locator('.notice-title').innerText();
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
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect([violations.map(({ id }) => id), faults]).toEqual([[], []]);
    await page.getByRole('button', { name: '返回' }).tap();
    await page.getByRole('button', { name: /站里有啥/ }).tap();
    await page.locator('.told .key').first().waitFor();
    await picture(page, `${side}/services-notices`);
  });
});
