import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { inTransaction } from '../../electron/db/database.ts';
import { postingReader, postingWriter } from '../../electron/db/posting-repository.ts';
import { hubCommand } from '../../maps/hub/hub-command.ts';
import { serveHub } from '../../maps/hub/serve-hub.ts';
import { revise } from '../../shared/domain/posting.ts';
import { axe } from '../support/axe.ts';
import { cityNotice } from '../support/builders.ts';
import { exactly, key, setUp, small, tab } from '../support/desk-hands.ts';
import { browserForFile, demoStation, landscape, openKiosk, picture, portrait } from '../support/kiosk-page.ts';
import { pluggedIn, temporaryFolder } from '../support/station.ts';

const browser = browserForFile();

/** A hub with the made-up city, on a port of its own. */
async function demoHub() {
  const dataDir = temporaryFolder();
  const at = { dataDir, mapDir: join(dataDir, 'map'), siteDir: join(dataDir, 'site'), listsDir: join(dataDir, 'lists') };
  const options = { ...at, databaseUrl: null, port: 0, host: '127.0.0.1', origin: null, proxies: 0 };
  const served = await serveHub({ ...options, demo: true });
  onTestFinished(() => served.close());
  return { ...served, options };
}

describe('the desk’s link with the hub', () => {
  it.each([
    ['landscape', landscape],
    ['portrait', portrait],
  ] as const)('enrols with a code, settles what both sides changed, and is told that it was switched off, %s', async (side, viewport) => {
    const hub = await demoHub();
    const { links, inbox } = hub.hub.parts;
    const drive = pluggedIn('工会的 U 盘', 4e9);
    const { url, beside } = await demoStation({}, { drives: drive.drives });
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    const seen: string[] = [];
    const look = async (name: string) => {
      const { violations } = await axe(page).analyze();
      seen.push(...(await small(page)), ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`));
      await picture(page, `${side}/desk-link-${name}`);
    };
    await setUp(page);
    await exactly(page, '设置').tap();
    await exactly(page, '联网').tap();
    await page.getByText('还没有联网').waitFor();
    const code = (await links.makeCode(1, 'wang')).code;
    const address = page.getByRole('textbox', { name: '地图服务的网址' });
    await address.fill(hub.url);
    await page.getByRole('textbox', { name: '登记码' }).fill('aaaaa 22222');
    await look('enrol');
    await key(page, /^登记$/).tap();
    await page.getByText('登记码不对').waitFor();
    // the browser itself tells of an answer that is a refusal
    expect(faults.splice(0)).toEqual([expect.stringContaining('403')]);
    await page.getByRole('textbox', { name: '登记码' }).fill(`${code.slice(0, 5)} ${code.slice(5)}`);
    await key(page, /^登记$/).tap();
    await page.getByText('连上了').waitFor();
    await page.getByText('已经报上去了').waitFor();
    await look('on');

    // shut for some days, and something broken: the map knows with the next exchange
    await key(page, '要关门').tap();
    await key(page, '关三天').tap();
    await key(page, '装修').tap();
    await key(page, '写到地图上').scrollIntoViewIfNeeded();
    await look('door');
    await key(page, '写到地图上').tap();
    await page.getByText(/^今天到.*关门：装修$/).waitFor();
    await key(page, '热饭').tap();
    await key(page, '热饭：坏了').waitFor();
    await look('door-told');
    await key(page, '马上同步').tap();
    await expect.poll(() => hub.hub.parts.shown.answer(1), { timeout: 20_000 }).toContain('装修');

    const one = beside((db) => {
      const [ours] = postingReader(db).listDemo();
      if (ours?.state !== 'published') throw new Error('no posting');
      const content = { ...ours.content, headcount: 4 };
      inTransaction(db, () => postingWriter(db).update({ ...ours, content, ...revise(ours, content) } as typeof ours));
      return ours;
    });
    const edit = { of: 'station', id: one.id, base: one.revision, fields: { headcount: 7 } };
    await inbox.tell([
      { scope: 1, kind: 'posting', key: `${one.id}@1`, content: edit },
      cityNotice(1, { title: '全城招聘会', startsAtMs: Date.now(), endsAtMs: Date.now() + 86_400_000 }),
      { scope: 1, kind: 'trust', key: 'told', content: { reports: [{ kind: 'locked', count: 2, lastMs: Date.now() }] } },
    ]);
    await key(page, '马上同步').tap();
    await tab(page, '待办').tap();
    await page.getByRole('heading', { name: /两边都改了/ }).waitFor();
    await page.getByText('2 个人说锁着').waitFor();
    await look('conflict');
    await key(page, /用城里的.*7/).tap();
    await page.getByRole('heading', { name: /两边都改了/ }).waitFor({ state: 'detached' });
    expect(beside((db) => postingReader(db).get(one.id)?.content.headcount)).toBe(7);

    await tab(page, '通知').tap();
    const notice = page.getByRole('listitem').filter({ hasText: '全城招聘会' });
    await notice.getByText('全城', { exact: true }).waitFor();
    expect(await notice.getByRole('button', { name: '改', exact: true }).count()).toBe(0);
    await look('notice');

    // the network is gone: a drive carries what waits to the hub, and its answer back
    await exactly(page, '设置').tap();
    await exactly(page, '联网').tap();
    await key(page, /要发的存到工会的 U 盘/).tap();
    const made = page.getByText(/存好了：.*，里面 \d+ 条/);
    await made.waitFor();
    const [file = ''] = readdirSync(drive.folder);
    const lines: string[] = [];
    await hubCommand('bundle', [join(drive.folder, file)], hub.options, (line) => lines.push(line));
    expect(lines.join()).toMatch(/^1 号驿站：收了 \d+ 条。回信 .*\.yizhan-reply，带回驿站收。$/);
    const answer = key(page, /^收回信/);
    await answer.waitFor();
    await made.scrollIntoViewIfNeeded();
    await look('drive');
    await answer.tap();
    // the network was never gone here, and may have been quicker
    await page.getByText(/收好了：送到|收过了，或者后来又同步过/).waitFor();
    faults.splice(0);

    await links.revoke(1, 'wang');
    await exactly(page, '设置').tap();
    await exactly(page, '联网').tap();
    await key(page, '马上同步').tap();
    await page.getByText('被停用了').waitFor();
    await look('off');
    expect({ seen, faults }).toEqual({ seen: [], faults: [] });
  });
});
