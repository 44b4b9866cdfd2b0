/** The card page in a real browser: every answer that the specification knows, from a cold profile. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { toBuffer } from 'qrcode';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { serveSite } from '../../maps/site/serve/serve-site.ts';
import { siteApp } from '../../maps/site/serve/site-app.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { cardUrl } from '../../shared/card/card-url.ts';
import type { JobCard } from '../../shared/card/job-card.ts';
import type { CardKey } from '../../shared/card/key-list.ts';
import type { KeyId } from '../../shared/card/kid.ts';
import { signCard } from '../../shared/card/signed-card.ts';
import { moving } from '../maps/site/moving-picture.ts';
import { operator, publish, stationKid, workerCard } from '../maps/site/signing.ts';
import { axe } from '../support/axe.ts';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { temporaryFolder } from '../support/station.ts';

const browser = browserForFile();
const configFile = join(import.meta.dirname, '../../maps/site/vite.config.ts');
const root = join(import.meta.dirname, '../../dist/site-tests');
const siteDir = join(root, 'demo');

const today = cardDayOf(Date.now());
const made = operator(today);
const early: KeyId = { station: 1842, generation: 1 };
const stolen: KeyId = { station: 1843, generation: 1 };
const keys: readonly CardKey[] = [
  made.listKey,
  made.stationKey,
  { ...made.stationKey, kid: early, toDay: today - 30 },
  { ...made.stationKey, kid: stolen, status: 'compromised' },
];
const keyList = made.keyList({ keys });
const revocations = (issuedDay: number) => made.revocations({ issuedDay, revoked: [{ kid: stationKid, serials: [999] }] });

async function build(outDir: string, env: Readonly<Record<string, string>>, mode: string): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    await (await createBuilder({ configFile, mode, logLevel: 'error', build: { outDir } }, null)).buildApp();
  } finally {
    process.env = before;
  }
}

beforeAll(() => build(siteDir, {}, 'demo'));

interface Visit {
  readonly url: string;
  readonly listsDir: string;
  card(over?: Partial<JobCard>, kid?: KeyId): string;
}

/** The demo's site with its lists published. */
async function site({ listDay = today } = {}): Promise<Visit> {
  const listsDir = temporaryFolder();
  publish(listsDir, made, { keys: keyList, revoked: revocations(listDay) });
  const { url, close } = await serveSite({ siteDir, listsDir, port: 0 });
  onTestFinished(() => close());
  return { url, listsDir, card: (over, kid = stationKid) => cardOf(url, over, kid) };
}

function cardOf(url: string, over: Partial<JobCard> = {}, kid = stationKid): string {
  return cardUrl(`${url}c#`, signCard(workerCard(today - 1, over), kid, made.station.sign));
}

const digitsOf = (address: string) => /#(\d+)/.exec(address)?.[1] ?? '';

async function phone(width = 390, height = 844): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await browser().newContext({ viewport: { width, height }, hasTouch: true, isMobile: true, locale: 'zh-CN' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  return { context, page, faults: faultsOf(page) };
}

function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(String(error)));
  return faults;
}

/** Waits for an answer: its state. */
async function told(page: Page, state: string): Promise<void> {
  await page.locator(`body[data-state="${state}"]`).waitFor({ timeout: 15_000 });
}

