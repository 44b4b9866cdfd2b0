/** The map without a pointer: everything by Tab, arrows, Enter and Escape, and always to be seen where one is. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { desk, misfits, settled, visit } from '../support/map-visit.ts';

const browser = browserForFile();

interface Focused {
  readonly name: string;
  /** A ring around it, inside the glass. */
  readonly isSeen: boolean;
}

async function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body) return { name: 'nothing', isSeen: false };
    const ring = one.matches('.search input, .app input') ? (one.closest('.search, .app') ?? one) : one;
    const { outlineStyle, outlineWidth } = getComputedStyle(ring);
    const { top, bottom, left, right, width, height } = ring.getBoundingClientRect();
    const isInside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth && width > 0 && height > 0;
    const named = one.getAttribute('aria-label') ?? (one as HTMLInputElement).labels?.[0]?.innerText ?? (one as HTMLElement).innerText;
    return {
      name: named.trim().replaceAll(/\s+/g, ' '),
      isSeen: isInside && outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 3,
    };
  });
}

/** Tab after Tab until the name fits; each stop on the way must be seen. */
async function tabTo(page: Page, name: RegExp, key = 'Tab'): Promise<void> {
  const passed: Focused[] = [];
  for (let step = 0; step < 60; step++) {
    await page.keyboard.press(key);
    const at = await focused(page);
    passed.push(at);
    if (at.name !== 'nothing') expect(at).toEqual({ ...at, isSeen: true });
    if (name.test(at.name)) return;
  }
  throw new Error(`not reached: ${name} from ${passed.map((one) => one.name).join(' | ')}`);
}

describe.each([
  ['a desk', desk],
  ['a phone with keys', {}],
])('by keyboard alone on %s', (_, size) => {
  it('one goes from the map to a station, its directions, and back', async () => {
    const { page, faults } = await visit(browser(), size);
    await page.locator('.bank').waitFor();
    await settled(page);
    await tabTo(page, /^地图：图上 \d+ 个驿站/);
    const said = page.locator('.leaflet-container').getByRole('status');

    await page.keyboard.press('ArrowLeft');
    const first = await said.innerText();
    expect(first).toMatch(/，(开着|关着|快关门|时间不明|暂停开放)/);
    await page.keyboard.press('ArrowUp');
    const second = await said.innerText();
    expect(second).not.toBe(first);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => said.innerText()).not.toBe(second);
    expect(await page.locator('.ringmark').count()).toBe(1);
    await picture(page, `map/keyboard-${'width' in size ? 'desk' : 'phone'}`);
    expect(await misfits(page)).toEqual([]);

    const [name = ''] = (await said.innerText()).split('，');
    await page.keyboard.press('Enter');
    await page.locator('.peek').getByRole('heading', { name }).waitFor();
    expect(new URL(page.url()).searchParams.has('at')).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('.way').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name);

    await tabTo(page, /^带我去/);
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: '用哪个地图带你去？' });
    await sheet.waitFor();
    await tabTo(page, /^高 高德地图/);
    await page.keyboard.press('ArrowDown');
    await sheet.getByRole('link', { name: '打开百度地图' }).waitFor();
    await tabTo(page, /^打开百度地图/);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    expect((await focused(page)).name).toMatch(/^带我去/);

    await tabTo(page, /^关上/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    await page.locator('.peek').getByRole('heading', { name }).waitFor();
    expect(faults).toEqual([]);
  });

  it('Escape lets go of what was chosen on the map', async () => {
    const { page } = await visit(browser(), { ...size, path: '?at=1844' });
    await page.locator('.peek').getByRole('heading', { name: '建设路工会驿站' }).waitFor();
    await settled(page);
    await tabTo(page, /^地图：/);
    await page.keyboard.press('Escape');
    await page.locator('.peek').getByRole('heading', { name: '城北零工之家驿站' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('one searches, looks through what was found, and leaves the search', async () => {
    const { page } = await visit(browser(), size);
    await settled(page);
    await tabTo(page, /^搜驿站/);
    await page.keyboard.type('驿站');
    await page.locator('.sugg .row').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.searchpanel').waitFor({ state: 'hidden' });
    await page.keyboard.press('Tab');
    await tabTo(page, /^搜驿站/, 'Shift+Tab');
    await page.keyboard.type('科技园');
    await page.locator('.sugg .row').first().waitFor();
    await tabTo(page, /^科技园骑手驿站/);
    await page.keyboard.press('Enter');
    await page.locator('.way').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('科技园骑手驿站');
  });

  it('a chip is pressed by the space bar, and Escape closes all chips with the focus back on their key', async () => {
    const { page } = await visit(browser(), size);
    await settled(page);
    await tabTo(page, /^现在开着/);
    await page.keyboard.press('Space');
    expect(await page.getByRole('button', { name: '现在开着', pressed: true }).count()).toBe(1);
    await tabTo(page, /^全部 24 项/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: '要有什么？' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect((await focused(page)).name).toMatch(/^全部 24 项/);
  });
});

describe('the sheet by keyboard', () => {
  it('opens halfway, opens whole, and closes by its handle', async () => {
    const { page } = await visit(browser());
    await settled(page);
    await tabTo(page, /^往上展开/);
    await page.keyboard.press('ArrowUp');
    await page.locator('.mapframe.at-half').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.locator('.mapframe.at-full').waitFor();
    await tabTo(page, /^城北零工之家驿站/);
    await page.keyboard.press('Enter');
    await page.locator('.way').waitFor();
  });

  it('keeps a list that is not shown out of the way', async () => {
    const { page } = await visit(browser());
    await settled(page);
    const names: string[] = [];
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press('Tab');
      names.push((await focused(page)).name);
    }
    expect(names.filter((name) => /汽车站司机之家|由近到远/.test(name))).toEqual([]);
  });
});
