/** The map, its list, its filter and its search on a phone. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { complaints, countsOn, desk, misfits, numbersIn, settled, small, visit } from '../support/map-visit.ts';

const browser = browserForFile();
const chip = (page: Page, name: string) => page.getByRole('group', { name: '要有什么' }).getByRole('button', { name });
const rows = (page: Page) => page.locator('.sheetbody .row');

/** What lies on the glass where the middle of this stands. */
async function coveredBy(page: Page, selector: string): Promise<string> {
  const box = await page.locator(selector).boundingBox();
  if (!box) return 'nowhere';
  return page.evaluate(
    ({ x, y }) => {
      const top = document.elementFromPoint(x, y);
      return top?.closest('.leaflet-container') ? 'nothing' : (top?.className ?? 'nothing');
    },
    { x: box.x + box.width / 2, y: box.y + box.height / 2 },
  );
}

/** Opens the list and reads all of it, to its last row. */
async function wholeList(page: Page): Promise<string[]> {
  await page.locator('.pill').click();
  const more = page.getByRole('button', { name: /再看一些/ });
  while (await more.isVisible()) await more.click();
  await page.waitForFunction(() => !document.querySelector('.ghost'));
  return page.locator('.sheetbody .row h3').allInnerTexts();
}

describe.each([
  ['390 × 844', {}, 'phone'],
  ['360 × 760', small, 'small'],
])('the map on a phone of %s', (_, size, name) => {
  it('opens with the nearest open station, its minutes on foot, until when and the way in', async () => {
    const { page, faults } = await visit(browser(), size);
    await page.getByRole('heading', { level: 1, name: '城北零工之家驿站' }).waitFor();
    await settled(page);
    const peek = page.locator('.peek');
    expect(await peek.locator('.walk').innerText()).toMatch(/^5\s*分钟$/);
    expect(await peek.locator('.dist').innerText()).toBe('320 米');
    expect(await peek.locator('.state').innerText()).toBe('开着·到 21:00');
    expect(await peek.locator('.enter').innerText()).toBe('推门就进 门在公交站后面，绿色招牌下');
    await peek.getByText('充电宝 3 个').waitFor();
    await picture(page, `map/${name}`);
    expect({ complaints: await (name === 'phone' ? complaints : misfits)(page), faults }).toEqual({ complaints: [], faults: [] });
  });

  it('leaves the reader’s place and the chosen door free of keys, chips and sheet', async () => {
    const { page } = await visit(browser(), size);
    await page.locator('.bank').waitFor();
    await settled(page);
    expect(await coveredBy(page, '.memark .dot')).toBe('nothing');
    expect(await coveredBy(page, '.platemark .plate2')).toBe('nothing');
  });

  it('lists the stations that the map shows, in the same number, the nearest first', async () => {
    const { page, faults } = await visit(browser(), size);
    await settled(page);
    const { map, open, key } = await countsOn(page);
    expect(map).toBeGreaterThan(3);
    const names = await wholeList(page);
    expect(new Set(names).size).toBe(names.length);
    expect({ key, rows: names.length }).toEqual({ key: map, rows: map });
    expect(names.slice(0, 3)).toEqual(['城北零工之家驿站', '汽车站司机之家', '滨河南路驿站']);
    expect(numbersIn(await page.locator('.listhead h2').innerText())).toEqual([map, open]);
    await picture(page, `map/${name}-list`);
    expect({ complaints: await (name === 'phone' ? complaints : misfits)(page), faults }).toEqual({ complaints: [], faults: [] });
  });
});

async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox').fill(text);
  await page.locator('.searchpanel :is(.sugg, .tiles, .fine)').first().waitFor();
}

/** How far from the middle of a phone's glass this stands, pixels; all of it where it is not there. */
async function offMiddle(page: Page, selector: string): Promise<number> {
  const box = await page.locator(selector).boundingBox();
  return box ? Math.abs(box.x - 195) : 195;
}

/** Keeps what is asked for waiting; answers how to let it go, until it is answered. */
async function hold(page: Page, form: string): Promise<() => Promise<void>> {
  const gate = Promise.withResolvers<void>();
  await page.route(form, async (route) => {
    await gate.promise;
    await route.continue();
  });
  return async () => {
    const answered = page.waitForResponse(form);
    gate.resolve();
    await answered;
  };
}