/** What people meet: faults of accessibility, keys too small for a thumb, words cut off. */
async function looks(page: Page): Promise<readonly string[]> {
  const { violations } = await axe(page).analyze();
  const small = await page.locator('a, button').evaluateAll((all) =>
    all.flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width > 0 && (width < 48 || height < 48) ? [`small: ${one.textContent} ${width}×${height}`] : [];
    }),
  );
  const wide = await page.evaluate(() => (document.documentElement.scrollWidth > innerWidth ? ['scrolls sideways'] : []));
  return [...violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.target}`), ...small, ...wide];
}

const personal = ['王建国', '138 0013 8000', '13800138000', '260', '普通话'];
const altered = (address: string) => `${address.slice(0, -40)}${address.at(-40) === '5' ? '6' : '5'}${address.slice(-39)}`;

interface Case {
  readonly state: string;
  readonly name: string;
  readonly head: string;
  readonly listDay?: number;
  readonly shows: readonly string[];
  address(visit: Visit): string;
}

const cases: readonly Case[] = [
  {
    state: 'VALID',
    name: 'valid',
    head: '核验通过',
    shows: ['王建国', '油漆工', '看过身份证件', '本人自述', '此卡可被复印，请当面核对身份证', '001841-01-00000412-1'],
    address: ({ card }) => card(),
  },
  {
    state: 'VALID',
    name: 'valid-no-phone',
    head: '核验通过',
    shows: ['通过驿站联系', '0900-555 0188', '打通过本人的电话'],
    address: ({ url }) => {
      const { phone: _, ...card } = workerCard(today - 1);
      return cardUrl(`${url}c#`, signCard(card, stationKid, made.station.sign));
    },
  },
  {
    state: 'VALID',
    name: 'valid-long',
    head: '核验通过',
    shows: ['阿卜杜热西提·阿卜杜热合曼', '驿站没有核验'],
    address: ({ url }) => {
      const {
        verified: _,
        years: __,
        ...card
      } = workerCard(today, {
        name: '阿卜杜热西提·阿卜杜热合曼',
        trades: [205, 102, 301, 105],
        levels: [3, 2, 1, 2],
        languages: 7,
        availability: { startOffsetDays: 3, mask: 0b110010101 },
      });
      return cardUrl(`${url}c#`, signCard(card, stationKid, made.station.sign));
    },
  },
  {
    state: 'VALID_STALE_LIST',
    name: 'stale-list',
    head: '签名有效，作废未确认',
    listDay: today - 12,
    shows: ['未能确认是否已作废', '重新查名单', '问驿站', '王建国'],
    address: ({ card }) => card(),
  },
  {
    state: 'EXPIRED',
    name: 'expired',
    head: '已过期 12 天',
    shows: ['油漆工', '重新打印一张', '001841-01-00000412-1'],
    address: ({ card }) => card({ issueDay: today - 102 }),
  },
  {
    state: 'REVOKED',
    name: 'revoked',
    head: '此卡已作废',
    shows: ['不要再凭这张卡用工', '城北零工之家驿站'],
    address: ({ card }) => card({ serial: 999 }),
  },
  {
    state: 'UNKNOWN_KEY',
    name: 'unknown',
    head: '无法识别签发驿站',
    shows: ['驿站名单刚更新过，还是没有它', '再查一次'],
    address: ({ card }) => card({}, { station: 7777, generation: 1 }),
  },
  {
    state: 'KEY_WINDOW',
    name: 'key-window',
    head: '无法核验',
    shows: ['签发日期不在该驿站密钥的使用期内'],
    address: ({ card }) => card({}, early),
  },
  {
    state: 'KEY_REVOKED',
    name: 'key-revoked',
    head: '该驿站密钥已停用',
    shows: ['请到驿站换卡', '这不是师傅的错'],
    address: ({ card }) => card({}, stolen),
  },
  {
    state: 'BAD_SIGNATURE',
    name: 'bad',
    head: '无法核验',
    shows: ['内容与签名不符（可能损坏或被改动）'],
    address: ({ card }) => altered(card()),
  },
  {
    state: 'MALFORMED',
    name: 'malformed',
    head: '没有读到完整信息',
    shows: ['请重新扫码', '选一张照片', '报卡号就能找到师傅'],
    address: ({ card }) => card().slice(0, -25),
  },
  {
    state: 'MALFORMED',
    name: 'no-fragment',
    head: '没有读到完整信息',
    shows: ['在这里直接扫'],
    address: ({ url }) => `${url}c`,
  },
  {
    state: 'NEWER_VERSION',
    name: 'newer',
    head: '请刷新页面',
    shows: ['刷新页面'],
    address: ({ card }) => card().replace('#1', '#2'),
  },
  {
    state: 'NOT_YET',
    name: 'not-yet',
    head: '还没到签发日期',
    shows: ['先看看手机上的日期对不对'],
    address: ({ card }) => card({ issueDay: today + 3 }),
  },
];
const good = ['VALID', 'VALID_STALE_LIST'];

