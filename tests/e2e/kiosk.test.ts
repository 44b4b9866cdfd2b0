import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../electron/db/database.ts';
import { postingWriter } from '../../electron/db/posting-repository.ts';
import { stationWriter } from '../../electron/db/station-repository.ts';
import { emptyDemo } from '../../electron/services/demo-service.ts';
import { addDays, endOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { posting } from '../support/builders.ts';
import { browserForFile, demoStation, goHome, openKiosk, passUntil, screen } from '../support/kiosk-page.ts';

const browser = browserForFile();
const current = (over: object = {}) => {
  const nowMs = Date.now();
  const workDate = workDayOf(nowMs);
  return posting({ title: '临时搬货', workDate, verifiedAtMs: nowMs - 60_000, validThroughMs: endOfDayMs(addDays(workDate, 1)), ...over });
};

describe('the roll', () => {
  it('shows six postings a page, all marked as a demo, and turns to the next page after 10 seconds', async () => {
    const { url } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url, { heldClock: true });
    const cards = page.locator('.entering .post');
    await cards.first().waitFor();
    const first = await cards.locator('.name').allInnerTexts();
    expect([first.length, await cards.locator('.chip.demo').count()]).toEqual([6, 6]);
    await page.clock.runFor(10_500);
    await page.getByText('2 / 12').waitFor();
    expect(await cards.locator('.name').allInnerTexts()).not.toEqual(first);
    await page.clock.runFor(1000);
    expect([await page.locator('.stage .posts').count(), faults]).toEqual([1, []]);
  });

  it('turns at a touch on the page’s key, and then stays for 20 seconds', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url, { heldClock: true });
    await page.getByRole('button', { name: /看下一页/ }).tap();
    await page.getByText('2 / 12').waitFor();
    await page.clock.runFor(19_000);
    expect(await page.getByText('2 / 12').count()).toBe(1);
    await page.clock.runFor(1500);
    await page.getByText('3 / 12').waitFor();
  });

  it('opens the posting that is touched, and counts it as shown and touched', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    const card = page.locator('.entering .post').nth(2);
    const [id, title] = [await card.getAttribute('data-posting'), await card.locator('.name').innerText()];
    await card.tap();
    await page.getByRole('heading', { name: title }).waitFor();
    const read = () =>
      beside((db) => db.prepare('SELECT sum(shown) AS shown, sum(touched) AS touched FROM posting_reach WHERE posting_id = ?').get(id));
    await expect.poll(read, { timeout: 15_000, interval: 300 }).toEqual({ shown: 1, touched: 1 });
  });

  it('shows what another program adds within 5 seconds, and drops what expires', async () => {
    const { url, beside } = await demoStation();
    beside(emptyDemo);
    const { page } = await openKiosk(browser(), url);
    beside((db) =>
      inTransaction(db, () => {
        postingWriter(db).insert(current({ validThroughMs: Date.now() + 8000 }));
        stationWriter(db).touch();
      }),
    );
    await page.getByText('临时搬货').waitFor({ timeout: 5000 });
    await page.getByText('今天的岗位还没到').waitFor({ timeout: 20_000 });
  });

  it('is never blank: without postings it shows services, where they stand, and the hotlines', async () => {
    const { url, beside } = await demoStation();
    beside(emptyDemo);
    const { page } = await openKiosk(browser(), url);
    const text = await page.locator('[data-screen="roll"]').innerText();
    expect(['今天的岗位还没到', '进门左手边', '12351', '12333', '点一下屏幕'].filter((words) => !text.includes(words))).toEqual([]);
    expect(text).not.toContain('演示');
  });

  it('keeps the last postings while the station does not answer, and says so', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await page.route('**/api/**', (route) => route.abort());
    await page.getByText(/正在重新连/).waitFor({ timeout: 10_000 });
    expect(await page.locator('.entering .post').count()).toBe(6);
    await page.unroute('**/api/**');
    await page.getByText(/正在重新连/).waitFor({ state: 'detached', timeout: 10_000 });
  });

  it('goes on without script as the static roll', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await page.goto(new URL('/static-roll', url).href);
    expect([await page.locator('li').count(), await page.locator('script').count()]).toEqual([6, 0]);
  });
});

describe('找活', () => {
  it('filters by trade, orders by pay, and turns pages', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await page.getByRole('button', { name: '找活' }).tap();
    const cards = page.locator('[data-screen="jobs"] .post');
    await cards.first().waitFor();
    await page.getByRole('button', { name: '下一页' }).tap();
    await page.locator('.at', { hasText: /^2 / }).waitFor();

    await page.getByRole('button', { name: '钱多的在前' }).tap();
    await page.locator('.at', { hasText: /^1 / }).waitFor();
    await expect
      .poll(async () => Number.parseInt((await cards.first().locator('.pay b').innerText()).split('-').at(-1) ?? '', 10))
      .toBeGreaterThan(300);

    await page.getByRole('button', { name: '更多' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: /送水/ }).tap();
    await expect.poll(async () => cards.count()).toBeLessThan(6);
    expect(await page.getByRole('button', { name: /^送水/ }).getAttribute('aria-pressed')).toBe('true');
  });

  it('says so when a trade has no work today, and leads back to all', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await page.getByRole('button', { name: '找活' }).tap();
    await page.getByRole('button', { name: '更多' }).tap();
    await page.getByRole('dialog').getByRole('button', { name: /送水/ }).tap();
    beside((db) => {
      db.exec("UPDATE posting SET state = 'paused' WHERE trade = 303");
      stationWriter(db).touch();
    });
    await page.getByText('今天没有送水的活').waitFor();
    await page.getByRole('button', { name: /看全部 \d+ 个/ }).tap();
    await page.locator('[data-screen="jobs"] .post').first().waitFor();
  });
});

