/** The operators' page in a real browser before a real hub: SQLite in a temporary folder, the page and the map as built. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { hubOptions } from '../../maps/hub/hub-options.ts';
import { serveHub } from '../../maps/hub/serve-hub.ts';
import type { Role } from '../../maps/hub/services/operators.ts';
import { axe } from './axe.ts';
import { picture } from './kiosk-page.ts';
import { temporaryFolder } from './station.ts';

export const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
export const password = '西河的门一直开着 2026';

export async function deskHub() {
  const folder = temporaryFolder();
  const options = hubOptions({ YIZHAN_HUB_DATA: folder, YIZHAN_DATA: join(folder, 'station') }, process.platform, folder);
  const served = await serveHub({ ...options, port: 0, demo: false });
  onTestFinished(() => served.close());
  const { operators } = served.hub.parts;
  /** Somebody with a password of their own. */
  async function person(name: string, role: Role): Promise<string> {
    const once = role === 'administer' ? await operators.first(name, true) : await operators.add(name, role, 'test');
    const { token } = await operators.signIn(name, once);
    await operators.changePassword(token, once, password);
    return token;
  }
  return { ...served, folder, person };
}

export interface DeskOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A session that is there already. */
  readonly token?: string;
  readonly path?: string;
}

/** `faults` gathers what the page writes as errors, refused answers apart: the browser writes a line for each. */
export async function openDesk(browser: Browser, url: string, { viewport = wide, token, path = 'desk' }: DeskOptions = {}) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  context.setDefaultTimeout(30_000);
  onTestFinished(() => context.close());
  if (token !== undefined) {
    await context.addCookies([{ name: 'yizhan_hub', value: token, url, httpOnly: true, sameSite: 'Strict' }]);
  }
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => new URL(request.url()).origin === new URL(url).origin || faults.push(`asked ${request.url()}`));
  await page.goto(url + path);
  return { page, context, faults };
}

/** What is wrong with a screen on an office computer and on a phone; leaves a picture of each. */
export async function complaints(page: Page, name: string): Promise<readonly string[]> {
  const before = page.viewportSize() ?? wide;
  const all: string[] = [];
  for (const [size, label] of [
    [wide, ''],
    [phone, '-390'],
  ] as const) {
    await page.setViewportSize(size);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    if (size === wide) {
      const { violations } = await axe(page).analyze();
      all.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)));
    }
    all.push(
      ...(await page.evaluate(() => {
        const found: string[] = [];
        if (document.documentElement.scrollWidth > innerWidth) found.push(`${innerWidth} scrolls sideways`);
        for (const key of document.querySelectorAll('button, a.key, nav a, select')) {
          const { height, width } = key.getBoundingClientRect();
          if (key.checkVisibility() && Math.min(height, width) < 36) found.push(`${innerWidth} small key: ${key.textContent}`);
        }
        for (const box of document.querySelectorAll('.key, h1, h2, h3, .state, th, dt')) {
          if (box.checkVisibility() && box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).display !== 'inline')
            found.push(`${innerWidth} does not fit: ${box.textContent}`);
        }
        return found;
      })),
    );
    await picture(page, `operators/${name}${label}`);
  }
  await page.setViewportSize(before);
  return all;
}

/** A list as an office keeps it. */
export function listFile(
  rows: readonly string[],
  heading = '编号,名称,经度,纬度,坐标系,省,城市,区,地址,电话,开放时间,进门方式,设施',
): string {
  const path = join(temporaryFolder(), '西河市驿站.csv');
  writeFileSync(path, `${[heading, ...rows].join('\n')}\n`);
  return path;
}

const place = 'WGS-84,河西省,西河市,城北区';
export const goodRows = [
  `XH1,建设路驿站,101.76190,36.62280,${place},建设路 88 号,0970-000-1841,每天 6:00-21:00,推门就进,饮水、热饭、充电`,
  `XH2,建设路爱心驿站,101.76200,36.62285,${place},建设路 88 号旁,,,按铃叫人,饮水、厕所`,
  `XH3,海棠路工会驿站,101.76840,36.60610,${place},海棠路 55 号,0970-000-0031,以门口通知为准,推门就进,饮水、热饭`,
];
export const swappedRow = `XH4,文苑路骑手之家,36.63340,101.75120,${place},文苑路 12 号,,每天 10:00-次日2:00,扫码进门,饮水`;
