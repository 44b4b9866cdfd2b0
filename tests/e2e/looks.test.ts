/** Every screen in landscape, and what else is looked at; portrait has a file of its own. */
import { describe, expect, it } from 'vitest';
import { emptyDemo } from '../../electron/services/demo-service.ts';
import { browserForFile, demoStation, goHome, landscape, mm, openKiosk, picture, portrait } from '../support/kiosk-page.ts';
import { faultsOf } from '../support/looks.ts';
import { describeLooks, tap } from '../support/looks-walk.ts';

const browser = browserForFile();

describeLooks('landscape', browser);

describe('低位', () => {
  it('leaves nothing to be touched in the upper 40 % of the glass', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await goHome(page);
    await page.getByRole('button', { name: '低位' }).tap();
    for (const way of ['home', 'jobs', 'posting'] as const) {
      if (way === 'jobs') await tap(page, '.big .key', 0);
      if (way === 'posting') await tap(page, '.post', 0);
      await page.locator(`[data-screen="${way}"] .key`).first().waitFor();
      const tops = await page
        .locator('button:visible')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top / innerHeight));
      expect(tops.filter((top) => top < 0.39)).toEqual([]);
    }
  });
});

describe('other pictures', () => {
  it('are taken of the question, the empty roll and the trades', async () => {
    for (const [side, viewport] of Object.entries({ portrait, landscape })) {
      const { url, beside } = await demoStation();
      const { page } = await openKiosk(browser(), url, { viewport, heldClock: true });
      await goHome(page);
      await page.clock.runFor(62_000);
      await page.locator('[data-screen="idle"]').waitFor();
      await picture(page, `${side}/plain-idle`);
      expect(await faultsOf(page, mm)).toEqual([]);
      await page.clock.runFor(20_000);
      beside(emptyDemo);
      await page.clock.resume();
      await page.locator('.nothing').waitFor();
      await picture(page, `${side}/plain-roll-empty`);
      expect(await faultsOf(page, mm)).toEqual([]);
    }
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await page.getByRole('button', { name: '找活' }).tap();
    await page.getByRole('button', { name: '更多' }).tap();
    await page.getByRole('dialog').waitFor();
    await picture(page, 'portrait/plain-trades');
  });
});
