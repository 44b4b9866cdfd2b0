/** A phone (or a desk) in front of the map, and what people would complain of. */

import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { axe } from './axe.ts';
import { here } from './made-up-town.ts';
import { type MapSite, mapSite, type SiteOptions } from './map-site.ts';

export interface VisitOptions extends SiteOptions {
  /** A site that is there already. */
  readonly site?: MapSite;
  /** Behind the slash. */
  readonly path?: string;
  readonly width?: number;
  readonly height?: number;
  readonly isDark?: boolean;
  /** Null: the phone refuses. */
  readonly place?: { lat: number; lng: number; accuracy?: number } | null;
  readonly userAgent?: string;
  /** What goes past the page goes past its routes, too. */
  readonly isWorkerBlocked?: boolean;
  /** What the phone's own clock says, epoch milliseconds; a test may move it. */
  readonly clockMs?: number;
}

export const small = { width: 360, height: 760 };
export const desk = { width: 1440, height: 900 };

/** Opens the page; `faults` gathers what it writes as errors. */
export async function visit(browser: Browser, options: VisitOptions = {}) {
  const { width = 390, height = 844, isDark = false, userAgent, clockMs } = options;
  const place: VisitOptions['place'] = options.place === undefined ? here : options.place;
  const site = options.site ?? (await mapSite(options));
  const isTouch = width < 1000;
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: isTouch,
    isMobile: isTouch,
    locale: 'zh-CN',
    colorScheme: isDark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    ...(place && {
      geolocation: { latitude: place.lat, longitude: place.lng, accuracy: place.accuracy ?? 12 },
      permissions: ['geolocation'],
    }),
    ...(userAgent !== undefined && { userAgent }),
    ...(options.isWorkerBlocked && { serviceWorkers: 'block' }),
  });
  context.setDefaultTimeout(10_000);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  if (clockMs !== undefined) await page.clock.install({ time: clockMs });
  await page.goto(site.url + (options.path ?? ''));
  return { site, context, page, faults };
}

/** Faults of accessibility, and what `misfits` finds: once for each screen that is another. */
export async function complaints(page: Page): Promise<readonly string[]> {
  // no frames in these pages: read in the page itself, without one more to gather from
  const { violations } = await axe(page)
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
  return [...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)), ...(await misfits(page))];
}

/** Keys too small for a thumb, words that do not fit, a page that scrolls sideways: another with each size, language and length of words. */
export function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const visible = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const words = (element: Element) =>
      (element.textContent || element.getAttribute('aria-label') || element.className).trim().slice(0, 24);
    for (const key of document.querySelectorAll('a, button')) {
      const { width, height } = key.getBoundingClientRect();
      if (!visible(key) || width === 0 || key.closest('.leaflet-control-attribution, [inert]')) continue;
      if (width < 47.5 || height < 47.5) faults.push(`small: ${words(key)} ${Math.round(width)}×${Math.round(height)}`);
      if (key.scrollWidth > key.clientWidth + 2) faults.push(`does not fit: ${words(key)}`);
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || !node.textContent?.trim() || !visible(parent) || parent.closest('.vh, noscript, script')) continue;
      if (Number.parseFloat(getComputedStyle(parent).fontSize) < 12) faults.push(`small words: ${words(parent)}`);
      if (parent.closest('.chips, .sheet.stops.at-peek .sheetbody')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right } = range.getBoundingClientRect();
      if (left < -1 || right > innerWidth + 1) faults.push(`outside the glass: ${words(parent)}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('scrolls sideways');
    return faults;
  });
}

/** The map stands still: its canvas is there, its stations are counted and drawn, their names are in. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.leaflet-container canvas.stations').waitFor();
  await page.locator('.peek :is(h1, h2), .overview, .emptypeek').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.ghost, .ghosts'));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** The figures of the map's line and of the list's key: stations in view, and how many of them are open. */
export async function countsOn(page: Page): Promise<{ readonly map: number; readonly open: number; readonly key: number }> {
  const [map = 0, open = 0] = numbersIn(await page.locator('.sheethead .over .n').innerText());
  const [key = 0] = numbersIn(await page.locator('.floats .pill').innerText());
  return { map, open, key };
}

export const numbersIn = (text: string): number[] => [...text.replaceAll(',', '').matchAll(/\d+/g)].map(([digits]) => Number(digits));
