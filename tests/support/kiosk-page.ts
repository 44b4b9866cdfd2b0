/** A real station on a port of its own, and a real browser in front of it. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import type { StationOptions } from '../../electron/compose.ts';
import { openDatabase } from '../../electron/db/open.ts';
import { serveStation } from '../../electron/node-host.ts';
import type { Drives } from '../../electron/services/drives.ts';
import { temporaryFolder } from './station.ts';

export const portrait = { width: 1080, height: 1920 };
export const landscape = { width: 1920, height: 1080 };
/** Pixels in a millimetre of a 21.5″ screen. */
export const mm = Math.hypot(1080, 1920) / (21.5 * 25.4);

const browserFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One browser for a file of tests. */
export function browserForFile(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject('browserPath'), args: browserFlags });
  });
  afterAll(() => browser?.close());
  return () => {
    if (!browser) throw new Error('no browser yet');
    return browser;
  };
}

/** The demo station, freshly made; its database can be opened beside it, as an import would. */
export async function demoStation(
  env: Readonly<Record<string, string>> = {},
  { drives, lan }: { drives?: Drives; lan?: StationOptions['lan'] } = {},
) {
  const folder = temporaryFolder();
  const served = await serveStation({ env: { ...env, YIZHAN_PORT: '0', YIZHAN_DATA: folder }, drives, lan });
  onTestFinished(() => served.close());
  const beside = <T>(work: (db: ReturnType<typeof openDatabase>) => T): T => {
    const db = openDatabase(folder);
    try {
      return work(db);
    } finally {
      db.close();
    }
  };
  return { ...served, folder, beside };
}

export interface KioskOptions {
  readonly viewport?: { width: number; height: number };
  /** Time in the page stands still until the test moves it. */
  readonly heldClock?: boolean;
}

/** The page, with everything that a kiosk must not do recorded in `faults`. */
export async function openKiosk(browser: Browser, url: string, { viewport = portrait, heldClock = false }: KioskOptions = {}) {
  const context = await browser.newContext({ viewport, hasTouch: true, locale: 'zh-CN' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => new URL(request.url()).origin === new URL(url).origin || faults.push(`asked ${request.url()}`));
  if (heldClock) await page.clock.install({ time: Date.now() });
  await page.goto(url);
  await page.locator('[data-screen="roll"] .post, [data-screen="roll"] .nothing[aria-busy="false"]').first().waitFor();
  if (heldClock) await page.clock.pauseAt(Date.now() + 1000);
  return { page, faults };
}

/** With a held clock: moves time on in small steps, as answers come in real time but are shown by a timer. */
export async function passUntil(page: Page, shown: Locator): Promise<void> {
  for (let step = 0; step < 200 && !(await shown.isVisible()); step++) {
    await page.clock.runFor(20);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await shown.waitFor({ timeout: 1000 });
}

export async function screen(page: Page): Promise<string | null> {
  return page.locator('[data-screen]:visible').getAttribute('data-screen');
}

export async function goHome(page: Page): Promise<void> {
  await page.getByRole('button', { name: /点一下屏幕/ }).tap();
  await page.locator('[data-screen="home"]').waitFor();
}

/** Leaves a picture for people to look at; nothing compares it, fonts differ between machines. */
export async function picture(page: Page, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`../e2e/screenshots/${name}.png`, import.meta.url));
  mkdirSync(dirname(path), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path, animations: 'disabled' });
}
