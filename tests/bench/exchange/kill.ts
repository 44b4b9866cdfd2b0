/** Twenty processes killed without warning while they exchange over HTTP, ten of either side, at random moments; both agree after each. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chances } from '../../support/chances.ts';
import { type Kill, killedSides } from '../../support/killed-sides.ts';
import { atLeast, type BenchRow } from '../report.ts';

const killsOfSide = 10;
/** A request is with the hub for some milliseconds, and the station goes on for as long. */
const mostMs = 12;

export async function measureKills(): Promise<BenchRow[]> {
  const seed = Math.floor(Math.random() * 1_000_000);
  console.error(`  seed ${seed}`);
  const chance = chances(seed);
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-bench-'));
  const sides = await killedSides(folder, seed);
  const agreed = { station: 0, hub: 0 };
  try {
    for (let at = 0; at < 2 * killsOfSide; at += 1) {
      const side = at % 2 === 0 ? 'station' : 'hub';
      const kill: Kill = { side, nth: 1 + chance.below(4), passing: chance.one(['request', 'answer']), thenMs: chance.below(mostMs) };
      const found = await sides.survive(kill);
      if (found.length === 0) agreed[side] += 1;
      else console.error(`  ${JSON.stringify(kill)}:\n  ${found.join('\n  ')}`);
    }
  } finally {
    await sides.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    atLeast(`kill -9 of a station in an exchange: of ${killsOfSide}, after which both agree`, agreed.station, 'kills', killsOfSide),
    atLeast(`kill -9 of a hub in an exchange: of ${killsOfSide}, after which both agree`, agreed.hub, 'kills', killsOfSide),
  ];
}
