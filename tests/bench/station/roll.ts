/**
 * The roll in a real browser at 1080×1920: late frames beside an empty cross-fade of the same size, pace and number, taken in
 * turn in the same run; and the page's memory over 500 page turns.
 */
import { existsSync, statSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../electron/browser.ts';
import { atMost, type BenchRow } from '../report.ts';
import { fullStation } from './data.ts';
import { startHost } from './host.ts';

const viewport = { width: 1080, height: 1920 };
const lateMs = 20;
const rounds = 4;
const watchMs = 16_000;
const turns = 500;

/** Two full pages that fade over each other every 5 s: what any cross-fade costs here. */
const emptyCrossFade = `<!doctype html><style>
  body{margin:0} div{position:absolute;inset:0;background:#fbf7f0} div+div{background:#f3ebdd}
  .enter{animation:e .6s ease-in-out both} .leave{animation:l .6s ease-in-out both}
  @keyframes e{from{opacity:0}to{opacity:1}} @keyframes l{from{opacity:1}to{opacity:0}}
</style><div></div><div></div><script>
  let at = 0; const pages = document.querySelectorAll('div');
  setInterval(() => { pages[at].className = 'leave'; at = 1 - at; pages[at].className = 'enter'; }, 5000);
</script>`;

async function open(browser: Browser): Promise<Page> {
  return (await browser.newContext({ viewport })).newPage();
}

/** The share of frames that came more than 20 ms after the one before. */
async function lateShare(page: Page): Promise<{ late: number; frames: number }> {
  await page.bringToFront();
  return page.evaluate(
    ({ lateMs, watchMs }) =>
      new Promise<{ late: number; frames: number }>((resolve) => {
        let frames = 0;
        let late = 0;
        const start = performance.now();
        let before = start;
        const frame = (now: number) => {
          if (now - before > lateMs) late++;
          frames++;
          before = now;
          if (now - start < watchMs) requestAnimationFrame(frame);
          else resolve({ late, frames });
        };
        requestAnimationFrame(frame);
      }),
    { lateMs, watchMs },
  );
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let pass = 0; pass < 3; pass++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Turns by the page's own key, each turn waited for; motion is reduced, so that 500 turns take seconds. */
async function turn(page: Page, times: number): Promise<void> {
  await page.evaluate(async (times) => {
    const key = document.querySelector<HTMLButtonElement>('.key.pager');
    const shown = () => key?.querySelector('.nb')?.textContent;
    for (let time = 0; time < times; time++) {
      const before = shown();
      key?.click();
      while (shown() === before) await new Promise((resolve) => setTimeout(resolve, 4));
    }
    // the page before has left the document
    while (document.querySelectorAll('.stage .posts').length > 1) await new Promise((resolve) => setTimeout(resolve, 50));
  }, times);
}

export async function measureRoll(): Promise<BenchRow[]> {
  const found = findBrowser({
    env: process.env,
    platform: process.platform,
    exists: (path) => existsSync(path) && statSync(path).isFile(),
  });
  if (found.kind !== 'found') throw new Error('the roll is measured in a browser: install Chromium or name one in YIZHAN_BROWSER');
  const host = await startHost(fullStation());
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
  const browser = await chromium.launch({ executablePath: found.path, args });
  try {
    const empty = await open(browser);
    await empty.setContent(emptyCrossFade);
    const roll = await open(browser);
    await roll.goto(host.url);
    await roll.locator('.entering .post').first().waitFor();
    await roll.evaluate(() => document.fonts.ready);

    const sum = { empty: { late: 0, frames: 0 }, roll: { late: 0, frames: 0 } };
    for (let round = 0; round < rounds; round++) {
      for (const [name, page] of [
        ['empty', empty],
        ['roll', roll],
      ] as const) {
        const { late, frames } = await lateShare(page);
        sum[name].late += late;
        sum[name].frames += frames;
      }
    }
    const share = ({ late, frames }: { late: number; frames: number }) => (late / frames) * 100;
    const rows = [
      atMost(
        `roll: late frames above an empty cross-fade (${share(sum.roll).toFixed(1)} % against ${share(sum.empty).toFixed(1)} %)`,
        share(sum.roll) - share(sum.empty),
        'points',
        3,
      ),
    ];
    await Promise.all([empty.close(), roll.close()]);

    const long = await (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
    await long.goto(host.url);
    await long.locator('.key.pager').waitFor();
    // the engine compiles and caches while it is new; after a thousand turns what it adds has died down
    await turn(long, 2 * turns);
    const before = await heapBytes(long);
    await turn(long, turns);
    const after = await heapBytes(long);
    rows.push(
      atMost(
        `roll: growth of the page's memory over ${turns} turns (${(before / 1e6).toFixed(2)} MB before)`,
        ((after - before) / before) * 100,
        '%',
        2,
      ),
    );
    return rows;
  } finally {
    await browser.close();
    await host.stop();
  }
}
