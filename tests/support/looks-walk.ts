/** Every screen of the kiosk in every mode: what can be measured of its looks, and a picture of each for people to judge. */

import type { Browser, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { WritableDb } from '../../electron/db/database.ts';
import { postingWriter } from '../../electron/db/posting-repository.ts';
import { stationWriter } from '../../electron/db/station-repository.ts';
import { addDays, endOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { axe } from './axe.ts';
import { posting } from './builders.ts';
import { demoStation, goHome, landscape, mm, openKiosk, picture, portrait } from './kiosk-page.ts';
import { faultsOf } from './looks.ts';

/** The widest that a posting can be, and the plainest; at the station's own door, so that 离得近 puts them first. */
const extremes = [
  { title: '一二三四五六七八九十一', wage: { minFen: 28_000, maxFen: 28_000, unit: 'day' }, settlement: 'completion' },
  { title: '钢筋绑扎模板工', wage: { minFen: 40_000, maxFen: 44_000, unit: 'day' }, settlement: 'day' },
  { title: '面馆切配', wage: { minFen: 420_000, maxFen: 480_000, unit: 'month' }, settlement: 'month', contactPhone: null },
] as const;

function addExtremes(db: WritableDb): void {
  const nowMs = Date.now();
  const workDate = workDayOf(nowMs);
  for (const extreme of extremes) {
    const validThroughMs = endOfDayMs(addDays(workDate, 9));
    postingWriter(db).insert(
      posting({
        workDate,
        validThroughMs,
        verifiedAtMs: nowMs - 3_600_000,
        point: { lat: 36.62, lng: 101.76 },
        place: '高铁新城东区 站前大道与文苑路路口往北三百米工地',
        content: '三间屋刮腻子、刷白墙，清理垃圾，天花板也要刷两遍',
        conditions: '会刮腻子，不恐高，自己带水壶',
        employer: '安居装修工程有限责任公司西河分公司',
        ...extreme,
      }),
    );
  }
  stationWriter(db).touch();
}

const ways: readonly (readonly [name: string, walk: (page: Page) => Promise<void>])[] = [
  ['roll', async () => {}],
  ['home', async () => {}],
  ['jobs', async (page) => toNearest(page)],
  ...extremes.map(
    (_, number) =>
      [
        `posting ${number + 1}`,
        async (page: Page) => {
          await toNearest(page);
          await page
            .locator('.post', { hasText: extremes[number]?.title ?? '' })
            .first()
            .tap();
          await page.locator('.qr').waitFor();
        },
      ] as const,
  ),
  [
    'check-in',
    async (page) => {
      await tap(page, '.big .key', 2);
      await tap(page, '.why .key', 1);
      await page.locator('.toast').waitFor();
    },
  ],
  ['rights', async (page) => tap(page, '.others .key', 1)],
  [
    'rights-problem',
    async (page) => {
      await tap(page, '.others .key', 1);
      await tap(page, '.problems .key', 3);
    },
  ],
  ['services', async (page) => tap(page, '.others .key', 2)],
];

async function toNearest(page: Page): Promise<void> {
  await tap(page, '.big .key', 0);
  await tap(page, '.seg .key', 2);
  await page.locator('.post', { hasText: extremes[0].title }).waitFor();
}

export async function tap(page: Page, selector: string, number: number): Promise<void> {
  await page.locator(selector).nth(number).tap();
}

const modes = [
  { mode: 'plain', keys: [] },
  { mode: 'large', keys: ['大字'] },
  { mode: 'low', keys: ['低位'] },
  { mode: 'english', keys: ['English'] },
] as const;
const sides = { portrait, landscape } as const;

/** A file for each side: together they are the longest of all browser tests. */
export function describeLooks(side: keyof typeof sides, browser: () => Browser): void {
  describe(`in ${side}`, () => {
    it.each(modes)(
      'every screen fits in mode $mode, can be touched with gloves, and has no fault of accessibility',
      async ({ mode, keys }) => {
        const { url, beside } = await demoStation();
        beside(addExtremes);
        const { page, faults } = await openKiosk(browser(), url, { viewport: sides[side] });
        const found: Record<string, string[]> = {};
        // The roll has no modes of its own: a session that ends leaves none behind.
        for (const [name, walk] of mode === 'plain' ? ways : ways.slice(1)) {
          await page.reload();
          await page.locator('.entering .post').first().waitFor();
          if (name !== 'roll') {
            await goHome(page);
            for (const key of keys) await page.getByRole('button', { name: key }).tap();
            await walk(page);
            await page.locator(`[data-screen="${name.split(' ')[0]}"]`).waitFor();
            if (name === 'jobs') await page.locator('.jobs .post').first().waitFor();
          }
          await picture(page, `${side}/${mode}-${name.replace(' ', '-')}`);
          const { violations } = await axe(page).disableRules(['region', 'landmark-one-main', 'page-has-heading-one']).analyze();
          const looks = await faultsOf(page, mm);
          const all = [...looks, ...violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.target}`)];
          if (all.length > 0) found[name] = all;
        }
        expect({ found, console: faults }).toEqual({ found: {}, console: [] });
      },
    );
  });
}