describe('the card page', () => {
  it.each(cases)('answers $name with $state', async ({ state, name, head, shows, listDay, address }) => {
    const visit = await site(listDay === undefined ? {} : { listDay });
    const { page, faults } = await phone();
    const card = address(visit);
    await page.goto(card);
    await told(page, state);
    await picture(page, `card-page/${name}`);
    const body = (await page.locator('body').innerText()).replace(/\n+/g, '');
    expect(shows.filter((text) => !body.replaceAll(/\s/g, '').includes(text.replaceAll(/\s/g, '')))).toEqual([]);
    expect((await page.locator('h1').innerText()).replace(/\n/g, '')).toBe(head);
    if (!good.includes(state)) expect(personal.filter((text) => body.includes(text))).toEqual([]);
    // the address bar keeps a card only where a reload must find it again
    expect(new URL(page.url()).hash).toBe(state === 'NEWER_VERSION' ? new URL(card).hash : '');
    expect({ looks: await looks(page), faults }).toEqual({ looks: [], faults: [] });
    await page.setViewportSize({ width: 360, height: 760 });
    expect(await looks(page)).toEqual([]);
    if (name.startsWith('valid')) {
      await page.setViewportSize({ width: 390, height: await page.evaluate(() => document.documentElement.scrollHeight) });
      await picture(page, `card-page/${name}-full`);
    }
  });

  it('speaks English at a touch, about every verdict', async () => {
    const visit = await site();
    const { page, faults } = await phone();
    for (const { state, name, address } of cases.filter((one) => one.listDay === undefined)) {
      await page.goto('about:blank');
      await page.goto(address(visit));
      await told(page, state);
      await page.getByRole('button', { name: 'Switch to English' }).tap();
      await page.locator('html[lang="en"]').waitFor();
      await picture(page, `card-page/english-${name}`);
      const left = (await page.locator('main, .plate').allInnerTexts()).join('').match(/[\u4e00-\u9fff]+/g) ?? [];
      // names are what they are
      expect(left.filter((text) => !/王建国|城北零工之家驿站|阿卜杜热西提|阿卜杜热合曼/.test(text))).toEqual([]);
      expect([name, await looks(page)]).toEqual([name, []]);
    }
    expect(faults).toEqual([]);
  });

  it.each([
    ['&shareTo=weixin', (card: string) => `${card}&shareTo=weixin`],
    ['a question before the #', (card: string) => card.replace('/c#', '/c?nsukey=abc#')],
    ['# as %23', (card: string) => card.replace('#', '%23')],
    ['a full stop', (card: string) => `${card}。`],
    ['#/', (card: string) => card.replace('#', '#/')],
  ])('finds the card behind what scanners add: %s', async (_, mangle) => {
    const visit = await site();
    const { page } = await phone();
    await page.goto(mangle(visit.card()));
    await told(page, 'VALID');
    expect(page.url()).toBe(`${visit.url}c`);
  });

  it('works without a network after the first visit, and says of which day its list is', async () => {
    const visit = await site({ listDay: today - 2 });
    const { context, page, faults } = await phone();
    await page.goto(visit.card());
    await told(page, 'VALID');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await page.goto('about:blank');
    await page.goto(visit.card());
    await told(page, 'VALID');
    await page.locator('.trade path').first().waitFor();
    await picture(page, 'card-page/offline');
    expect(await page.locator('.offbar').innerText()).toMatch(/^离线核验·用 .*的作废名单$/);
    await page.goto('about:blank');
    await page.goto(visit.card({ serial: 999 }));
    await told(page, 'REVOKED');
    await page.goto('about:blank');
    await page.goto(visit.card({}, { station: 7777, generation: 1 }));
    await told(page, 'UNKNOWN_KEY');
    expect(await page.locator('.plate p').innerText()).toContain('名单没有取到');
    expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
  });

  it('sees a withdrawal as soon as it was published, at a touch on the key', async () => {
    const visit = await site({ listDay: today - 12 });
    const { page } = await phone();
    await page.goto(visit.card({ serial: 500 }));
    await told(page, 'VALID_STALE_LIST');
    const revoked = made.revocations({ listNo: 2, revoked: [{ kid: stationKid, serials: [500] }] });
    publish(visit.listsDir, made, { keys: keyList, revoked });
    await page.getByRole('button', { name: '重新查名单' }).tap();
    await told(page, 'REVOKED');
  });

  it('answers with the kept lists when the network is slow, and corrects itself when it comes', async () => {
    const visit = await site({ listDay: today - 1 });
    const { page } = await phone();
    await page.goto(visit.card({ serial: 500 }));
    await told(page, 'VALID');
    publish(visit.listsDir, made, {
      keys: keyList,
      revoked: made.revocations({ listNo: 2, revoked: [{ kid: stationKid, serials: [500] }] }),
    });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/lists/*.cose', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('about:blank');
    await page.goto(visit.card({ serial: 500 }));
    await told(page, 'VALID');
    expect(await page.locator('.offbar').count()).toBe(1);
    release();
    await told(page, 'REVOKED');
    expect(await page.locator('.offbar').count()).toBe(0);
  });

  it('looks once more for a station that is not on the list yet', async () => {
    const visit = await site();
    const { page } = await phone();
    const fresh: KeyId = { station: 1999, generation: 1 };
    let asked = 0;
    await page.route('**/lists/keys.cose', async (route) => {
      asked += 1;
      if (asked < 2) return route.continue();
      const body = Buffer.from(made.keyList({ listNo: 2, keys: [...keys, { ...made.stationKey, kid: fresh }] }));
      return route.fulfill({ body });
    });
    await page.goto(visit.card({}, fresh));
    await told(page, 'VALID');
    expect(asked).toBe(2);
  });

  it('answers the next card in the same tab, and finds a card again when the page is loaded anew for it', async () => {
    const visit = await site();
    const { page } = await phone();
    await page.goto(visit.card());
    await told(page, 'VALID');
    await page.goto(visit.card({ serial: 999 }));
    await told(page, 'REVOKED');
    const newer = visit.card().replace('#1', '#2');
    await page.goto(newer);
    await told(page, 'NEWER_VERSION');
    const loaded = page.waitForEvent('load');
    await page.getByRole('button', { name: '刷新页面' }).tap();
    await loaded;
    await told(page, 'NEWER_VERSION');
    expect(page.url()).toBe(newer);
  });

  it('is light: its own script stays under 25 KB compressed', () => {
    const assets = join(siteDir, 'assets');
    const script = readdirSync(assets).find((name) => /^c-.*\.js$/.test(name)) ?? '';
    expect(gzipSync(readFileSync(join(assets, script))).length).toBeLessThan(25_000);
  });

  it('asks nothing of a phone that browsers of 2020 do not have', async () => {
    const visit = await site();
    const { page, faults } = await phone();
    await page.addInitScript(() => {
      for (const kind of [Array, String, Uint8Array] as readonly { prototype: object }[]) {
        for (const late of ['at', 'findLast', 'toSorted', 'toReversed', 'with', 'toHex', 'isWellFormed'])
          Reflect.deleteProperty(kind.prototype, late);
      }
      for (const late of ['hasOwn', 'groupBy']) Reflect.deleteProperty(Object, late);
      for (const late of ['structuredClone', 'Iterator']) Reflect.deleteProperty(globalThis, late);
      Reflect.deleteProperty(AbortSignal, 'timeout');
    });
    await page.goto(visit.card());
    await told(page, 'VALID');
    await page.goto('about:blank');
    await page.goto(visit.card({ serial: 999 }));
    await told(page, 'REVOKED');
    expect(faults).toEqual([]);
  });

  it('checks over a LAN address too, where browsers give no Web Crypto, no camera and no service worker', async () => {
    const visit = await site();
    const { page, faults } = await phone();
    await page.addInitScript(() => {
      Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined });
      Object.defineProperty(navigator, 'mediaDevices', { value: undefined });
    });
    await page.goto(visit.card());
    await told(page, 'VALID');
    await page.goto(`${visit.url}c#1`);
    await told(page, 'MALFORMED');
    expect([await page.getByText('打开相机扫码').count(), await page.getByText('选一张照片').count(), faults]).toEqual([0, 1, []]);
  });

  it('calls the worker, with a key that a thumb finds', async () => {
    const visit = await site();
    const { page } = await phone();
    await page.goto(visit.card());
    await told(page, 'VALID');
    const call = page.getByRole('link', { name: /138 0013 8000/ });
    const box = await call.boundingBox();
    expect([await call.getAttribute('href'), (box?.height ?? 0) >= 56, (box?.width ?? 0) >= 200]).toEqual(['tel:13800138000', true, true]);
  });

  it('shows what stands on a card as text, whatever it looks like', async () => {
    const visit = await site();
    const { page, faults } = await phone();
    await page.goto(visit.card({ name: '&lt;b*王[1]|{x}' }));
    await told(page, 'VALID');
    expect([await page.locator('.who .name span').innerText(), faults]).toEqual(['&lt;b*王[1]|{x}', []]);
  });
});