describe('the map on a slow network', () => {
  it('stays with the reader, who was found before the map knew what there is', async () => {
    const { page, site } = await visit(browser(), { isWorkerBlocked: true, path: 'text' });
    const letGo = await hold(page, '**/map/manifest.json');
    await page.goto(site.url);
    await page.locator('.memark .dot').waitFor();
    await letGo();
    await page.getByRole('heading', { level: 1, name: '城北零工之家驿站' }).waitFor();
    await settled(page);
    expect(await offMiddle(page, '.memark')).toBeLessThan(8);
    expect((await countsOn(page)).map).toBeLessThan(30);
  });
});

describe('an address that names a station', () => {
  it('opens the map there, wherever the reader is and the map stood before', async () => {
    const { page, site, faults } = await visit(browser());
    await settled(page);
    const far = { number: 1848, name: '科技园骑手驿站' };
    await page.goto(`${site.url}?at=${far.number}`);
    await page.getByRole('heading', { level: 1, name: far.name }).waitFor();
    await settled(page);
    expect(await offMiddle(page, '.platemark')).toBeLessThan(8);
    expect(await coveredBy(page, '.platemark')).not.toMatch(/sheet|chip|top/);
    await picture(page, 'map/shared');
    // the reader is found, and moves nothing until asked
    expect(await page.locator('.over', { hasText: '你选的' }).count()).toBe(1);
    await page.getByRole('button', { name: '我的位置' }).tap();
    await expect.poll(() => offMiddle(page, '.memark')).toBeLessThan(8);
    expect(faults).toEqual([]);
  });

  it('opens where the map stood while nobody answers, and goes there when somebody does', async () => {
    const { page, site } = await visit(browser(), { isWorkerBlocked: true });
    await settled(page);
    const { map: before } = await countsOn(page);
    const inView = async () => numbersIn(await page.locator('.floats .pill').innerText())[0];
    const letGo = await hold(page, '**/map/at/*');
    await page.goto(`${site.url}?at=1849`);
    await settled(page);
    await page.locator('.platemark').waitFor({ state: 'attached' });
    expect({ inView: await inView(), isElsewhere: (await offMiddle(page, '.platemark')) > 100 }).toEqual({
      inView: before,
      isElsewhere: true,
    });
    await letGo();
    await expect.poll(() => offMiddle(page, '.platemark')).toBeLessThan(8);
  });

  it('stays there when the rest comes later, on a phone that was never here', async () => {
    const { page, site } = await visit(browser(), { isWorkerBlocked: true, place: null, path: 'text' });
    const [letPlaceGo, letRestGo] = [await hold(page, '**/map/at/*'), await hold(page, '**/map/manifest.json')];
    await page.goto(`${site.url}?at=1848`);
    await page.locator('.leaflet-container').waitFor();
    await letPlaceGo();
    await letRestGo();
    await page.getByRole('heading', { level: 1, name: '科技园骑手驿站' }).waitFor();
    await settled(page);
    expect(await offMiddle(page, '.platemark')).toBeLessThan(8);
  });

  it('leaves who chose a district meanwhile in that district', async () => {
    const { page, site } = await visit(browser(), { isWorkerBlocked: true });
    const letGo = await hold(page, '**/map/at/*');
    await page.goto(`${site.url}?at=1849`);
    await settled(page);
    await search(page, '湖滨');
    await page.locator('.searchpanel .tile', { hasText: '湖滨区' }).tap();
    await page.getByRole('button', { name: /湖滨区/ }).waitFor();
    const chosen = { map: 62, open: 41, key: 62 };
    await expect.poll(() => countsOn(page)).toEqual(chosen);
    await letGo();
    await settled(page);
    expect(await countsOn(page)).toEqual(chosen);
  });

  it('opens where the map stood where there is no such number', async () => {
    const { page, site } = await visit(browser());
    await settled(page);
    const before = await countsOn(page);
    await page.goto(`${site.url}?at=99999`);
    await settled(page);
    expect(await countsOn(page)).toEqual(before);
  });
});

