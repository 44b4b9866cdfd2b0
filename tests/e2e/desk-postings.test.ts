import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { WritableDb } from '../../electron/db/database.ts';
import { postingWriter } from '../../electron/db/posting-repository.ts';
import { stationWriter } from '../../electron/db/station-repository.ts';
import type { Posting } from '../../shared/domain/posting.ts';
import { addDays, endOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { axe } from '../support/axe.ts';
import { posting } from '../support/builders.ts';
import { key, setUp, small, tab } from '../support/desk-hands.ts';
import { browserForFile, demoStation, landscape, openKiosk, picture, portrait } from '../support/kiosk-page.ts';
import { pluggedIn } from '../support/station.ts';

const browser = browserForFile();
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const row = (page: Page, words: string) => page.locator('li.posting-line').filter({ hasText: words }).first();

const table = [
  '编号,标题,工种,用人单位,人数,条件,内容,地点,最低工钱,计价单位,结算,有效期',
  ...[1, 2, 3].map((at) => `R${at},分拣包裹,分拣打包,快递站${at},4,能上夜班,分拣装车,河东新区 物流园,26,时,日结,{day}`),
  'R4,抬东西,搬运装卸,货场,0,能吃苦,抬木料,河西 货场,260,天,日结,{day}',
  'R5,前台,其他,云岭宾馆,1,限女性,接待,河东新区 云岭路,3200,月,月结,{day}',
].join('\n');

/** Pages that differ in their parts; the others are made of the same. */
const judged = ['today', 'list', 'review', 'editor', 'keys', 'import'];

/** Postings as sources and yesterday leave them. */
function fill(db: WritableDb, nowMs: number): void {
  const today = workDayOf(nowMs);
  const far = endOfDayMs(addDays(today, 5));
  const writer = postingWriter(db);
  const add = (over: Parameters<typeof posting>[0], record: Partial<Posting>) => {
    const one = posting(
      { workDate: today, validThroughMs: far, verifiedAtMs: nowMs, ...over },
      { createdAtMs: nowMs, updatedAtMs: nowMs, publishedAtMs: nowMs, source: '区人社', ...record },
    );
    writer.insert({ ...one, id: crypto.randomUUID() });
  };
  const waiting = { state: 'pending', publishedAtMs: null } as const;
  add(
    { title: '饭馆帮厨', trade: 102, employer: '老马面馆', place: '莫家街 12 号', wage: { minFen: 16_000, maxFen: 16_000, unit: 'day' } },
    { ...waiting, updatedAtMs: 1 },
  );
  add({ title: '发传单', trade: 512, employer: '丰泽超市', headcount: 150 }, { ...waiting, updatedAtMs: 2 });
  add({ title: '酒店服务员', trade: 105, employer: '云岭酒店', conditions: '自己交服装费 200 元' }, { ...waiting, updatedAtMs: 3 });
  add({ title: '工地小工', trade: 201, employer: '三建', verifiedAtMs: nowMs - 3 * 86_400_000 }, {});
  add(
    { title: '小区保安', trade: 502, employer: '物业', validThroughMs: endOfDayMs(today) },
    { taken: 2, createdAtMs: nowMs - 20 * 86_400_000 },
  );
  add({ title: '搬家', trade: 302, employer: '顺达搬家' }, { taken: 3 });
  add(
    { title: '昨天的保洁', trade: 101, employer: '好帮手', workDate: addDays(today, -1) },
    { state: 'closed', closedReason: 'done', taken: 3 },
  );
  stationWriter(db).touch();
}

describe('postings at the desk', () => {
  it.each([
    ['landscape', landscape],
    ['portrait', portrait],
  ] as const)('are written, reviewed, copied, closed, imported and exported, %s', async (side, viewport) => {
    const drive = pluggedIn();
    const nowMs = Date.now();
    writeFileSync(join(drive.folder, '本周岗位.csv'), table.replaceAll('{day}', addDays(workDayOf(nowMs), 7)));
    const { url, beside } = await demoStation({}, { drives: drive.drives });
    beside((db) => fill(db, nowMs));
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    const looks: string[] = [];
    const look = async (name: string) => {
      await picture(page, `${side}/desk-postings-${name}`);
      looks.push(...(await small(page)).map((fault) => `${name}: ${fault}`));
      // the same colours and names whichever way the screen stands
      if (side === 'portrait' || !judged.includes(name)) return;
      const { violations } = await axe(page).analyze();
      looks.push(...violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html.slice(0, 120)}`));
    };
    const stateOf = (title: string) =>
      beside((db) =>
        db.prepare<[string], string>('SELECT state FROM posting WHERE title = ? ORDER BY created_at_ms DESC').pluck().get(title),
      );
    await setUp(page);
    await row(page, '小区保安').waitFor();
    await look('today');
    await tab(page, '岗位').tap();
    await row(page, '饭馆帮厨').waitFor();
    await look('list');

    // review: one that may be published, one to ask about, one that is forbidden
    await row(page, '酒店服务员').getByRole('button', { name: '看' }).tap();
    await page.getByText('写了“服装费200元”：不能向工人收钱').waitFor();
    await look('review');
    await key(page, '退回').tap();
    await key(page, '有违法的话').tap();
    await page.getByText('退回了').waitFor();
    await key(page, '返回').tap();
    await row(page, '发传单').getByRole('button', { name: '看' }).tap();
    await page.getByText('要 150 人，太多了').waitFor();
    await key(page, '问过了，发布').tap();
    await page.getByText('发布了').waitFor();
    expect([stateOf('酒店服务员'), stateOf('发传单')]).toEqual(['draft', 'published']);
    await key(page, '返回').tap();

    // a new one: the lint speaks while it is written
    await key(page, '新岗位').tap();
    await group(page, '工种').getByRole('button', { name: '送水', exact: true }).tap();
    await page.getByLabel('干什么').getByRole('textbox').fill('送水上楼，先交押金 100');
    await group(page, '干什么')
      .getByText(/不能向工人收钱/)
      .waitFor();
    await look('editor');
    await page.getByLabel('干什么').getByRole('textbox').fill('');
    await group(page, '干什么').getByRole('button', { name: '送水上楼' }).tap();
    await group(page, '条件').getByRole('button', { name: '能吃苦' }).tap();
    await group(page, '工钱').getByRole('button', { name: '按单' }).tap();
    await group(page, '工钱').getByRole('button', { name: '10', exact: true }).tap();
    await group(page, '人数').getByRole('button', { name: '加 1', exact: true }).tap();
    await group(page, '有效到').getByRole('button', { name: '7 天' }).tap();
    await page.getByLabel('地点').getByRole('textbox').fill('河东新区 海棠路');
    await page.getByLabel('电话', { exact: true }).getByRole('textbox').fill('19900001234');
    // the employer's name on the screen's own keys
    await page.getByRole('button', { name: '用屏幕键盘写老板' }).tap();
    for (const letter of 'ma') await page.getByRole('dialog').getByRole('button', { name: letter, exact: true }).tap();
    await page.getByRole('dialog').getByRole('button', { name: '马', exact: true }).tap();
    await look('keys');
    await key(page, '写好了').tap();
    await key(page, '直接发布').tap();
    await page.locator('.posting-page').getByText('在架').first().waitFor();
    await look('page');
    expect(beside((db) => db.prepare("SELECT employer, pay_min_fen, pay_unit, state FROM posting WHERE source = 'desk'").all())).toEqual([
      { employer: '马', pay_min_fen: 1000, pay_unit: 'order', state: 'published' },
    ]);
    await key(page, '返回').tap();

    await key(page, '再发昨天的').tap();
    await row(page, '昨天的保洁').waitFor();
    await look('yesterday');
    await key(page, /^发布选的/).tap();
    await page.getByText('发了').first().waitFor();
    await page.getByText('今天已发').first().waitFor();
    await key(page, '回到岗位').tap();

    await key(page, '今天收工').tap();
    await key(page, '关掉招满的').tap();
    await page.getByText(/关掉了 \d+ 个/).waitFor();
    await look('day');
    expect([stateOf('搬家'), stateOf('小区保安')]).toEqual(['closed', 'published']);
    await key(page, '回到岗位').tap();

    await key(page, '导入').tap();
    await key(page, /本周岗位\.csv/).tap();
    await page.getByText('检查完了，还什么都没有写入').waitFor();
    await look('import');
    await key(page, '跳过有错的行').tap();
    await key(page, '导入就上屏').tap();
    await key(page, '导入 4 个').tap();
    await page.getByText('导好了：新增 4').waitFor();
    expect([stateOf('分拣包裹'), stateOf('前台')]).toEqual(['published', 'pending']);
    await key(page, '去审核').tap();

    await key(page, '导出').tap();
    await key(page, /^存到 蓝色 U 盘/).tap();
    await page.getByText('可以拔 U 盘了').waitFor();
    await look('export');
    const [written = ''] = readdirSync(drive.folder).filter((name) => name.startsWith('驿站岗位'));
    expect(readFileSync(join(drive.folder, written), 'utf8')).toContain('分拣包裹');
    drive.pull();
    await page.getByText('没有看到 U 盘').waitFor();
    expect({ looks, faults }).toEqual({ looks: [], faults: [] });
  });
});