describe('what a card page sends and keeps', () => {
  it('is nothing of a card: no request, no stored thing, no address holds its digits', async () => {
    const listsDir = temporaryFolder();
    publish(listsDir, made, { keys: keyList, revoked: revocations(today) });
    const sent: string[] = [];
    const listener = getRequestListener(siteApp({ siteDir, listsDir }).fetch, { overrideGlobalObjects: false });
    const server = createServer((request, response) => {
      sent.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
      void listener(request, response);
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve(Number((server.address() as { port: number }).port)));
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const url = `http://127.0.0.1:${port}/`;
    const { context, page } = await phone();
    const strangers: string[] = [];
    context.on('request', (request) => new URL(request.url()).origin === new URL(url).origin || strangers.push(request.url()));
    const cards = [cardOf(url), cardOf(url, { serial: 999 }), altered(cardOf(url)), cardOf(url, { issueDay: today - 200 })];
    for (const card of cards) {
      await page.goto('about:blank');
      await page.goto(card);
      await page.locator('body[data-state]:not([data-state="CHECKING"])').waitFor();
      await page.evaluate(() => navigator.serviceWorker.ready);
    }
    const kept = await page.evaluate(async () => {
      const caching = await Promise.all(
        (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
      );
      const databases = (await indexedDB.databases()).map(({ name }) => name ?? '');
      return { caching: caching.flat(), databases, local: { ...localStorage }, session: { ...sessionStorage }, cookie: document.cookie };
    });
    expect([Object.keys(kept.local).sort(), kept.session, kept.cookie, kept.databases]).toEqual([
      ['list:keys', 'list:revoked'],
      {},
      '',
      [],
    ]);
    const everything = JSON.stringify([sent, kept, strangers, page.url()]);
    const pieces = cards.flatMap(
      (card) =>
        digitsOf(card)
          .slice(1)
          .match(/\d{17}/g) ?? [],
    );
    expect(pieces.length).toBeGreaterThan(50);
    expect({ leaked: pieces.filter((piece) => everything.includes(piece)), strangers }).toEqual({ leaked: [], strangers: [] });
    expect(sent.length).toBeGreaterThan(8);
  });
});

describe('the scanner on the page', () => {
  const forged = () => cardOf('https://jy-example.evil.com/');

  it('reads a photograph of any card and takes no notice of the host in its code', async () => {
    const visit = await site();
    const { page, faults } = await phone();
    await page.goto(`${visit.url}c`);
    await told(page, 'MALFORMED');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer: await toBuffer(forged(), { scale: 6 }) });
    await told(page, 'VALID');
    expect([page.url(), await page.locator('.who .name span').innerText(), faults]).toEqual([`${visit.url}c`, '王建国', []]);
  });

  it('says what is the matter with a picture that holds no card', async () => {
    const visit = await site();
    const { page } = await phone();
    await page.goto(`${visit.url}c`);
    const choose = async (text: string) =>
      page.locator('input[type=file]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: await toBuffer(text, { scale: 6 }) });
    await choose('https://example.com/');
    await page.getByText('这个码不是推荐卡').waitFor();
    const none = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
    await page.locator('input[type=file]').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: none });
    await page.getByText('照片里没有找到码').waitFor();
  });

  it('reads through the camera, and lets it go afterwards', async () => {
    const visit = await site();
    const film = join(temporaryFolder(), 'card.y4m');
    moving(film, forged());
    const args = ['--headless', '--no-sandbox', '--disable-gpu', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'];
    const own = await chromium.launch({
      executablePath: inject('browserPath'),
      args: [...args, `--use-file-for-fake-video-capture=${film}`],
    });
    onTestFinished(() => own.close());
    const page = await (await own.newContext({ viewport: { width: 390, height: 844 }, permissions: ['camera'] })).newPage();
    const faults = faultsOf(page);
    await page.goto(visit.card({ serial: 999 }));
    await told(page, 'REVOKED');
    await page.getByRole('button', { name: '扫另一张卡' }).click();
    await told(page, 'VALID');
    expect([await page.locator('video').count(), faults]).toEqual([0, []]);
  });
});

