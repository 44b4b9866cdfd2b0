/** 招人: an employer's phone writes a posting for a station, before a real hub that the station exchanges with. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSqlite } from '../../maps/hub/store/hub-db.ts';
import { linkKeys } from '../support/exchange.ts';
import { stationToPut } from '../support/hub-db.ts';
import { browserForFile, picture } from '../support/kiosk-page.ts';
import { complaints, misfits, small } from '../support/map-visit.ts';
import { deskHub } from '../support/operators-desk.ts';

const browser = browserForFile();
const jobs = 1 << 17;

/** A hub with one station on its map; `isLinked`: it exchanges with the hub. */
async function town({ isLinked = true } = {}) {
  const served = await deskHub();
  const { stations, links } = served.hub.parts;
  await stations.put([stationToPut({ name: '城北零工之家驿站', amenities: { yes: 1 | jobs, known: 3 | jobs } })], 'test');
  if (isLinked) {
    const { code } = await links.makeCode(1, 'test');
    await links.enrol({ code, linkKey: linkKeys().publicKey, name: '零工之家', address: '198.51.100.9' });
  }
  await served.hub.publishing?.settled();
  return served;
}

async function phone(url: string, { width = 390, height = 844, path = 's/1/post' } = {}) {
  const size = { viewport: { width, height }, hasTouch: true, isMobile: true };
  const context = await browser().newContext({ ...size, locale: 'zh-CN', reducedMotion: 'reduce', timezoneId: 'Asia/Shanghai' });
  context.setDefaultTimeout(15_000);
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  await page.goto(url + path);
  return { page, context, faults };
}

const key = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function fillIn(page: Page): Promise<void> {
  await key(page, '搬运装卸').tap();
  await page.getByRole('textbox', { name: '干什么活' }).fill('卸两车瓷砖，搬到三楼，有电梯');
  for (let more = 0; more < 3; more++) await key(page, '多一个').tap();
  await page.getByRole('textbox', { name: '工钱' }).fill('280');
  await key(page, '后天').tap();
  await page.getByRole('textbox', { name: '有什么要求' }).fill('能抬 40 公斤，自带手套');
  await page.getByRole('textbox', { name: '在哪里干' }).fill('河东新区 文景苑 6 号楼');
  await page.getByRole('textbox', { name: '您是谁' }).fill('顺达建材店');
  await page.getByRole('textbox', { name: '电话' }).fill('138 0013 8000');
}

describe('招人', () => {
  it('is reached from a station, says what is missing and what must not be written, and reaches the station', {
    timeout: 120_000,
  }, async () => {
    const { url, hub, folder } = await town();
    const { page, faults } = await phone(url, { path: 's/1' });
    await page.getByRole('link', { name: /招人/ }).tap();
    await page.getByRole('heading', { name: '找谁，干什么，多少钱' }).waitFor();
    await page.getByText('发到城北零工之家驿站').waitFor();
    await picture(page, 'map/post-empty');
    expect(await complaints(page)).toEqual([]);

    // the key leads to what is missing
    await key(page, '还差干什么活，去补上').tap();
    await page.getByText('还缺这一项：选工种，写明干什么').waitFor();
    await fillIn(page);
    await page.getByRole('textbox', { name: '有什么要求' }).fill('限女性');
    await page.getByText('招工不能限男女').waitFor();
    await picture(page, 'map/post-fault');
    expect(await complaints(page)).toEqual([]);
    await key(page, '有不能写的话，去改').tap();
    await page.getByRole('textbox', { name: '有什么要求' }).fill('能抬 40 公斤，自带手套');
    await page.getByText('招搬运装卸 4 位').waitFor();
    await picture(page, 'map/post-full');

    // no network: nothing is lost, also by a reload
    await page.route('**/api/submissions', (route) => route.abort());
    await key(page, '发给驿站').tap();
    await page.getByText('没有发出去').waitFor();
    await page.unroute('**/api/submissions');
    await page.reload();
    await page.getByText('上次写的还在').waitFor();
    await key(page, '发给驿站').tap();
    await page.getByText('发给城北零工之家驿站了').waitFor();
    await page.getByText('驿站还没有看').waitFor();
    await picture(page, 'map/post-sent');
    expect(await complaints(page)).toEqual([]);

    const told = await hub.parts.inbox.read(1, '', 200);
    const items = told.items.filter(({ kind }) => kind === 'submission');
    expect(items.map(({ kind, content }) => [kind, content])).toEqual([
      [
        'submission',
        expect.objectContaining({
          phone: '13800138000',
          content: expect.objectContaining({ title: '搬运装卸', headcount: 4, wage: { minFen: 28_000, maxFen: 28_000, unit: 'day' } }),
        }),
      ],
    ]);
    // the station has read it
    const db = await openSqlite(join(folder, 'hub.db'));
    await db.writer.updateTable('submission').set({ state: 'read' }).execute();
    await db.close();
    await page.reload();
    await page.getByText('驿站看到了。他们会打 138 0013 8000 核实').waitFor();
    await key(page, '再发一个').tap();
    await page.getByRole('heading', { name: '找谁，干什么，多少钱' }).waitFor();
    expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name === 'post:draft'))).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('takes any trade and day, fits a small phone, and says in English what a station without a link cannot take', {
    timeout: 120_000,
  }, async () => {
    const { url } = await town({ isLinked: false });
    const { page, faults } = await phone(url, small);
    await page.getByRole('heading', { name: '找谁，干什么，多少钱' }).waitFor();
    await fillIn(page);
    await key(page, '更多').tap();
    await picture(page, 'map/post-trades');
    expect(await misfits(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '绿化' }).tap();
    await key(page, '绿化').waitFor();
    await key(page, '选日子').tap();
    await key(page, '发给驿站').tap();
    await page.getByText('这个驿站还没有联网').waitFor();
    await picture(page, 'map/post-not-linked');
    expect(await misfits(page)).toEqual([]);
    await page.evaluate(() => localStorage.setItem('map:language', '"en"'));
    await page.reload();
    await page.getByRole('heading', { name: 'Whom, for what, for how much' }).waitFor();
    await picture(page, 'map/post-english');
    expect({ faults, misfits: await misfits(page) }).toEqual({ faults: [], misfits: [] });
  });
});
