/**
 * Lighthouse's own mobile preset on the demo city, as the hub serves it: the page that a first visitor meets, who is asked where they are,
 * and the map with its tiles, as somebody shared it.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import lighthouse, { type Result } from 'lighthouse';
import { chromium } from 'playwright-core';
import { chromiumPath, quietFlags } from '../chromium.ts';
import { atLeast, type BenchRow } from '../report.ts';
import { withDemoSite } from './demo-site.ts';

const runs = 5;
const pages = [
  { path: '', name: 'first visit' },
  { path: '?at=1', name: 'map' },
] as const;
const goals = { performance: 90, accessibility: 100, 'best-practices': 100 } as const;
type Category = keyof typeof goals;
const categories = Object.keys(goals) as Category[];

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** In a browser of its own: nothing of the last visit is kept. */
async function visit(url: string): Promise<Result> {
  const port = await freePort();
  const args = ['--headless=new', ...quietFlags, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath: chromiumPath(), args });
  try {
    const ran = await lighthouse(url, { port, onlyCategories: [...categories], logLevel: 'error' });
    if (!ran) throw new Error('Lighthouse gave no result');
    return ran.lhr;
  } finally {
    await browser.close();
  }
}

const scoreOf = ({ categories }: Result, category: Category) => Math.round((categories[category]?.score ?? 0) * 100);

/** What holds a score back, the heaviest first. */
function tell(name: string, result: Result): void {
  const numbers = ['first-contentful-paint', 'largest-contentful-paint', 'speed-index', 'total-blocking-time', 'cumulative-layout-shift'];
  console.error(
    `  ${name}, processor ${result.environment.benchmarkIndex}: ${categories.map((category) => `${category} ${scoreOf(result, category)}`).join(', ')}; ${numbers
      .map((id) => `${id} ${result.audits[id]?.displayValue}`)
      .join(', ')}`,
  );
  for (const category of categories) {
    if (scoreOf(result, category) >= goals[category]) continue;
    const short = (result.categories[category]?.auditRefs ?? []).filter(
      ({ id, weight }) => weight > 0 && (result.audits[id]?.score ?? 1) < 0.9,
    );
    for (const { id } of short) console.error(`    ${id}: ${result.audits[id]?.title} ${result.audits[id]?.displayValue ?? ''}`);
  }
}

const middleOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

export const measureLighthouse = (): Promise<readonly BenchRow[]> =>
  withDemoSite(async ({ url }) => {
    const results = pages.map(() => [] as Result[]);
    for (let run = 0; run < runs; run += 1) {
      for (const [at, { path, name }] of pages.entries()) {
        const result = await visit(url + path);
        tell(name, result);
        results[at]?.push(result);
      }
    }
    return pages.flatMap(({ name }, at) =>
      categories.map((category) => {
        const scores = (results[at] ?? []).map((result) => scoreOf(result, category));
        return atLeast(`Lighthouse, mobile, ${name}, median of ${runs}: ${category}`, middleOf(scores), 'points', goals[category]);
      }),
    );
  });