describe('a posting', () => {
  it('gives number and offline code to take away', async () => {
    const { url, beside } = await demoStation();
    beside(emptyDemo);
    beside((db) => {
      postingWriter(db).insert(current({ title: '刷墙', contactPhone: '19900002608', contactName: '马师傅' }));
      stationWriter(db).touch();
    });
    const { page } = await openKiosk(browser(), url);
    await page.locator('.entering .post').tap();
    await page.getByText('199 0000 2608').waitFor();
    expect([await page.getByText('找 马师傅').count(), await page.getByRole('img', { name: '扫码带走这个岗位' }).count()]).toEqual([1, 1]);
  });

  it('tells when it is filled while it is read, and shows similar ones', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    const card = page.locator('.entering .post').first();
    const id = await card.getAttribute('data-posting');
    await card.tap();
    await page.getByText('自己打电话').waitFor();
    beside((db) => {
      db.prepare('UPDATE posting SET taken = headcount WHERE id = ?').run(id);
      stationWriter(db).touch();
    });
    await page.getByText('刚刚招满了').waitFor();
    await page.getByRole('button', { name: '看差不多的' }).tap();
    await page.locator('[data-screen="jobs"]').waitFor();
  });
});

describe('到站登记', () => {
  it('logs a visit in one touch, tells its number and where the water is, and takes it back', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    await page.getByRole('button', { name: '到站登记' }).tap();
    await page.getByRole('button', { name: '喝水' }).tap();
    await page.getByText('记上了：喝水。进门左手边').waitFor();
    expect(await page.locator('.count b').first().innerText()).toBe('1');
    expect(beside((db) => db.prepare('SELECT purpose, daily_number FROM visit').raw().all())).toEqual([['drink', 1]]);

    await page.getByRole('button', { name: '点错了' }).tap();
    await page.getByText('取消了，没有记').waitFor();
    await page.getByRole('button', { name: '歇脚' }).tap();
    await page.getByText(/记上了：歇脚/).waitFor();
    expect(beside((db) => db.prepare('SELECT count(*) FROM visit_correction').pluck().get())).toBe(1);
    expect(await page.locator('.count b').first().innerText()).toBe('2');
  });

  it('ends by itself 15 seconds after the last touch', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url, { heldClock: true });
    await page.getByRole('button', { name: '到站登记' }).tap();
    await page.getByRole('button', { name: '歇脚' }).tap();
    await page.getByText(/记上了：歇脚/).waitFor();
    await page.clock.runFor(14_000);
    expect(await screen(page)).toBe('check-in');
    await page.clock.runFor(2000);
    expect(await screen(page)).toBe('roll');
  });
});

describe('alone', () => {
  it('asks after 60 seconds with nothing of the session in sight, and goes on when somebody is there, ten times over', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url, { heldClock: true });
    await page.locator('.entering .post').first().tap();
    await passUntil(page, page.getByText('自己打电话'));
    for (let time = 0; time < 10; time++) {
      await page.clock.runFor(60_500);
      expect([await screen(page), await page.getByText('自己打电话').isVisible()]).toEqual(['idle', false]);
      await page.getByRole('button', { name: '还在用' }).tap();
      await page.clock.runFor(300);
      expect(await screen(page)).toBe('posting');
    }
  });

  it('wipes the session after 80 seconds and rolls again: no mode, no storage, no address is left', async () => {
    const { url } = await demoStation();
    const { page, faults } = await openKiosk(browser(), url, { heldClock: true });
    await goHome(page);
    await page.getByRole('button', { name: '大字' }).tap();
    await page.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('button', { name: /Find work/ }).tap();
    await page.locator('[data-screen="jobs"]').waitFor();
    await page.getByRole('button', { name: /More/ }).tap();
    await page.getByRole('dialog').waitFor();
    await page.clock.runFor(60_500);
    expect([await screen(page), await page.getByRole('dialog').count()]).toEqual(['idle', 0]);
    await page.clock.runFor(20_000);
    expect(await screen(page)).toBe('roll');
    const left = await page.evaluate(() => ({
      zoom: document.documentElement.style.getPropertyValue('--zoom'),
      language: document.documentElement.lang,
      storage: localStorage.length + sessionStorage.length,
      cookies: document.cookie,
      address: location.pathname + location.search + location.hash,
      history: history.length <= 2,
    }));
    expect(left).toEqual({ zoom: '1', language: 'zh-CN', storage: 0, cookies: '', address: '/', history: true });
    expect(faults).toEqual([]);
  });

  it('ends at once when asked to, and the next person’s visit is another session', async () => {
    const { url, beside } = await demoStation();
    const { page } = await openKiosk(browser(), url);
    for (let person = 0; person < 2; person++) {
      await page.getByRole('button', { name: '到站登记' }).tap();
      await page.getByRole('button', { name: '歇脚' }).tap();
      await page.getByText(/记上了：歇脚/).waitFor();
      await page.getByRole('button', { name: '好了，结束' }).tap();
      await page.locator('[data-screen="roll"]').waitFor();
    }
    expect(beside((db) => db.prepare('SELECT count(*), count(DISTINCT session_id) FROM visit').raw().get())).toEqual([2, 2]);
  });

  it('never asks on the roll itself', async () => {
    const { url } = await demoStation();
    const { page } = await openKiosk(browser(), url, { heldClock: true });
    await page.clock.runFor(200_000);
    expect(await screen(page)).toBe('roll');
  });
});
