/** The map in a real browser: by touch, by keyboard alone, at night, on a desk, without a network, and with a phone that refuses. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { type MapSite, mapSite, publishTown, type VisitOptions, visit } from '../support/map-site.ts';

const browser = browserForFile();
const siteDir = join(import.meta.dirname, '../../dist/site-tests/map');
const configFile = join(import.meta.dirname, '../../maps/site/vite.config.ts');
let mapDir = '';

beforeAll(async () => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await (await createBuilder({ configFile, mode: 'demo', logLevel: 'error', build: { outDir: siteDir } }, null)).buildApp();
  process.env['NODE_ENV'] = before;
  mapDir = mkdtempSync(join(tmpdir(), 'yizhan-map-'));
  await publishTown(mapDir);
});

afterAll(() => rmSync(mapDir, { recursive: true, force: true }));

async function open(options: VisitOptions & { readonly path?: string; readonly site?: MapSite } = {}) {
  const site = options.site ?? (await mapSite({ siteDir, mapDir }));
  const { context, page, faults } = await visit(browser(), options);
  await page.goto(site.url + (options.path ?? ''));
  return { site, context, page, faults };
}

/** What people meet: faults of accessibility, keys too small for a thumb, words cut off. */
async function looks(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const small = await page.locator('a:visible, button:visible').evaluateAll((all) =>
    all.flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      const reach = Number.parseFloat(getComputedStyle(one, '::after').height) || 0;
      const isOurs = !one.closest('.leaflet-control-attribution');
      return isOurs && width > 0 && (width < 47.5 || Math.max(height, reach) < 47.5)
        ? [`small: ${one.textContent} ${width}×${height}`]
        : [];
    }),
  );
  const wide = await page.evaluate(() => (document.documentElement.scrollWidth > innerWidth ? ['scrolls sideways'] : []));
  return [...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)), ...small, ...wide];
}

describe('the map on a phone', () => {
  it('opens with the nearest open station, its minutes, its way in', async () => {
    const { page, faults } = await open();
    await page.getByRole('heading', { name: '城北零工之家驿站' }).waitFor();
    await page.locator('.walk b').waitFor();
    await page.waitForTimeout(1500);
    await picture(page, 'map/phone');
    expect({ looks: await looks(page), faults }).toEqual({ looks: [], faults: [] });
  });
});
