/** A thousand worlds of a station and its hub over a bad network (tests/support/exchange-world.ts), others in every run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorld, type WorldOptions } from '../../support/exchange-world.ts';
import { atLeast, type BenchRow, told } from '../report.ts';

const worlds = 1000;
const steps = 80;
/** CI has those below. */
const firstSeed = 1000;

export async function measureFaults(): Promise<BenchRow[]> {
  const from = firstSeed + Math.floor(Math.random() * 1_000_000);
  console.error(`  seeds ${from} to ${from + worlds - 1}`);
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
  const template = join(folder, 'template');
  await (await openWorld({ seed: 0, folder: template })).close();
  const mishaps = new Map<string, number>();
  let agreed = 0;
  try {
    for (let seed = from; seed < from + worlds; seed += 1) {
      const found = await lived({ seed, folder: join(folder, String(seed)), template }, mishaps);
      if (found.length === 0) agreed += 1;
      else console.error(`  seed ${seed}:\n  ${found.join('\n  ')}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const sum = (...kinds: string[]) => kinds.reduce((all, kind) => all + (mishaps.get(kind) ?? 0), 0);
  const network = sum('lost', 'unanswered', 'twice', 'held', 'late', 'cut', 'half', '500', 'page', 'json');
  return [
    atLeast(`faults: of ${worlds.toLocaleString('en')} seeded worlds, in which both agree at the end`, agreed, 'worlds', worlds),
    told('faults: requests and answers lost, late, repeated or spoilt', network, 'times'),
    told('faults: crashes at the edge of a transaction', sum('station crashed', 'hub crashed'), 'times'),
    told('faults: restored from an old copy', sum('station restored', 'hub restored'), 'times'),
  ];
}

/** How the two differ at the end; what threw is a difference as well. */
async function lived(options: WorldOptions, mishaps: Map<string, number>): Promise<readonly string[]> {
  const world = await openWorld(options);
  try {
    await world.live(steps);
    await world.calm();
    return await world.differences();
  } catch (error) {
    return [`it threw: ${String(error)}`];
  } finally {
    await world.close();
    for (const [what, times] of world.happened) mishaps.set(what, (mishaps.get(what) ?? 0) + times);
    rmSync(options.folder, { recursive: true, force: true });
  }
}
