/** 10,000 postings from a drive, looked at and stored, while the roll is on the screen. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { openDatabase } from '../../../electron/db/open.ts';
import { postingWriter } from '../../../electron/db/posting-repository.ts';
import { addDays, endOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import { content, posting } from '../../support/builders.ts';
import { chromiumPath, quietFlags } from '../chromium.ts';
import { atLeast, atMost, type BenchRow, below } from '../report.ts';
import { busyStation } from './data.ts';
import { startDriveHost } from './drive-host.ts';

const rowsInFile = 10_000;
const lateMs = 20;
const quietMs = 12_000;
const pollMs = 100;

function writeTable(folder: string): void {
  const today = workDayOf(Date.now());
  const head = '编号,标题,工种,用人单位,人数,条件,内容,地点,上工日期,开始,结束,最低工钱,计价单位,结算,联系电话,有效期';
  const rows = Array.from({ length: rowsInFile }, (_, at) =>
    [
      ...[`K${at}`, '分拣包裹', '分拣打包', `快递站${at % 500}`, 1 + (at % 9), '能上夜班', '分拣装车', `河东新区 物流园${at} 号`],
      ...[addDays(today, 1 + (at % 5)), '8:00', '17:00', 180 + (at % 90), '天', '日结', '19900002608', addDays(today, 7)],
    ].join(','),
  );
  writeFileSync(join(folder, '岗位.csv'), `\ufeff${[head, ...rows].join('\r\n')}\r\n`);
}

/** As many rows into the same table and its indexes, in one transaction that is then taken back: no reading, no rules. Answers seconds. */
function bareInserts(): number {
  const db = openDatabase(busyStation());
  const today = workDayOf(Date.now());
  const writer = postingWriter(db);
  const one = posting(content({ workDate: today, validThroughMs: endOfDayMs(today), verifiedAtMs: Date.now() }));
  db.exec('BEGIN IMMEDIATE');
  const start = performance.now();
  for (let at = 0; at < rowsInFile; at++) writer.insert({ ...one, id: crypto.randomUUID(), sourceId: `bare ${at}` });
  const seconds = (performance.now() - start) / 1000;
  db.exec('ROLLBACK');
  db.close();
  return seconds;
}

/** Counts frames from now on; answers how many of them came late so far, and begins anew. */
async function countFrames(page: Page): Promise<() => Promise<number>> {
  await page.evaluate((lateMs) => {
    const counter = { frames: 0, late: 0 };
    Object.assign(globalThis, { counter });
    let before = performance.now();
    const frame = (now: number) => {
      counter.frames++;
      if (now - before > lateMs) counter.late++;
      before = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }, lateMs);
  return () =>
    page.evaluate(() => {
      const { counter } = globalThis as unknown as { counter: { frames: number; late: number } };
      const share = (counter.late / Math.max(1, counter.frames)) * 100;
      Object.assign(counter, { frames: 0, late: 0 });
      return share;
    });
}

export async function measureImport(): Promise<BenchRow[]> {
  const host = await startDriveHost();
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--headless', ...quietFlags] });
  const { api, driveId } = host;
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  try {
    writeTable(host.drive);
    const bare = bareInserts();
    const page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
    await page.goto(host.url);
    await page.locator('.entering .post').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    const lateShare = await countFrames(page);
    await sleep(2000);
    await lateShare();
    await sleep(quietMs);
    const quiet = await lateShare();

    const told = new Set<number>();
    const until = async (state: 'looked' | 'done') => {
      for (;;) {
        const progress = await api['import.progress']({});
        if (progress.state === state) return progress;
        if (progress.state === 'failed') throw new Error(`the import failed: ${progress.code} ${progress.message}`);
        if (progress.state === 'running' || progress.state === 'looking') told.add(progress.done);
        await sleep(pollMs);
      }
    };
    const begin = performance.now();
    await api['import.look']({ driveId, path: '岗位.csv' });
    const looked = await until('looked');
    const lookSeconds = (performance.now() - begin) / 1000;
    if (looked.state !== 'looked') throw new Error('not looked at');
    const run = performance.now();
    await api['import.run']({ digest: looked.look.digest, publish: 'published', goodRowsOnly: true });
    const done = await until('done');
    const runSeconds = (performance.now() - run) / 1000;
    const busy = await lateShare();
    const stored = done.state === 'done' ? done.added : 0;
    return [
      below('import: looking at 10,000 postings (dry run)', lookSeconds, 's', 10),
      below(`import: storing them (${stored} added)`, runSeconds, 's', 10),
      atMost('import: storing beside bare inserts of as many rows', runSeconds / bare, '×', 5),
      atLeast('import: steps of progress that were told', told.size, '', 5),
      atMost(
        `import: late frames of the roll above a quiet one (${busy.toFixed(1)} % against ${quiet.toFixed(1)} %)`,
        busy - quiet,
        'points',
        5,
      ),
    ];
  } finally {
    await browser.close();
    await host.stop();
  }
}
