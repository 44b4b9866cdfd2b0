import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { WritableDb } from '../../electron/db/database.ts';
import { postingWriter } from '../../electron/db/posting-repository.ts';
import { addDays, startOfDayMs, workDayOf } from '../../shared/domain/work-day.ts';
import { axe } from '../support/axe.ts';
import { posting } from '../support/builders.ts';
import { cupsMissing, startCups } from '../support/cups.ts';
import { key, setUp, small, tab } from '../support/desk-hands.ts';
import { browserForFile, demoStation, landscape, openKiosk, picture, portrait } from '../support/kiosk-page.ts';
import { pluggedIn } from '../support/station.ts';

const noCups = cupsMissing();
if (noCups) console.warn(`skipped: the month's sheet on a real CUPS: ${noCups}`);
const browser = browserForFile();

async function enter(page: Page): Promise<void> {
  await setUp(page);
  await tab(page, '报表').tap();
  await page.locator('.report-figures').waitFor();
}

/** The month before, and some of this one, as a busy station leaves them. */
function fill(db: WritableDb, nowMs: number): void {
  const today = workDayOf(nowMs);
  const writer = postingWriter(db);
  const visit = db.prepare('INSERT INTO visit (id, work_day, daily_number, purpose, at_ms, session_id) VALUES (?, ?, ?, ?, ?, ?)');
  const worker = db.prepare(
    `INSERT INTO worker (id, name, available_from, available_mask, phone_on_card, wall, created_at_ms, last_seen_ms) VALUES (?, ?, ?, 127, 0, 0, ?, ?)`,
  );
  const seen = db.prepare('INSERT INTO worker_day (work_day, worker_id, first_at_ms) VALUES (?, ?, ?)');
  const match = db.prepare(
    `INSERT INTO work_match (id, worker_id, posting_id, employer, trade, state, work_date, pay_fen, pay_unit, reason, referred_day, agreed_day,
      ring_at_ms, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const reach = db.prepare('INSERT INTO posting_reach (posting_id, work_day, hour, shown, touched) VALUES (?, ?, ?, ?, ?)');
  const purposes = ['drink', 'rest', 'jobs', 'meal', 'charge', 'jobs', 'drink', 'card', 'advice'] as const;
  const work = [
    [101, '好帮手家政'],
    [301, '顺达搬家'],
    [203, '安居装修队'],
    [103, '老马面馆'],
    [401, '清源送水站'],
    [201, '三建'],
    [208, '疏通队'],
    [302, '城北市场'],
    [502, '物业公司'],
  ] as const;
  for (let away = -60; away <= 0; away++) {
    const day = addDays(today, away);
    const startMs = startOfDayMs(day);
    for (let number = 0; number < 24 + ((away * away * 7) % 19); number++) {
      const atMs = startMs + (5 + ((number * 5) % 15)) * 3_600_000 + number * 60_000;
      if (atMs <= nowMs) visit.run(crypto.randomUUID(), day, 10_000 + number, purposes[number % 9], atMs, crypto.randomUUID());
    }
    const [trade, employer] = work[(away + 60) % 9] ?? work[0];
    const one = {
      ...posting({ trade, employer, title: `${employer}招人`, headcount: 3 }, { publishedAtMs: startMs + 18_000_000 }),
      id: crypto.randomUUID(),
    };
    writer.insert(one);
    reach.run(one.id, day, 7, 40 + ((away * away) % 50), 6);
    const who = crypto.randomUUID();
    worker.run(who, '王师傅', day, startMs, startMs);
    seen.run(day, who, startMs);
    for (let number = 0; number < 4; number++) {
      const agreed = number < 2 + (away % 2);
      match.run(
        ...[crypto.randomUUID(), who, one.id, employer, trade, agreed ? 'completed' : 'failed', agreed ? day : null],
        ...[agreed ? 28_000 : null, agreed ? 'day' : null, agreed ? null : 'pay', day, agreed ? day : null, startMs, startMs + 30_000_000],
      );
    }
  }
}

describe('reports at the desk', () => {
  it.each([
    ['landscape', landscape],
    ['portrait', portrait],
  ] as const)('show figures, open their rows, turn into tables, and follow postings, %s', async (side, viewport) => {
    const { url, beside } = await demoStation();
    const now = Date.now();
    beside((db) => fill(db, now));
    const { page, faults } = await openKiosk(browser(), url, { viewport });
    await enter(page);
    await page.locator('.report-keys .key').nth(3).tap();
    const last = addDays(`${workDayOf(now).slice(0, 8)}01` as ReturnType<typeof workDayOf>, -1);
    const month = `${last.slice(0, 7)}%`;
    const counted = beside((db) => Number(db.prepare('SELECT count(*) FROM visit WHERE work_day LIKE ?').pluck().get(month)));
    await page.locator('.report-head h2', { hasText: `${Number(last.slice(5, 7))}月` }).waitFor();
    await page.locator('.report-body[aria-busy="false"]').waitFor();
    const shown = await page.locator('.figure-key', { hasText: '服务人次' }).locator('b').innerText();
    expect(Number(shown.replaceAll(',', ''))).toBe(counted);
    const looks = await small(page);
    await picture(page, `${side}/desk-reports`);
    const { violations } = await axe(page).analyze();

    await page.locator('.chart').nth(1).getByRole('button', { name: /看表/ }).tap();
    await page.locator('.chart .report-table').waitFor();
    await page.locator('.report-charts').scrollIntoViewIfNeeded();
    looks.push(...(await small(page)));
    await picture(page, `${side}/desk-reports-table`);
    await page.locator('.table-open').first().tap();
    await page.locator('.report-rows li').first().waitFor();
    await key(page, '回到报表').tap();

    await key(page, /^达成用工/).tap();
    await page.locator('.report-rows li').first().waitFor();
    await key(page, '下一页').tap();
    await page.getByText('第 2 页').waitFor();
    looks.push(...(await small(page)));
    await picture(page, `${side}/desk-reports-rows`);
    await key(page, '回到报表').tap();

    await key(page, '岗位去向').tap();
    await page.locator('.funnel-steps').waitFor();
    looks.push(...(await small(page)));
    await picture(page, `${side}/desk-reports-funnel`);
    await key(page, '回到报表').tap();

    await key(page, '选日期').tap();
    await page.locator('.calendar').waitFor();
    looks.push(...(await small(page)));
    await key(page, '前一个月').tap();
    await page.locator('.calendar-days .key').nth(2).tap();
    await page.getByText(/再点最后一天/).waitFor();
    await picture(page, `${side}/desk-reports-calendar`);
    await page.locator('.calendar-days .key').nth(4).tap();
    await key(page, '看这些天').tap();
    await page.locator('.report-head h2', { hasText: '到' }).waitFor();
    const again = await axe(page).analyze();
    expect({ looks, violations: [...violations, ...again.violations].map(({ id }) => id), faults }).toEqual({
      looks: [],
      violations: [],
      faults: [],
    });
  });

  it('take rows and the workbook along on a drive, and say what printing wants', async () => {
    const drive = pluggedIn();
    const { url, beside } = await demoStation({}, { drives: drive.drives });
    beside((db) => fill(db, Date.now()));
    const { page } = await openKiosk(browser(), url, { viewport: landscape });
    await enter(page);
    await key(page, '打印').tap();
    await page.getByText(/没有接打 A4 纸的打印机/).waitFor();
    await key(page, 'Excel').tap();
    await key(page, /存到“蓝色 U 盘”/).tap();
    await page.getByText(/存好了：驿站报表/).waitFor();
    await key(page, '回到报表').tap();
    await key(page, 'CSV').tap();
    await key(page, '推荐').tap();
    await picture(page, 'landscape/desk-reports-take');
    await key(page, /存到“蓝色 U 盘”/).tap();
    await page.getByText(/存好了：驿站推荐/).waitFor();
    const files = readdirSync(drive.folder).sort();
    const csv = readFileSync(join(drive.folder, files.find((name) => name.endsWith('.csv')) ?? ''), 'utf8');
    expect([files.map((name) => name.split('.').at(-1)), csv.startsWith('\ufeff推荐日期,达成日期'), csv.includes('王师傅')]).toEqual([
      ['xlsx', 'csv'],
      true,
      true,
    ]);
    drive.pull();
    await key(page, /存到/).tap();
    await page.getByText(/U 盘拔掉了/).waitFor();
  });

  it.skipIf(noCups !== null)('print the month on a sheet of A4', async () => {
    const cups = await startCups();
    onTestFinished(() => cups.stop());
    vi.stubEnv('CUPS_SERVER', cups.env['CUPS_SERVER'] ?? '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { url, beside } = await demoStation({ YIZHAN_PRINTER: `cups:${cups.queue}?paper=a4` });
    beside((db) => fill(db, Date.now()));
    const { page } = await openKiosk(browser(), url, { viewport: landscape });
    await enter(page);
    await page.locator('.report-keys .key').nth(3).tap();
    await page.locator('.report-body[aria-busy="false"]').waitFor();
    await key(page, '打印').tap();
    await page.getByText('送去打印了').waitFor();
    const paper = await cups.nextPaper();
    const path = join(import.meta.dirname, 'screenshots', 'month-sheet');
    execFileSync('pdftoppm', ['-r', '100', '-png', '-gray', '-singlefile', '-', path], { input: paper });
    const details = beside((db) => db.prepare("SELECT details FROM audit WHERE action = 'report.print'").pluck().all());
    expect([Buffer.from(paper.subarray(0, 5)).toString(), details.map((one) => JSON.parse(String(one)).outcome)]).toEqual([
      '%PDF-',
      ['sent'],
    ]);
  });
});
