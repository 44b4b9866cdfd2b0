/** A day at the station as staff and workers live it, through the screen alone; then its backup on another machine. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readKeyFile } from '../../electron/keys/key-file.ts';
import { serveStation } from '../../electron/node-host.ts';
import { restoreCommand } from '../../electron/restore.ts';
import { addDays, workDayOf } from '../../shared/domain/work-day.ts';
import { exactly, key, lock, scan, setUp, signIn, tab, type } from '../support/desk-hands.ts';
import { browserForFile, demoStation, goHome, landscape, openKiosk, picture } from '../support/kiosk-page.ts';
import { pluggedIn, temporaryFolder } from '../support/station.ts';

const browser = browserForFile();

const table = [
  '编号,标题,工种,用人单位,人数,条件,内容,地点,最低工钱,计价单位,结算,有效期,电话',
  'D1,贴外墙砖,瓦工,鼎新建筑队,3,会贴砖,贴外墙砖,河东新区 文景苑,380,天,日结,{day},19900001201',
  'D2,搬办公桌,搬运装卸,顺和搬家,2,有力气,搬桌椅,河西 文苑路,260,天,日结,{day},19900001202',
  'D3,看仓库,保安,城北物流,0,能上夜班,看仓库,城北 货场路,180,天,日结,{day},19900001203',
].join('\n');

const workers = [
  { trade: '瓦工', surname: '王', phone: '13800138101' },
  { trade: '搬运装卸', surname: '李', phone: '13800138102' },
  { trade: '瓦工', surname: '马', phone: '13800138103' },
] as const;
const borrowers = ['13900007401', '13900007402'] as const;

/** A worker's own hands: four screens, and the card on the glass. */
async function register(page: Page, { trade, surname, phone }: (typeof workers)[number]): Promise<void> {
  await goHome(page);
  await key(page, /办推荐卡/).tap();
  await page.locator('[data-screen="register"]').waitFor();
  await exactly(page, trade).tap();
  await key(page, /熟练/).tap();
  await exactly(page, '下一步').tap();
  await exactly(page, surname).tap();
  await exactly(page, '下一步').tap();
  await type(page, phone);
  await exactly(page, '下一步').tap();
  await key(page, /同意印这张卡/).tap();
  await exactly(page, '打印我的卡').tap();
  await page.locator('[data-screen="card"]').waitFor();
  await page.getByRole('button', { name: '结束' }).first().tap();
  await page.locator('[data-screen="roll"]').waitFor();
}

/** Comes in for water. */
async function checkIn(page: Page): Promise<void> {
  await goHome(page);
  await page.locator('.big .key').nth(2).tap();
  await page.locator('.why .key').nth(1).tap();
  await page.locator('.toast').waitFor();
  await page.getByRole('button', { name: '结束' }).first().tap();
  await page.locator('[data-screen="roll"]').waitFor();
}

/** The month's figures as they stand on the screen. */
async function monthOf(page: Page): Promise<readonly string[]> {
  await tab(page, '报表').tap();
  await page.locator('.report-keys .key').nth(2).tap();
  await page.locator('.report-body[aria-busy="false"]').waitFor();
  return page.locator('.figure-key').allInnerTexts();
}

async function phoneOfWorker(page: Page, tail: string, whole: string): Promise<void> {
  await tab(page, '师傅').tap();
  for (let digit = 0; digit < 4; digit++) await exactly(page, '删除').tap();
  await type(page, tail);
  await page.getByText(`**** ${tail}`).first().waitFor();
  await key(page, /^看$/).tap();
  await key(page, '看电话').tap();
  await page.getByText(whole).waitFor();
}

async function toEmployer(page: Page, name: string): Promise<void> {
  await tab(page, '用工').tap();
  await key(page, '老板').tap();
  await page.locator('.row', { hasText: name }).first().getByRole('button', { name: '看' }).tap();
}

