/** 城市总览: the union's look at all stations, on a desk, on a large screen and on a phone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { loadDemoCity } from '../../maps/hub/demo/demo-city.ts';
import { runFacts } from '../../maps/hub/demo/fact-simulation.ts';
import { openSqlite } from '../../maps/hub/store/hub-db.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { complaints, deskHub, openDesk } from '../support/operators-desk.ts';

const browser = browserForFile();
const figure = (page: Page, title: string) => page.locator('.kpi', { hasText: title }).locator('.fig');
const numberIn = async (page: Page, title: string) => Number((await figure(page, title).innerText()).replace(/[^\d]/g, ''));
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** A city whose stations have told 75 days; a few are silent. */
async function city() {
  const desk = await deskHub();
  const stations = (await loadDemoCity(desk.hub.parts.stations, Date.now())).slice(1);
  const db = await openSqlite(join(desk.folder, 'hub.db'));
  const ending = new AbortController();
  const faults: unknown[] = [];
  await runFacts({
    ...{ db, stations, nowMs: () => Date.now(), seed: 7430, signal: ending.signal },
    onError: (error) => faults.push(error),
    pause: async () => ending.abort(),
  });
  // Open all day, and not heard for 52 minutes, 6 hours and two days.
  const silent = [50 * 60_000 + 120_000, 6 * 3_600_000, 52 * 3_600_000];
  const hours = { text: '24小时', schedule: { week: Array(7).fill([[0, 1440]]), holidays: 'same', exceptions: [] } } as never;
  for (const [at, ms] of silent.entries()) {
    const number = stations[at + 3]?.number ?? 0;
    await desk.hub.parts.stations.edit(number, { hours, closures: [], phone: '0970-000-0031' }, 'test');
    await db.writer
      .updateTable('link')
      .set({ heard_at_ms: Date.now() - ms })
      .where('number', '=', number)
      .execute();
  }
  await db.close();
  expect(faults).toEqual([]);
  return { ...desk, stations };
}

describe('the city at a glance', () => {
  it('adds up, opens what every figure counts, and goes into a table', { timeout: 120_000 }, async () => {
    const { url, person } = await city();
    const token = await person('王芳', 'look');
    const { page, faults } = await openDesk(browser(), url, { token, path: 'desk/stations' });
    await page.getByRole('navigation').getByRole('link', { name: '总览' }).click();
    await heading(page, '西河市总览').waitFor();
    await page.getByRole('button', { name: '上月' }).click();
    await page.locator('.city[aria-busy="false"]').waitFor();
    await page.waitForURL(/span=lastMonth/);
    await page.getByText('没有声音').first().waitFor();
    expect(await complaints(page, 'city')).toEqual([]);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await picture(page, 'operators/city-1920');
    await page.setViewportSize({ width: 1440, height: 900 });
    const visits = await numberIn(page, '服务人次');
    expect(visits).toBeGreaterThan(1000);

    // the table that spreadsheets get ends with the same sum
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出表格' }).click()]);
    const csv = readFileSync(await file.path(), 'utf8');
    const [heads, ...lines] = csv.trimEnd().split('\r\n');
    const column = heads?.split(',').indexOf('服务人次（人次）') ?? -1;
    expect([csv.charCodeAt(0), Number(lines.at(-1)?.split(',')[column])]).toEqual([0xfeff, visits]);

    // sorting by a heading, by the keyboard
    const names = page.locator('.stations tbody th');
    const sorter = page.locator('.stations').getByRole('button', { name: '服务人次' });
    const before = await names.first().innerText();
    await sorter.focus();
    await page.keyboard.press('Enter');
    await page.locator('.stations th[aria-sort="ascending"]').waitFor();
    expect(await names.first().innerText()).not.toBe(before);

    // the chart as a table, a day of it, what that day is made of
    await page.getByRole('button', { name: '每天服务人次：看表格' }).click();
    expect(await complaints(page, 'city-table')).toEqual([]);
    const day = page.locator('section[aria-label="每天服务人次"] tbody tr').first();
    const count = Number((await day.locator('td').first().innerText()).replace(/,/g, ''));
    await day.getByRole('link').first().click();
    await heading(page, '服务人次').waitFor();
    await page.getByText(/共 \d+ 行/).waitFor();
    const rows = await page.locator('tbody tr td:last-child').allInnerTexts();
    expect(rows.reduce((sum, one) => sum + Number(one.replace(/,/g, '')), 0)).toBe(count);
    expect(await complaints(page, 'city-rows')).toEqual([]);
    await page.goBack();
    await heading(page, '西河市总览').waitFor();
    expect(await numberIn(page, '服务人次')).toBe(visits);

    // silent ones, whom to call
    await page.getByText('2 天 4 小时').waitFor();
    expect(await page.getByRole('link', { name: /^打电话给/ }).count()).toBeGreaterThanOrEqual(3);
    await page.locator('.kpi', { hasText: '驿站在线' }).click();
    await heading(page, '驿站在不在线').waitFor();
    expect(await complaints(page, 'city-silent')).toEqual([]);
    await page.getByRole('button', { name: /未联网/ }).click();
    await page.getByRole('link', { name: /西河·零工之家/ }).waitFor();
    await page.getByRole('link', { name: '总览' }).first().click();

    // stale postings, by station
    await page.locator('.kpi', { hasText: '岗位陈旧率' }).click();
    await heading(page, '陈旧的岗位').waitFor();
    await page.getByRole('columnheader', { name: '上次核实' }).waitFor();
    expect(await complaints(page, 'city-stale')).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('shows one district, days of one’s own, and English', { timeout: 120_000 }, async () => {
    const { url, person } = await city();
    const token = await person('王芳', 'look');
    const { page, faults } = await openDesk(browser(), url, { token, path: 'desk/city?span=month' });
    await page.locator('.districts').getByRole('link', { name: '河湾区', exact: true }).click();
    await heading(page, '河湾区总览').waitFor();
    await page.getByRole('button', { name: '看全部' }).click();
    await heading(page, '西河市总览').waitFor();
    await page.getByRole('button', { name: '自选日期' }).click();
    await page.getByLabel('从哪天').fill('2020-01-01');
    await page.getByText('一次最多看 400 天').waitFor();
    await page.getByLabel('从哪天').fill(workDayOf(Date.now() - 6 * 86_400_000));
    expect(await complaints(page, 'city-own')).toEqual([]);
    await page.getByRole('button', { name: '看', exact: true }).click();
    await page.waitForURL(/span=own/);
    await page.locator('.city[aria-busy="false"]').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await heading(page, '西河市 overview').waitFor();
    expect(await complaints(page, 'city-en')).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('says that nothing is connected yet, and that the hub cannot be reached', { timeout: 120_000 }, async () => {
    const { url, person } = await deskHub();
    const token = await person('王芳', 'look');
    const { page } = await openDesk(browser(), url, { token, path: 'desk/city' });
    await page.getByText('还没有驿站联网。驿站登记以后，这里就有数。').waitFor();
    expect(await complaints(page, 'city-empty')).toEqual([]);
    await page.route('**/api/desk/city?*', (route) => route.abort());
    await page.getByRole('button', { name: '本月' }).click();
    await page.getByRole('alert').getByText('连不上服务器').waitFor();
    await page.unroute('**/api/desk/city?*');
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });
});
