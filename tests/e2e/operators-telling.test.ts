/** 发到各站: a clerk tells the stations of a posting and a notice, takes them back, and changes a station's own posting. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { addDays, endOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { content } from '../support/builders.ts';
import { batchOf, linkKeys, postingFact, signToken } from '../support/exchange.ts';
import { stationToPut } from '../support/hub-db.ts';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { complaints, deskHub, openDesk } from '../support/operators-desk.ts';

const browser = browserForFile();
const key = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** Two stations, of which the first exchanges and has told a posting of its own. */
async function city() {
  const desk = await deskHub();
  const { stations, links, inbox } = desk.hub.parts;
  await stations.put(
    [
      stationToPut({ name: '建设路驿站' }),
      stationToPut({ name: '海棠路驿站', district: ['河西省', '西河市', '城南区'], point: { lat: 36.7, lng: 101.8 } }),
    ],
    'import',
  );
  const keys = linkKeys();
  const { code } = await links.makeCode(1, 'test');
  await links.enrol({ code, linkKey: keys.publicKey, name: '建设路驿站', address: '198.51.100.9' });
  const nowMs = Date.now();
  const ours = postingFact({
    id: '0193582c-0000-7000-8000-000000000077',
    content: content({ title: '送水上楼', trade: 303, workDate: null, validThroughMs: endOfDayMs(addDays(workDayOf(nowMs), 2)) }),
  });
  const path = '/api/exchange/outbox';
  const body = JSON.stringify(batchOf([ours]));
  const token = await signToken(keys, { station: 1, ledger: await links.ledger(), method: 'POST', path, body, nowMs });
  const answer = await fetch(desk.url.slice(0, -1) + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(200);
  const reads = async (number: number) =>
    (await inbox.read(number, '', 200)).items.filter(({ kind }) => kind === 'posting' || kind === 'notice');
  return { ...desk, reads, ours };
}

async function large(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await picture(page, `operators/${name}-1920`);
  await page.setViewportSize({ width: 1440, height: 900 });
}

describe('what is told to the stations', () => {
  it('is written, judged, told, changed and taken back', { timeout: 120_000 }, async () => {
    const { url, person, reads, ours } = await city();
    const token = await person('王芳', 'edit');
    const { page, faults } = await openDesk(browser(), url, { token, path: 'desk/stations' });
    await page.getByRole('navigation').getByRole('link', { name: '发到各站' }).click();
    await page.getByText('现在没有发给各站的').waitFor();

    // a posting for one district: first what is in its way
    await key(page, '发一个岗位').click();
    await key(page, '发到各站').click();
    await page.getByText('选工种', { exact: true }).last().waitFor();
    await page.getByLabel('工种', { exact: true }).selectOption('203');
    await page.getByLabel('干什么').fill('三间屋刮腻子、刷白墙');
    await page.getByLabel('条件').fill('限女性');
    await page.getByLabel('人数').fill('150');
    await page.getByLabel('工钱（元）').fill('280');
    await page.getByLabel('地点').fill('海棠新区 文苑路工地');
    await page.getByLabel('用人单位', { exact: true }).fill('安居装修队');
    await page.getByText('招工不能限男女').waitFor();
    await page.getByText('还要填好：招到哪天、电话').waitFor();
    expect(await complaints(page, 'telling-faults')).toEqual([]);
    expect(await key(page, '发到各站').isDisabled()).toBe(true);
    await page.getByLabel('条件').fill('会刮腻子就行');
    await page.getByLabel('电话').fill('199 0000 2608');
    await page.getByLabel('招到哪天（含）').fill(addDays(workDayOf(Date.now()), 40));
    await page.getByText('最长 30 天').waitFor();
    await page.getByLabel('招到哪天（含）').fill(addDays(workDayOf(Date.now()), 7));
    await page.getByText('要 150 人，太多了').waitFor();
    await key(page, '发到各站').click();
    expect(await reads(1)).toEqual([]);
    await page.getByLabel('问过用人单位了').check();
    await page.getByLabel('刚和用人单位核实过').check();
    for (const [word, level] of [
      ['河西省', '省'],
      ['西河市', '市'],
      ['城北区', '区县'],
    ] as const)
      await page.getByLabel(level, { exact: true }).selectOption(word);
    await page.getByText('河西省 西河市 城北区的驿站').waitFor();
    expect(await complaints(page, 'telling-posting')).toEqual([]);
    await large(page, 'telling-posting');
    await key(page, '发到各站').click();
    const row = page.getByRole('listitem').filter({ hasText: '油漆工' });
    await row.getByText('1 个联网的驿站，0 个收到了').waitFor();
    expect([(await reads(1)).length, await reads(2)]).toEqual([1, []]);

    // changed, then a notice for all
    await key(page, '改：油漆工').click();
    await page.getByLabel('人数').fill('5');
    await key(page, '改好了，发到各站').click();
    await row.getByText('要 5 人').waitFor();
    expect((await reads(1))[0]?.content).toMatchObject({
      posting: { revision: 2, content: { headcount: 5, contactPhone: '19900002608' } },
    });
    await key(page, '发一条通知').click();
    await page.getByLabel('标题').fill('秋季招聘会');
    await page.getByLabel('哪一类').selectOption('job_fair');
    await page.getByLabel('说明').fill('四十家单位，当场面谈。');
    await page.getByLabel('扫码去哪里').fill('http://example.cn');
    await key(page, '发到各站').click();
    await page.getByText('网址要以 https:// 开头').first().waitFor();
    await page.getByLabel('扫码去哪里').fill('');
    await page.getByText('结束了自己下来').waitFor();
    expect(await complaints(page, 'telling-notice')).toEqual([]);
    await key(page, '发到各站').click();
    await page.getByRole('listitem').filter({ hasText: '秋季招聘会' }).getByText('所有驿站').waitFor();
    expect(await complaints(page, 'telling')).toEqual([]);
    await large(page, 'telling');

    // filled, taken back
    await key(page, '招满了：油漆工').click();
    await page.getByRole('dialog').getByRole('button', { name: '招满了' }).click();
    await row.waitFor({ state: 'detached' });
    await key(page, '收回：秋季招聘会').click();
    expect(await complaints(page, 'telling-back')).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '收回' }).click();
    await page.getByText('现在没有发给各站的').waitFor();
    expect((await reads(2)).map(({ kind, content: told }) => [kind, told])).toEqual([['notice', null]]);
    await key(page, '不在发的').click();
    await page.getByText('招满关掉了').waitFor();
    await key(page, '再发一次：油漆工').click();
    await heading(page, '发一个岗位').waitFor();
    await page.getByText('三间屋刮腻子').waitFor();
    expect(await page.getByLabel('用人单位', { exact: true }).inputValue()).toBe('安居装修队');

    // a station's own posting
    await page.getByRole('link', { name: '发到各站' }).last().click();
    await page.getByLabel('站号').fill('1');
    await key(page, '看它的岗位').click();
    await heading(page, '1 号　建设路驿站').waitFor();
    await key(page, '改：送水上楼').click();
    await page.getByText('驿站会看到什么').waitFor();
    await page.getByLabel('人数').fill('7');
    expect(await complaints(page, 'telling-station-edit')).toEqual([]);
    await key(page, '发给这个驿站').click();
    await page.getByText('已发、驿站还没收到：人数').waitFor();
    expect(await complaints(page, 'telling-station')).toEqual([]);
    expect((await reads(1)).at(-1)?.content).toEqual({ of: 'station', id: ours.id, base: 1, fields: { headcount: 7 } });
    await page.goto(`${url}desk/telling/stations/2`);
    await page.getByText('2 号驿站没有联网').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('does not exchange with the hub').waitFor();
    await page.goto(`${url}desk/telling/postings/new`);
    await heading(page, 'New posting').waitFor();
    await page.getByLabel('Trade', { exact: true }).selectOption({ label: 'Painter' });
    await page.getByText('Still to fill in').waitFor();
    expect(await complaints(page, 'telling-english')).toEqual([]);
    expect(faults).toEqual([]);
  });
});
