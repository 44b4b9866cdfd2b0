/** The Node host as a process of its own: how soon it answers, what it holds in memory after 10,000 requests. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchRow, below } from '../report.ts';
import { fullStation } from './data.ts';

const serve = fileURLToPath(new URL('../../../dist/electron/serve.js', import.meta.url));

export async function startHost(dataDir: string) {
  const child = spawn(process.execPath, ['--max-semi-space-size=2', serve], {
    env: { ...process.env, YIZHAN_DATA: dataDir, YIZHAN_PORT: '0' },
  });
  const [line] = await once(child.stdout, 'data');
  const url = String(line).match(/http:\S+/)?.[0] ?? '';
  const ask = async (operation: string, input: object = {}) => {
    const response = await fetch(new URL(`/api/${operation}`, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    if (!response.ok) throw new Error(`${operation}: ${response.status}`);
    return response.json();
  };
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { url, ask, stop, residentMegabytes: () => residentMegabytes(child.pid ?? 0) };
}

/** @see proc(5): VmRSS in kB. The kernel counts it the same for every process, so it needs no peer. */
function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

async function startSeconds(dataDir: string): Promise<number> {
  const start = performance.now();
  const host = await startHost(dataDir);
  await host.ask('roll.read');
  const seconds = (performance.now() - start) / 1000;
  await host.stop();
  return seconds;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

export async function measureHost(): Promise<BenchRow[]> {
  const fresh = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
  const full = fullStation();
  const rows = [
    below('host: first start on an empty folder to the first answer', await startSeconds(fresh), 's', 1.5),
    below('host: start to the first answer, median of 5', median(await series(5, () => startSeconds(fresh))), 's', 1.5),
    below('host: the same with 1,000,000 visits, median of 5', median(await series(5, () => startSeconds(full))), 's', 1.5),
  ];
  const host = await startHost(full);
  const operations = ['changes.read', 'roll.read', 'posting.summarise', 'station.get'] as const;
  for (let request = 0; request < 10_000; request++) {
    await host.ask(operations[request % 10 < 7 ? 0 : (request % 3) + 1] as string);
  }
  rows.push(below('host: resident memory after 10,000 requests', host.residentMegabytes(), 'MB', 150));
  await host.stop();
  rmSync(fresh, { recursive: true, force: true });
  return rows;
}

async function series(times: number, run: () => Promise<number>): Promise<number[]> {
  const values = [];
  for (let time = 0; time < times; time++) values.push(await run());
  return values;
}
