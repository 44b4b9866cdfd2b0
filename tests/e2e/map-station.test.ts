/** A station's page: what it says, how it leads there, what passers-by report. */
import gcoord from 'gcoord';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { here } from '../support/made-up-town.ts';
import { complaints, misfits, numbersIn, small, type VisitOptions, visit } from '../support/map-visit.ts';

const browser = browserForFile();

async function station(number: number, options: VisitOptions = {}) {
  const visitor = await visit(browser(), { path: `s/${number}`, ...options });
  await visitor.page.locator('main h1:not(.vh)').waitFor();
  return visitor;
}

const section = (page: Page, title: string) => page.locator('section.sec', { has: page.getByRole('heading', { name: title }) });
const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();

describe('a station’s page', () => {
  it.each([
    ['390 × 844', {}, 'station'],
    ['360 × 760', small, 'station-small'],
    ['390 × 844 at night', { isDark: true }, 'station-night'],
  ])('says whether it is open, the way in, and what is there, on %s', async (_, size, name) => {
    const { page, faults } = await station(1841, size);
    await section(page, '充电宝').waitFor();
    await page.locator('.walk2').waitFor();
    expect(await page.title()).toBe('城北零工之家驿站·驿站地图');
    expect(await page.locator('.stat-head .decide').innerText()).toMatch(/^开着·到 21:00\s+走 5 分钟\s+320 米$/);
    expect(await page.locator('.way').innerText()).toBe('推门就进\n门在公交站后面，绿色招牌下');
    expect(await texts(page, '.fact.yes b')).toEqual([
      ...['饮水', '热水', '热饭', '充电', '充电宝', '厕所', '歇脚', '药箱', '空调暖气', '无线网', '雨伞', '无障碍', '找活', '维权咨询'],
    ]);
    expect(await texts(page, '.fact.no')).toEqual(['淋浴\n没有', '洗衣\n没有']);
    expect(await texts(page, '.fact.unk')).toEqual(['午休\n不清楚', '电车充电\n不清楚']);
    expect(await page.locator('.fact', { hasText: '热饭' }).innerText()).toBe('热饭\n2 台');
    await picture(page, `map/${name}`);
    const fit = await page
      .locator('.fact, .banks > div, .day')
      .evaluateAll((all) =>
        all.flatMap((box) =>
          box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > innerWidth - 8 ? [box.textContent] : [],
        ),
      );
    const look = name === 'station-small' ? misfits : complaints;
    expect({ complaints: await look(page), fit, faults }).toEqual({ complaints: [], fit: [], faults: [] });
  });

  it('shows the week with today, the banks with their age, the jobs and the last confirmation', async () => {
    const { page } = await station(1841);
    await section(page, '充电宝').waitFor();
    expect(await section(page, '开门时间').locator('h2').innerText()).toMatch(/周二 11:35$/);
    expect((await texts(page, '.day')).map((day) => day.split(/\s+/))).toEqual([
      ...[
        ['周一', '06:00–21:00'],
        ['今天', '06:00–21:00'],
        ['周三', '06:00–21:00'],
        ['周四', '06:00–21:00'],
        ['周五', '06:00–21:00'],
      ],
      ...[
        ['周六', '07:00–20:00'],
        ['周日', '07:00–12:00', '14:00–20:00'],
      ],
    ]);
    expect(await page.locator('.day.today .bar u').count()).toBe(1);
    await page.getByText('门上写的：“周一至周五 6:00–21:00，周末时间以公告为准，法定节假日休息”').waitFor();
    expect((await section(page, '充电宝').innerText()).split(/\s+/).join(' ')).toBe('充电宝 2 分钟前 3 个 可借 5 个 空位可还 1 个 坏的');
    await page.getByText('现在有 17 个活在招').waitFor();
    await page.getByText('今天 08:12 有人说开着，近 7 天 23 人确认').waitFor();
    expect(await page.getByRole('link', { name: /0900-555 0188/ }).getAttribute('href')).toBe('tel:09005550188');
  });

  it('says of hours that nobody knows, of a closure and of a doubt what to do', async () => {
    const unknown = await station(1842);
    await unknown.page.getByText('钟点不清楚，去前先问一下。').waitFor();
    const closed = await station(1847);
    await closed.page.locator('.why', { hasText: '暂停开放，装修，到 12 月 4 日' }).waitFor();
    const doubted = await station(1844);
    await doubted.page.getByText('55 分钟前有人说锁着，去前先问一下').waitFor();
  });

  it('leads back to the map, with the station chosen there', async () => {
    const { page } = await station(1845);
    await page.getByRole('link', { name: '关上' }).tap();
    await page.locator('.peek').getByRole('heading', { name: '五一广场户外驿站' }).waitFor();
    expect(new URL(page.url()).search).toBe('?at=1845');
  });

  it('says that a number is unknown, a station gone, or part of another, and where to go instead', async () => {
    const missing = await station(777);
    await missing.page.getByText('编号 777 不在地图上').waitFor();
    expect(await complaints(missing.page)).toEqual([]);
    await missing.page.getByRole('link', { name: '找最近开着的' }).tap();
    await missing.page.getByRole('heading', { name: '城北零工之家驿站' }).waitFor();

    const gone = await station(1850);
    await gone.page.getByText('这个驿站已经撤了').waitFor();
    expect(await gone.page.getByRole('heading', { level: 1 }).innerText()).toBe('老火车站驿站');

    const merged = await station(1851);
    await merged.page.getByText('这个驿站并到了城北零工之家驿站').waitFor();
    expect(await misfits(merged.page)).toEqual([]);
    await merged.page.getByRole('link', { name: '看城北零工之家驿站' }).tap();
    await merged.page.locator('.way').waitFor();
    expect(new URL(merged.page.url()).pathname).toBe('/s/1841');
  });

  it('answers addresses of no station with the map', async () => {
    const { page, site } = await visit(browser(), { path: 'text' });
    for (const path of ['s/abc', 's/0', 's/9999999', 's/1841/other']) {
      await page.goto(site.url + path);
      await page.locator('.peek').getByRole('heading', { name: '城北零工之家驿站' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
    }
  });
});

/** Latitude and longitude as each app's link writes them. */
const pairs: Readonly<Record<string, { readonly host: string; at(url: URL): readonly number[] }>> = {
  高德地图: { host: 'uri.amap.com', at: (url) => (url.searchParams.get('to') ?? '').split(',').slice(0, 2).map(Number).reverse() },
  百度地图: {
    host: 'api.map.baidu.com',
    at: (url) =>
      (/^latlng:([\d.]+),([\d.]+)\|name:城北零工之家驿站$/.exec(url.searchParams.get('destination') ?? '') ?? []).slice(1).map(Number),
  },
  腾讯地图: { host: 'apis.map.qq.com', at: (url) => (url.searchParams.get('tocoord') ?? '').split(',').map(Number) },
  苹果地图: { host: 'maps.apple.com', at: (url) => (url.searchParams.get('daddr') ?? '').split(',').map(Number) },
  谷歌地图: { host: 'www.google.com', at: (url) => (url.searchParams.get('destination') ?? '').split(',').map(Number) },
};

describe('directions', () => {
  const sheet = (page: Page) => page.getByRole('dialog', { name: '用哪个地图带你去？' });
  const openSheet = async (page: Page) => {
    await page.getByRole('button', { name: /带我去/ }).tap();
    await sheet(page).waitFor();
  };

  it('offers five map apps, each with the station’s place in the datum that it reads', async () => {
    const { page, faults } = await station(1841);
    await page.locator('.walk2').waitFor();
    await openSheet(page);
    await picture(page, 'map/directions');
    expect(await complaints(page)).toEqual([]);
    const wgs = { lat: here.lat + 260 / 111_195, lng: here.lng + 180 / (111_195 * Math.cos((here.lat * Math.PI) / 180)) };
    const [lng, lat] = gcoord.transform([wgs.lng, wgs.lat], gcoord.WGS84, gcoord.GCJ02);
    expect(Math.abs(lat - wgs.lat) + Math.abs(lng - wgs.lng)).toBeGreaterThan(0.001);
    const link = sheet(page).getByRole('link', { name: /^打开/ });
    for (const [name, { host, at }] of Object.entries(pairs)) {
      await sheet(page).locator('.app', { hasText: name }).tap();
      expect(await link.innerText()).toBe(`打开${name}`);
      const url = new URL((await link.getAttribute('href')) ?? '');
      const [toLat = 0, toLng = 0] = at(url);
      expect({ host: url.host, near: Math.abs(toLat - lat) < 5e-6 && Math.abs(toLng - lng) < 5e-6 }).toEqual({ host, near: true });
    }
    expect(await sheet(page).getByRole('radio').count()).toBe(5);
    expect(faults).toEqual([]);
  });

  it('remember the app that was opened, and go there at once where the reader wants it', async () => {
    const { page, context } = await station(1841);
    await context.route(/^https:/, (route) => route.fulfill({ contentType: 'text/html', body: '<title>map app</title>' }));
    await openSheet(page);
    expect(
      await sheet(page)
        .getByRole('radio', { name: /高德地图/ })
        .isChecked(),
    ).toBe(true);
    await sheet(page).locator('.app', { hasText: '百度地图' }).tap();
    const opened = context.waitForEvent('page');
    await sheet(page).getByRole('link', { name: '打开百度地图' }).tap();
    await (await opened).close();

    await page.reload();
    await openSheet(page);
    expect(
      await sheet(page)
        .getByRole('radio', { name: /百度地图.*上次用它，已记住/s })
        .isChecked(),
    ).toBe(true);
    await sheet(page).getByRole('switch', { name: '下次直接打开，不再问' }).tap();
    await page.reload();
    await page.locator('main h1').waitFor();
    await page.getByRole('button', { name: /带我去/ }).tap();
    await page.waitForURL(/^https:\/\/api\.map\.baidu\.com\/direction/);
  });

  it('copy the address where no app opens', async () => {
    const { page, context } = await station(1841);
    await context.grantPermissions(['clipboard-read', 'clipboard-write', 'geolocation']);
    await openSheet(page);
    await sheet(page).getByRole('button', { name: '抄地址' }).tap();
    await sheet(page).getByRole('button', { name: '抄好了' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('城北零工之家驿站 城北区建设路 88 号（近解放路口）');
  });
});

describe('a report', () => {
  const say = (page: Page, name: string) => section(page, '和你看到的一样吗？').getByRole('button', { name, exact: true });

  it('of each kind reaches the hub by one touch and can be taken back', async () => {
    const { page, site } = await station(1841);
    for (const [name, kind] of [
      ['锁着', 'locked'],
      ['开着', 'open'],
      ['搬走了', 'moved'],
      ['这里从来没有驿站', 'never-existed'],
    ] as const) {
      await say(page, name).tap();
      await page.getByText('已记下，谢谢').waitFor();
      expect(site.reports).toEqual([{ number: 1841, body: { kind } }]);
      await page.getByRole('button', { name: '撤回' }).tap();
      await page.getByText('撤回了。').waitFor();
      expect(site.reports).toEqual([]);
      await say(page, name).waitFor();
    }
  });

  it('names what is broken', async () => {
    const { page, site, faults } = await station(1841);
    await say(page, '东西坏了').tap();
    const dialog = page.getByRole('dialog', { name: '什么坏了？' });
    await dialog.waitFor();
    await picture(page, 'map/broken');
    expect(await complaints(page)).toEqual([]);
    expect(numbersIn(`${await dialog.locator('.report').count()}`)).toEqual([15]);
    await dialog.getByRole('button', { name: '热饭' }).tap();
    await page.getByText('已记下，谢谢').waitFor();
    await picture(page, 'map/reported');
    expect({ reports: site.reports, complaints: await complaints(page), faults }).toEqual({
      reports: [{ number: 1841, body: { kind: 'broken', amenity: 'microwave' } }],
      complaints: [],
      faults: [],
    });
  });

  it('is no longer offered to be taken back after ten seconds', async () => {
    const { page, site } = await station(1841, { clockMs: Date.now() });
    await say(page, '锁着').tap();
    await page.getByRole('button', { name: '撤回' }).waitFor();
    await page.clock.fastForward(11_000);
    await page.getByRole('button', { name: '撤回' }).waitFor({ state: 'hidden' });
    await page.getByText('已记下，谢谢').waitFor();
    expect(site.reports).toHaveLength(1);
  });

  it('that is one too many, or meets no network, says what to do', async () => {
    const { page, site } = await station(1841);
    site.refuse();
    await say(page, '锁着').tap();
    await page.getByText('已经报过了，一会儿再报。').waitFor();
    site.close();
    await say(page, '锁着').tap();
    await page.getByText('没有记上，看看网络再点一次。').waitFor();
    expect(await say(page, '锁着').getAttribute('aria-disabled')).toBe('false');
  });
});
