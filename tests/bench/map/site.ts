/** Script of a first visit to the map, on the demo city. */
import { chromium } from 'playwright-core';
import { chromiumPath, quietFlags } from '../chromium.ts';
import { gzipped, initialScripts } from '../initial-scripts.ts';
import { type BenchRow, below, told } from '../report.ts';
import { withDemoSite } from './demo-site.ts';

/** The main street of 西河市. */
const place = { latitude: 36.62, longitude: 101.76 };

/** Of a phone that tells its place: every script that was asked for until the nearest open station is told and the map is drawn. */
async function scriptsOfFirstMap(url: string): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--headless', ...quietFlags] });
  try {
    const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true } as const;
    const context = await browser.newContext({ ...phone, geolocation: place, permissions: ['geolocation'], serviceWorkers: 'block' });
    const page = await context.newPage();
    const asked = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'script') asked.add(new URL(request.url()).pathname.slice(1));
    });
    await page.goto(url);
    await Promise.all([page.getByText('西河·零工之家').first().waitFor(), page.locator('canvas').first().waitFor()]);
    return [...asked];
  } finally {
    await browser.close();
  }
}

export const measureSite = (): Promise<readonly BenchRow[]> =>
  withDemoSite(async ({ url, siteDir }) => {
    const first = initialScripts(siteDir);
    const all = await scriptsOfFirstMap(url);
    for (const name of new Set([...first, ...all])) {
      console.error(`  ${name.padEnd(40)} ${(gzipped(siteDir, [name]) / 1024).toFixed(1)} KB${first.includes(name) ? ', first' : ''}`);
    }
    return [
      below('site: first JavaScript, gzip', gzipped(siteDir, first) / 1024, 'KB', 160),
      told('  with what comes until stations are on the map (Leaflet)', gzipped(siteDir, all) / 1024, 'KB'),
    ];
  });
