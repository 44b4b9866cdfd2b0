/** The operators' page: a clerk's work from the sign-in to the published map. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../maps/hub/store/hub-db.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { stationToPut } from '../support/hub-db.ts';
import { browserForFile } from '../support/kiosk-page.ts';
import { complaints, deskHub, goodRows, listFile, openDesk, password, swappedRow } from '../support/operators-desk.ts';

const browser = browserForFile();
/** A machine that does other things beside. */
const patience = { timeout: 30_000 };

const key = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const box = (page: Page, title: string) => page.locator('section.box', { has: page.getByRole('heading', { name: title }) });
const go = (page: Page, name: string | RegExp) => page.getByRole('navigation').getByRole('link', { name }).click();

async function signIn(page: Page, name: string, secret: string): Promise<void> {
  await page.getByLabel('名字').fill(name);
  await page.getByLabel('密码').fill(secret);
  await key(page, '登录').click();
}

/** A picture as a phone takes it, of nothing. */
async function drawnPhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    canvas.getContext('2d')?.fillRect(80, 60, 200, 300);
    return canvas.toDataURL('image/jpeg').slice('data:image/jpeg;base64,'.length);
  });
  return Buffer.from(base64, 'base64');
}

describe('the way in', () => {
  it('makes a new administrator choose a password, and lets them out again', async () => {
    const { hub, url } = await deskHub();
    const once = await hub.parts.operators.first('王芳', false);
    const { page, faults } = await openDesk(browser(), url);
    await heading(page, '操作员登录').waitFor();
    expect(await complaints(page, 'sign-in')).toEqual([]);
    await signIn(page, '王芳', once);
    await heading(page, '先换成自己的密码').waitFor();
    await page.getByLabel('现在的密码').fill(once);
    await page.getByLabel('新密码', { exact: true }).fill('11111111111');
    await page.getByLabel('再写一遍新密码').fill('1111');
    await page.getByText('两遍写得不一样').waitFor();
    await page.getByLabel('再写一遍新密码').fill('11111111111');
    await key(page, '换密码').click();
    await page
      .getByRole('alert')
      .getByText(/密码太容易猜/)
      .waitFor();
    expect(await complaints(page, 'own-password')).toEqual([]);
    await page.getByLabel('新密码', { exact: true }).fill(password);
    await page.getByLabel('再写一遍新密码').fill(password);
    await key(page, '换密码').click();
    await page.getByText('还没有驿站').waitFor();
    expect(await complaints(page, 'stations-none')).toEqual([]);
    await key(page, '退出').click();
    await heading(page, '操作员登录').waitFor();
    await page.goto(`${url}desk/people`);
    await heading(page, '操作员登录').waitFor();
    expect(faults).toEqual([]);
  });

  it('says that a password is wrong, and how long to wait after several', async () => {
    const { url, person, folder } = await deskHub();
    await person('王芳', 'administer');
    const { page } = await openDesk(browser(), url);
    const said = page.getByRole('alert');
    await signIn(page, '王芳', '猜的');
    await said.getByText('名字或密码不对').waitFor();
    // As after many tries: on a slow machine the first waits are over before the next try.
    const db = await openSqlite(join(folder, 'hub.db'));
    await db.writer.updateTable('sign_in_try').set({ failures: 40 }).execute();
    await db.close();
    await signIn(page, '王芳', password);
    await said.getByText(/错得太多：\d+ 秒后再试/).waitFor();
    expect(await complaints(page, 'sign-in-wait')).toEqual([]);
    await key(page, 'English').click();
    await page.getByText(/Too many wrong tries: try again in \d+ seconds/).waitFor();
  });

  it('comes back by itself when the session is over', async () => {
    const { hub, url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    const { page } = await openDesk(browser(), url, { token });
    await heading(page, '驿站').waitFor();
    await hub.parts.operators.signOut(token);
    await go(page, '发布');
    await heading(page, '操作员登录').waitFor();
  });
});

describe('a clerk’s day', () => {
  it('goes from a list with a fault to a map that is right', { timeout: 300_000 }, async () => {
    const { hub, url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    const { page, faults } = await openDesk(browser(), url, { token });

    // a list with a row whose coordinates are swapped
    await go(page, '导入名单');
    await page.getByLabel('文件', { exact: true }).setInputFiles(listFile([...goodRows, swappedRow]));
    await page.getByLabel('谁的名单').fill('西河市总工会');
    expect(await complaints(page, 'import-choose')).toEqual([]);
    await key(page, '先看一看').click();
    await page.getByText('有 1 行的经度和纬度写反了。').waitFor();
    const fault = box(page, '有错的行').locator('tbody tr');
    expect((await fault.locator('td').allInnerTexts()).slice(0, 3)).toEqual(['5', '纬度', '经纬度写反']);
    expect(await page.getByLabel('“开放时间”这一列是').inputValue()).toBe('hours');
    expect(await key(page, /^导入 \d+ 个驿站/).isDisabled()).toBe(true);
    expect(await complaints(page, 'import-look')).toEqual([]);
    await page.getByLabel('“设施”这一列是').selectOption('');
    await page.getByText('您改了选项，再看一遍才能导入。').waitFor();
    await page.getByLabel('“设施”这一列是').selectOption('amenities');
    await key(page, '错的不要，只导入没错的 3 行').click();
    await key(page, '导入 3 个驿站').click();
    await page.getByText('导入完成。').waitFor();
    const came = async () => (await box(page, '结果').locator('.figures').innerText()).split(/\s+/);
    expect(await came()).toEqual(['新增', '3', '更新', '0', '没变', '0', '有错', '1']);

    // two of them are one
    const pair = page.getByRole('region', { name: '1 号和 2 号' });
    await pair.getByText('建设路 88 号旁').waitFor();
    expect(await complaints(page, 'import-done')).toEqual([]);
    await key(page, '是同一个：留 1 号，撤 2 号').click();
    await page.getByText('合并了 1 对。').waitFor();

    // the words on a door, a closure
    await go(page, /^驿站/);
    await page.getByText('2 个驿站').waitFor();
    expect(await complaints(page, 'stations')).toEqual([]);
    await page.getByRole('searchbox').fill('海棠');
    await page.getByText('1 个驿站').waitFor();
    await page.getByRole('link', { name: /海棠路工会驿站/ }).click();
    await page.getByText(/看不懂：地图上显示/).waitFor();
    await page.getByLabel('门上写的原话').fill('周一至周六 7:30-19:30，周日休息');
    await page.getByRole('table').getByRole('row', { name: '周日 休息' }).waitFor();
    await page.getByLabel('电话').fill('打电话');
    await key(page, '保存').click();
    await page.getByText('电话只写数字、空格和短横').waitFor();
    await page.getByLabel('电话').fill('0970-000-0099');
    expect(await complaints(page, 'station-edit')).toEqual([]);
    await key(page, '保存').click();
    await page.getByText('保存好了').waitFor();
    await box(page, '暂停开放').getByLabel('为什么').fill('装修');
    await key(page, '登记暂停开放').click();
    await box(page, '暂停开放').getByText('今天起，到另行通知，装修').waitFor();
    await page.locator('.standing').getByText('暂停开放').waitFor();
    await page.getByText('改了 开放时间').or(page.getByText('改了 电话、开放时间')).first().waitFor();
    expect(await complaints(page, 'station')).toEqual([]);

    // what two passers-by said
    for (const address of ['甲', '乙']) await hub.parts.reports.add({ number: 1, kind: 'locked', amenity: null, address }, Date.now());
    await page.reload();
    await go(page, /群众反映/);
    await page.getByText('2 个人说').waitFor();
    expect(await complaints(page, 'reports')).toEqual([]);
    await key(page, '属实：建设路驿站，锁着门').click();
    await page.getByRole('dialog').getByLabel('为什么').fill('停水');
    expect(await complaints(page, 'report-accept')).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '属实' }).click();
    await page.getByText('没有等处理的反映。').waitFor();

    // out to the public
    await go(page, '发布');
    await key(page, '现在全部重新发布').click();
    await page.getByText('全部重新发布好了。').waitFor();
    await page.getByRole('link', { name: 'CSV' }).waitFor();
    expect(await complaints(page, 'publish')).toEqual([]);
    const csv = await (await fetch(url + (await page.getByRole('link', { name: 'CSV' }).getAttribute('href'))?.slice(1))).text();
    expect(csv).toContain(`周一至周六 7:30-19:30，周日休息`);
    const today = workDayOf(Date.now());
    expect([csv.includes(`${today} 至 另行通知 停水`), csv.includes(`${today} 至 另行通知 装修`), csv.includes('建设路爱心')]).toEqual([
      true,
      true,
      false,
    ]);
    await page.goto(`${url}s/3`);
    await page.getByText('暂停开放，装修').first().waitFor();
    expect(faults).toEqual([]);
  });

  it('puts a station in by hand, withdraws it and lists it again', async () => {
    const { hub, url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    const { page, faults } = await openDesk(browser(), url, { token, path: 'desk/stations' });
    await key(page, '新建驿站').click();
    await key(page, '加到地图上').click();
    await page.getByText('写上名称').waitFor();
    await page.getByLabel('名称').fill('滨河南路驿站');
    await page.getByLabel('省', { exact: true }).fill('河西省');
    await page.getByLabel('纬度').fill('101.7598');
    await page.getByLabel('经度').fill('36.6163');
    await page.getByText('经度和纬度写反了').waitFor();
    await page.getByLabel('纬度').fill('36.6163');
    await page.getByLabel('经度').fill('101.7598');
    await page.getByRole('group', { name: '饮水' }).getByLabel('有', { exact: true }).check();
    await page.getByLabel('饮水的补充').fill('冷热');
    expect(await complaints(page, 'station-new')).toEqual([]);
    await key(page, '加到地图上').click();
    await heading(page, /1 号.*滨河南路驿站/).waitFor();
    const { station } = await hub.parts.stations.get(1);
    expect([station.original, station.amenities, station.amenityNotes]).toEqual([
      { lat: 36.6163, lng: 101.7598, system: 'gcj02' },
      { yes: 1, known: 1 },
      { water: '冷热' },
    ]);
    await box(page, '门口照片')
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.txt', mimeType: 'image/jpeg', buffer: Buffer.from('no photo') });
    await box(page, '门口照片').getByRole('alert').waitFor();
    const photo = { name: 'door.jpg', mimeType: 'image/jpeg', buffer: await drawnPhoto(page) };
    await box(page, '门口照片').locator('input[type=file]').setInputFiles(photo);
    const shown = page.getByRole('img', { name: '滨河南路驿站门口照片 1' });
    await shown.waitFor();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
    await key(page, '删掉：照片 1').click();
    await shown.waitFor({ state: 'detached' });
    expect((await hub.parts.stations.get(1)).station.photos).toEqual([]);
    await key(page, '撤掉').click();
    await page.getByRole('dialog').getByRole('button', { name: '撤掉' }).click();
    await heading(page, '撤掉的驿站').waitFor();
    expect(await complaints(page, 'gone')).toEqual([]);
    await key(page, '恢复：滨河南路驿站').click();
    await page.getByText('1 号 滨河南路驿站 又在地图上了。').waitFor();
    expect(faults).toEqual([]);
  });

  it('is told when somebody else was quicker, and overwrites nothing unseen', async () => {
    const { hub, url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    await hub.parts.stations.put([stationToPut({ name: '建设路驿站' })], 'import');
    const { page } = await openDesk(browser(), url, { token, path: 'desk/stations/1' });
    await page.getByLabel('门在哪、找谁').fill('从后门进');
    await hub.parts.stations.edit(1, { address: '建设路 90 号' }, '李强');
    await key(page, '保存').click();
    await page.getByText('“李强”刚刚改过 1 号驿站').waitFor();
    await page.getByText('改的是：地址').waitFor();
    expect(await complaints(page, 'station-conflict')).toEqual([]);
    expect((await hub.parts.stations.get(1)).station.accessNote).toBe('');
    await key(page, '还是保存我的').click();
    await page.getByText('保存好了').waitFor();
    expect((await hub.parts.stations.get(1)).station).toMatchObject({ address: '建设路 90 号', accessNote: '从后门进' });
    expect(await page.getByLabel('地址').inputValue()).toBe('建设路 90 号');
  });
});

describe('an import', () => {
  it('asks for the coordinate system and for the columns that it does not know', async () => {
    const { url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    const { page } = await openDesk(browser(), url, { token, path: 'desk/import' });
    const file = listFile(['A1,海棠路驿站,101.76,36.62'], '号,叫什么,经度,纬度');
    await page.getByLabel('文件', { exact: true }).setInputFiles(file);
    await page.getByLabel('谁的名单').fill('西河市总工会');
    await key(page, '先看一看').click();
    await page.getByText('缺「名称」列').waitFor();
    await page.getByLabel('“叫什么”这一列是').selectOption('name');
    await key(page, '再看一遍').click();
    await page.getByText(/没有说坐标系/).waitFor();
    expect(await complaints(page, 'import-question')).toEqual([]);
    await page.getByRole('alert').getByLabel('坐标系', { exact: true }).selectOption('gcj02');
    await page.getByRole('alert').getByRole('button', { name: '再看一遍' }).click();
    await key(page, '导入 1 个驿站').click();
    await page.getByText('导入完成。').waitFor();
  });

  it('asks about a whole list that lies some hundred metres beside the known one', async () => {
    const { hub, url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    const at = (step: number) => ({ lat: 36.6 + (step % 5) * 0.011 + step * 0.0007, lng: 101.7 + Math.floor(step / 5) * 0.013 });
    const many = Array.from({ length: 30 }, (_, step) => at(step));
    await hub.parts.stations.put(
      many.map((point, step) => stationToPut({ point, original: { ...point, system: 'wgs84' }, name: `第 ${step} 街驿站` })),
      'import',
    );
    const { fromWgs84 } = await import('../../shared/geo/coordinates.ts');
    const rows = many.map((point, step) => {
      const { lat, lng } = fromWgs84(point, 'gcj02');
      return `B${step},第 ${step} 街驿站,${lng.toFixed(6)},${lat.toFixed(6)}`;
    });
    const { page } = await openDesk(browser(), url, { token, path: 'desk/import' });
    await page.getByLabel('文件', { exact: true }).setInputFiles(listFile(rows, '编号,名称,经度,纬度'));
    await page.getByLabel('谁的名单').fill('高德');
    await page.getByLabel('坐标系').selectOption('wgs84');
    await key(page, '先看一看').click();
    await page.getByText(/坐标系可能说错了/).waitFor();
    expect(await complaints(page, 'import-shifted')).toEqual([]);
    await page.getByRole('alert').getByLabel('坐标系', { exact: true }).selectOption('gcj02');
    await page.getByRole('alert').getByRole('button', { name: '再看一遍' }).click();
    await box(page, '可能是同一个地方').waitFor();
    expect(await key(page, '导入 30 个驿站').isEnabled()).toBe(true);
  });

  it('says what a file is that is no list', async () => {
    const { url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    const { page } = await openDesk(browser(), url, { token, path: 'desk/import' });
    await page
      .getByLabel('文件', { exact: true })
      .setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('PK\u0003\u0004xl/workbook') });
    await page.getByLabel('谁的名单').fill('西河市总工会');
    await key(page, '先看一看').click();
    await page.getByRole('alert').waitFor();
    await key(page, '换一个文件').click();
    await page.getByLabel('文件', { exact: true }).waitFor();
  });
});

describe('the people', () => {
  it('are added, given another role, a new password, and switched off by an administrator', async () => {
    const { hub, url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    const { page, faults } = await openDesk(browser(), url, { token, path: 'desk/people' });
    await page.getByLabel('名字').fill('李强');
    await page.getByLabel('权限', { exact: true }).selectOption('look');
    await key(page, '加上').click();
    await page.getByText('李强的一次性密码').waitFor();
    const once = await page.locator('.secret').innerText();
    expect((await hub.parts.operators.signIn('李强', once)).operator).toEqual({ name: '李强', role: 'look', mustChange: true });
    expect(await complaints(page, 'people')).toEqual([]);
    await page.getByLabel('李强的权限').selectOption('edit');
    await expect.poll(async () => (await hub.parts.operators.list()).find(({ name }) => name === '李强')?.role, patience).toBe('edit');
    await key(page, '重置密码：李强').click();
    expect(await complaints(page, 'people-reset')).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '重置密码' }).click();
    await expect.poll(() => page.locator('.secret').innerText(), patience).not.toBe(once);
    await page.getByLabel('王芳的权限').selectOption('look');
    await page.getByText('这是最后一个管理员').waitFor();
    await key(page, '停用：李强').click();
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
    await expect.poll(async () => (await hub.parts.operators.list()).length, patience).toBe(1);
    await page.getByRole('link', { name: '操作记录' }).click();
    await page.getByRole('row', { name: /王芳 停用了 李强/ }).waitFor();
    expect(await complaints(page, 'audit')).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('who may only look see no key that changes anything', async () => {
    const { hub, url, person } = await deskHub();
    const token = await person('赵敏', 'look');
    await hub.parts.stations.put(
      [stationToPut({ name: '建设路驿站', hours: { text: '以门口通知为准', schedule: null } }), stationToPut({ name: '建设路爱心驿站' })],
      'import',
    );
    await hub.parts.reports.add({ number: 1, kind: 'moved', amenity: null, address: '甲' }, Date.now());
    const { page, faults } = await openDesk(browser(), url, { token });
    const keys = async () => (await page.getByRole('main').getByRole('button').allInnerTexts()).map((text) => text.trim());
    await page.getByText('2 个驿站').waitFor();
    expect(await keys()).toEqual(['撤掉的驿站']);
    expect((await page.getByRole('navigation').getByRole('link').allInnerTexts()).map((text) => text.replace(/\s.*/s, ''))).toEqual([
      ...['总览', '驿站', '群众反映', '可能重复', '发布', '操作员'],
    ]);
    await page.getByRole('link', { name: /建设路驿站/ }).click();
    await heading(page, /1 号/).waitFor();
    expect([await keys(), await page.getByLabel('名称').isDisabled()]).toEqual([[], true]);
    expect(await complaints(page, 'station-look')).toEqual([]);
    await go(page, /群众反映/);
    await page.getByText('搬走了').waitFor();
    expect(await keys()).toEqual([]);
    await go(page, '可能重复');
    await page.getByText('相距 0 米').waitFor();
    expect(await keys()).toEqual([]);
    expect(await complaints(page, 'duplicates')).toEqual([]);
    await go(page, '发布');
    await page.getByText('上次发布').waitFor();
    expect(await keys()).toEqual([]);
    await go(page, '操作员');
    await page.getByText('要找管理员').waitFor();
    expect(await keys()).toEqual(['换密码']);
    await page.goto(`${url}desk/import`);
    await heading(page, '驿站').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('the page in English', () => {
  it('fits as well, and stays English', async () => {
    const { hub, url, person } = await deskHub();
    const token = await person('王芳', 'administer');
    await hub.parts.stations.put([stationToPut()], 'import');
    const { page } = await openDesk(browser(), url, { token, path: 'desk/stations/1' });
    await key(page, 'English').click();
    await page.getByText('What is inside').waitFor();
    await page.reload();
    await page.getByText('What is inside').waitFor();
    expect(await complaints(page, 'station-english')).toEqual([]);
  });
});