describe('the ground', () => {
  it('is asked for only where nothing lies over it, after the stations', async () => {
    const config = { tiles: { url: '/tiles/{z}/{x}/{y}.svg', attribution: '演示底图' } };
    const { page } = await visit(browser(), { config });
    await settled(page);
    await page.locator('.leaflet-tile').first().waitFor({ state: 'attached' });
    const tiles = await page.evaluate(() => {
      const edge = document.querySelector('.sheet')?.getBoundingClientRect().top ?? 0;
      const all = [...document.querySelectorAll('.leaflet-tile')];
      return {
        lowest: Math.max(...all.map((tile) => tile.getBoundingClientRect().bottom)) >= edge,
        covered: all.filter((tile) => tile.getBoundingClientRect().top > edge).length,
        priority: [...new Set(all.map((tile) => tile.getAttribute('fetchpriority')))],
      };
    });
    expect(tiles).toEqual({ lowest: true, covered: 0, priority: ['low'] });
  });
});

describe('the list on a phone', () => {
  it('does what the map does: a row leads to its station, and back to the same list', async () => {
    const { page } = await visit(browser());
    await settled(page);
    const before = await wholeList(page);
    for (const at of [0, before.length - 1]) {
      await rows(page).nth(at).tap();
      await page.getByRole('heading', { level: 1, name: before[at] ?? '' }).waitFor();
      await page.goBack();
      await rows(page).first().waitFor();
    }
    expect(await page.locator('.sheetbody .row h3').first().innerText()).toBe(before[0]);
    const scrolled = () => page.locator('.sheetbody').evaluate((list) => list.scrollTop);
    await rows(page).last().scrollIntoViewIfNeeded();
    const stood = await scrolled();
    expect(stood).toBeGreaterThan(200);
    await rows(page).last().tap();
    await page.getByRole('heading', { level: 1, name: before.at(-1) ?? '' }).waitFor();
    await page.goBack();
    await rows(page).first().waitFor();
    await expect.poll(async () => Math.abs((await scrolled()) - stood)).toBeLessThan(30);
  });

  it('is pulled out of the sheet by a finger, halfway and whole', async () => {
    const { page } = await visit(browser());
    await settled(page);
    const drag = async (to: number) => {
      const box = await page.locator('.handle').boundingBox();
      if (!box) throw new Error('no handle');
      await page.mouse.move(195, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(195, to, { steps: 12 });
      await page.mouse.up();
    };
    await drag(340);
    await page.locator('.mapframe.at-half').waitFor();
    await settled(page);
    await picture(page, 'map/half');
    expect(await misfits(page)).toEqual([]);
    await drag(100);
    await page.locator('.mapframe.at-full').waitFor();
    await page.getByRole('button', { name: '回到地图' }).tap();
    await page.locator('.mapframe.at-peek').waitFor();
  });
});

describe('the filter', () => {
  it('takes the same stations from the map and from the list', async () => {
    const { page } = await visit(browser());
    await settled(page);
    const all = await countsOn(page);
    const seen: Record<string, number> = {};
    for (const name of ['现在开着', '充电宝']) {
      await chip(page, name).click();
      await expect.poll(async () => (await countsOn(page)).map).toBeLessThan(seen['现在开着'] ?? all.map);
      const { map, key } = await countsOn(page);
      expect(key).toBe(map);
      seen[name] = map;
    }
    expect(seen).toEqual({ 现在开着: all.open, 充电宝: 2 });
    const names = await wholeList(page);
    expect(names).toEqual(['城北零工之家驿站', '建设路工会驿站']);
    await chip(page, '充电宝').click();
    await chip(page, '现在开着').click();
    await expect.poll(() => rows(page).count()).toBe(all.map);
  });

  it('stays as it is after a reload', async () => {
    const { page } = await visit(browser());
    await settled(page);
    await chip(page, '饮水').click();
    await page.reload();
    await settled(page);
    expect(await chip(page, '饮水').getAttribute('aria-pressed')).toBe('true');
    expect(await chip(page, '热饭').getAttribute('aria-pressed')).toBe('false');
  });

  it('offers all things that a station can have, and where nothing has them, a key to take off each', async () => {
    const { page, faults } = await visit(browser());
    await settled(page);
    await page.getByRole('button', { name: /全部 24 项/ }).click();
    const dialog = page.getByRole('dialog', { name: '要有什么？' });
    await picture(page, 'map/filters');
    expect(await complaints(page)).toEqual([]);
    await dialog.getByRole('button', { name: '淋浴' }).click();
    await dialog.getByRole('button', { name: '冰箱' }).click();
    await dialog.getByRole('button', { name: '看结果' }).click();
    await page.locator('.pill').click();
    await page.getByText('没有同时有这几样的').waitFor();
    await picture(page, 'map/nothing');
    expect(await complaints(page)).toEqual([]);
    await page.locator('.nothing').getByRole('button', { name: '冰箱' }).click();
    await rows(page).first().waitFor();
    expect(await page.locator('.sheetbody .row h3').allInnerTexts()).toEqual(['汽车站司机之家']);
    expect(faults).toEqual([]);
  });
});

describe('the search', () => {
  it('finds a station by its name and marks what was typed', async () => {
    const { page, faults } = await visit(browser());
    await settled(page);
    await search(page, '科技园');
    const first = page.locator('.sugg .row').first();
    await first.waitFor();
    expect(await first.locator('h3').innerText()).toBe('科技园骑手驿站');
    expect(await first.locator('mark').innerText()).toBe('科技园');
    await picture(page, 'map/search');
    expect({ complaints: await complaints(page), faults }).toEqual({ complaints: [], faults: [] });
    await first.tap();
    await page.getByRole('heading', { level: 1, name: '科技园骑手驿站' }).waitFor();
  });

  it('finds it by the first letters of its pinyin, wherever it lies', async () => {
    const { page } = await visit(browser());
    await settled(page);
    await search(page, 'kjy');
    await page.locator('.sugg .row', { hasText: '科技园骑手驿站' }).waitFor();
    await search(page, 'CBLG');
    await page.locator('.sugg .row', { hasText: '城北零工之家驿站' }).waitFor();
  });

  it('finds a district by its name or its letters and shows its stations on the map', async () => {
    const { page } = await visit(browser());
    await settled(page);
    for (const typed of ['湖滨', 'hbq']) {
      await search(page, typed);
      await page.locator('.searchpanel .tile', { hasText: '湖滨区' }).waitFor();
    }
    await page.locator('.searchpanel .tile', { hasText: '湖滨区' }).tap();
    await page.getByRole('button', { name: /湖滨区/ }).waitFor();
    expect(await page.locator('.memark').count()).toBe(0);
  });

  it('says what it did not find, and offers districts', async () => {
    const { page } = await visit(browser());
    await settled(page);
    await search(page, '没有这种名字');
    await page.getByText('没有找到“没有这种名字”').waitFor();
    await page.locator('.searchpanel .tile', { hasText: '城北区' }).waitFor();
    expect(await misfits(page)).toEqual([]);
  });
});

describe('the map on a desk', () => {
  it.each([
    ['day', false],
    ['night', true],
  ])('shows list and map side by side, counting the same, by %s', async (name, isDark) => {
    const { page, faults } = await visit(browser(), { ...desk, isDark });
    await page.getByRole('heading', { level: 2, name: '城北零工之家驿站' }).waitFor();
    await settled(page);
    const [inList] = numbersIn(await page.locator('.listhead').innerText());
    const [onMap] = numbersIn(await page.locator('.callout .over .n').innerText());
    expect(inList).toBe(onMap);
    expect(await page.locator('.railrows .row').count()).toBe(onMap);
    await picture(page, `map/desk-${name}`);
    expect({ complaints: await complaints(page), faults }).toEqual({ complaints: [], faults: [] });
  });

  it('moves the callout to a row that is chosen, and opens the station at the second touch', async () => {
    const { page } = await visit(browser(), desk);
    await settled(page);
    const row = page.locator('.railrows .row', { hasText: '建设路工会驿站' });
    await row.click();
    await page.locator('.callout').getByRole('heading', { name: '建设路工会驿站' }).waitFor();
    expect(await row.getAttribute('aria-current')).toBe('true');
    await row.click();
    await page.getByRole('heading', { level: 1, name: '建设路工会驿站' }).waitFor();
  });
});