describe('a page with a pinned root', () => {
  const pinned = join(root, 'pinned');
  let listsDir = '';
  beforeAll(async () => {
    listsDir = join(root, 'lists');
    publish(listsDir, made, { keys: keyList, revoked: revocations(today) });
    const YIZHAN_ROOT_KEYS = Buffer.from(made.root.publicKey).toString('base64url');
    await build(pinned, { YIZHAN_ROOT_KEYS, YIZHAN_LISTS: listsDir, YIZHAN_HOTLINE: '0900-555 0100' }, 'production');
  });

  it('asks nobody for its root, does not say 演示, and shows the service line', async () => {
    const { url, close } = await serveSite({ siteDir: pinned, listsDir, port: 0 });
    onTestFinished(() => close());
    const { page } = await phone();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(altered(cardOf(url)));
    await told(page, 'BAD_SIGNATURE');
    expect([
      asked.includes('/root-keys.js'),
      await page.locator('.demobar').count(),
      await page.getByText('0900-555 0100').count(),
    ]).toEqual([false, 0, 1]);
    await picture(page, 'card-page/bad-hotline');
  });

  it('checks with the copy of the lists that it carries, while none were ever reached', async () => {
    const { url, close } = await serveSite({ siteDir: pinned, listsDir: temporaryFolder(), port: 0 });
    onTestFinished(() => close());
    const { page } = await phone();
    await page.goto(cardOf(url, { serial: 999 }));
    await told(page, 'REVOKED');
    expect(await page.locator('.offbar').count()).toBe(1);
  });

  it('is not built without a root', async () => {
    await expect(build(join(root, 'none'), {}, 'production')).rejects.toThrow(/YIZHAN_ROOT_KEYS/);
    await expect(build(join(root, 'none'), { YIZHAN_ROOT_KEYS: 'abcd' }, 'production')).rejects.toThrow(/32 bytes/);
  });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('我用了这位师傅', () => {
  it('tells the card’s key and serial and nothing else of it, and says what to do where that fails', async () => {
    const { card } = await site();
    const { page } = await phone();
    const sent: unknown[] = [];
    let status = 0;
    await page.route('**/api/hires', (route) => {
      if (status === 0) return route.abort();
      sent.push(route.request().postDataJSON());
      return route.fulfill({ status, json: status === 200 ? { ok: true, value: { noted: true } } : { ok: false } });
    });
    await page.goto(card());
    await told(page, 'VALID');
    const hired = page.getByRole('button', { name: '我用了这位师傅' });
    for (const [answer, words] of [
      [0, '没有记上'],
      [409, '这个驿站还收不到'],
      [429, '今天记得太多了'],
    ] as const) {
      status = answer;
      await hired.tap();
      await page.getByText(words).waitFor();
    }
    status = 200;
    await hired.tap();
    await page.getByText('记下了，谢谢').waitFor();
    expect([await hired.count(), new Set(sent.map((body) => JSON.stringify(body)))]).toEqual([
      0,
      new Set(['{"station":1841,"generation":1,"serial":412}']),
    ]);
    await picture(page, 'card-page/hired');
    expect(await looks(page)).toEqual([]);
  });
});