describe('a day at the station', () => {
  it('runs through the screen from the first PIN to the month, and lives on where its backup is restored', {
    timeout: 240_000,
  }, async () => {
    const drive = pluggedIn('蓝色 U 盘', 1e9);
    writeFileSync(join(drive.folder, '今天岗位.csv'), table.replaceAll('{day}', addDays(workDayOf(Date.now()), 5)));
    const { url, folder } = await demoStation({}, { drives: drive.drives });
    const { page, faults } = await openKiosk(browser(), url, { viewport: landscape });

    // open
    const code = await setUp(page);

    // import, with a fault in one row; what comes in waits for review
    await tab(page, '岗位').tap();
    await key(page, '导入').tap();
    await key(page, /今天岗位\.csv/).tap();
    await page.getByText('检查完了，还什么都没有写入').waitFor();
    await key(page, '跳过有错的行').tap();
    await key(page, '导入 2 个').tap();
    await page.getByText('导好了：新增 2').waitFor();
    await key(page, '去审核').tap();
    for (const title of ['贴外墙砖', '搬办公桌']) {
      await page.locator('li.posting-line', { hasText: title }).first().getByRole('button', { name: '看' }).tap();
      await key(page, /^发布$/).tap();
      await page.getByText('发布了').waitFor();
      await key(page, '返回').tap();
    }
    await lock(page);

    // three workers register, two come for water
    for (const worker of workers) await register(page, worker);
    for (let visit = 0; visit < 2; visit++) await checkIn(page);

    // refer, match, one step back, and match again
    await signIn(page);
    await tab(page, '师傅').tap();
    await type(page, '8101');
    await page.getByText('138 **** 8101').first().waitFor();
    await key(page, /^看$/).tap();
    await page.getByText('合适的岗位').waitFor();
    await page.locator('.row', { hasText: '贴外墙砖' }).first().getByRole('button', { name: '推荐' }).tap();
    await page.getByText('推荐好了').waitFor();
    await tab(page, '用工').tap();
    const pair = () => page.locator('.row', { hasText: '王师傅 → 贴外墙砖' }).first();
    const agree = async () => {
      await pair().getByRole('button', { name: '达成' }).tap();
      await page.getByText('哪天上工？').waitFor();
      await page.getByRole('button', { name: '明天', exact: true }).tap();
      await page.getByRole('dialog').getByRole('button', { name: '达成用工' }).tap();
      await page.getByText('记下达成用工').waitFor();
    };
    await agree();
    await key(page, '点错了，退回').tap();
    await page.getByText('退回去了').waitFor();
    await agree();

    // the employer's number, as told on the phone
    await toEmployer(page, '鼎新建筑队');
    await page.getByRole('textbox', { name: '电话' }).fill('19900001299');
    await key(page, '存好').tap();
    await key(page, '看电话').waitFor();

    // a power bank goes and comes back, another stays out
    await tab(page, '充电宝').tap();
    await page.getByText('扫一下充电宝上的码').waitFor();
    for (const [at, phone] of borrowers.entries()) {
      await scan(page, `CDB-000${at + 1}`);
      await page.getByText('这个码没登记过').waitFor();
      await key(page, '加进来').tap();
      await page.getByText(`${at + 1} 号加进来了`).waitFor();
      await scan(page, `CDB-000${at + 1}`);
      await page
        .locator('.bank-panel')
        .getByText(`${at + 1} 号`)
        .first()
        .waitFor();
      for (const digit of phone) await page.locator('.lend').getByRole('button', { name: digit, exact: true }).tap();
      await key(page, new RegExp(`借出 ${at + 1} 号`)).tap();
      await page.getByText(`${at + 1} 号借出去了`).waitFor();
    }
    await scan(page, 'CDB-0001');
    await page.getByText('1 号收回来了').waitFor();

    // a notice
    await tab(page, '通知').tap();
    await key(page, '写一条通知').tap();
    await page.getByRole('textbox', { name: '标题' }).fill('周五现场招聘会');
    await page.getByRole('textbox', { name: '说明' }).fill('30 家单位，现场谈工钱，不收费。');
    await page.getByRole('textbox', { name: '地点' }).fill('文化广场');
    await key(page, /^发布$/).tap();
    await page.getByText('发布了，到时间就在屏上').waitFor();

    // close the day, look at the month
    await tab(page, '岗位').tap();
    await key(page, '今天收工').tap();
    await page.getByRole('button', { name: '关掉招满的' }).waitFor();
    await picture(page, 'landscape/day-close');
    const month = await monthOf(page);
    await picture(page, 'landscape/day-month');

    // backup on the drive
    await tab(page, '设置').tap();
    await exactly(page, '备份').tap();
    await key(page, '备份到蓝色 U 盘').tap();
    await page.getByText('备份好了').waitFor();
    expect(faults).toEqual([]);
    const [file = ''] = readdirSync(drive.folder).filter((name) => name.endsWith('.db'));

    // another machine, with nothing on it
    const elsewhere = temporaryFolder();
    const env = { YIZHAN_PORT: '0', YIZHAN_DATA: elsewhere };
    const said: string[] = [];
    const put = (given: string) =>
      restoreCommand([join(drive.folder, file)], { env, write: (line) => void said.push(line), ask: async () => given });
    expect([await put('AAAA-BBBB-CCCC-DDDD'), said.at(-1)]).toEqual([1, expect.stringContaining('恢复码不对')]);
    expect([await put(code), said.at(-2)]).toEqual([0, expect.stringContaining('恢复好了')]);
    expect([readKeyFile(folder).generation, readKeyFile(elsewhere).generation]).toEqual([1, 2]);
    const served = await serveStation({ env });
    onTestFinished(() => served.close());
    const { page: there, faults: newFaults } = await openKiosk(browser(), served.url, { viewport: landscape });
    await signIn(there);
    expect(await monthOf(there)).toEqual(month);
    await phoneOfWorker(there, '8103', '138 0013 8103');
    await toEmployer(there, '鼎新建筑队');
    await key(there, '看电话').tap();
    await there.getByText('199 0000 1299').waitFor();
    await tab(there, '充电宝').tap();
    await key(there, '打电话').tap();
    await there.getByText('139 0000 7402').waitFor();
    await picture(there, 'landscape/day-restored');
    expect(newFaults).toEqual([]);
  });
});
