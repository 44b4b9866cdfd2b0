/** Single-station reads over HTTP, in turn with a route that answers the same few bytes without looking at anything. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresPrograms, startPostgres } from '../../support/postgres.ts';
import { atMost, type BenchRow, quantile, told } from '../report.ts';
import { sequence } from '../sequence.ts';
import { arrivals, closeConnections } from './arrivals.ts';
import { fillHub, type HubPlace, withHub } from './hub-process.ts';

const stations = 200_000;
const perSecond = 500;
const rounds = 5;
const seconds = 4;

const middleOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

/** A different station each time: what the hub keeps in memory of the last ones is no help. */
async function ratio(place: HubPlace, name: string): Promise<number> {
  await fillHub(place, stations);
  return withHub(place, async (hub) => {
    const random = sequence(5);
    const routes = {
      // no published file can have this name, so none is looked for
      constant: { addressOf: () => new URL('/map/none', hub), status: 404 },
      station: { addressOf: () => new URL(`/api/stations/${1 + Math.floor(random() * stations)}`, hub) },
    };
    const p99s = { constant: [] as number[], station: [] as number[] };
    const kinds = Object.keys(p99s) as (keyof typeof p99s)[];
    for (const kind of kinds) await arrivals({ perSecond, seconds: 1, ...routes[kind] });
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of kinds) {
        const took = await arrivals({ perSecond, seconds, ...routes[kind] });
        p99s[kind].push(quantile(took, 0.99));
        console.error(
          `  ${name} ${kind.padEnd(8)} p50 ${quantile(took, 0.5).toFixed(2)}, p99 ${quantile(took, 0.99).toFixed(2)}, most ${took.at(-1)?.toFixed(1)} ms`,
        );
      }
    }
    closeConnections();
    return middleOf(p99s.station) / middleOf(p99s.constant);
  });
}

async function onPostgres(dataDir: string): Promise<BenchRow[]> {
  const bin = postgresPrograms();
  if (!bin) {
    console.error('  PostgreSQL is not installed here: left out');
    return [];
  }
  const server = await startPostgres(bin);
  try {
    const times = await ratio({ dataDir, databaseUrl: await server.database() }, 'PostgreSQL');
    return [told('  the same on PostgreSQL', times, 'x')];
  } finally {
    server.stop();
  }
}

export async function measureHub(): Promise<readonly BenchRow[]> {
  const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'yizhan-bench-hub-'))) as [string, string];
  try {
    const sqlite = await ratio({ dataDir: folders[0], databaseUrl: null }, 'SQLite');
    return [
      atMost(`hub: p99 of station reads at ${perSecond}/s, above that of a constant answer`, sqlite, 'x', 3),
      ...(await onPostgres(folders[1])),
    ];
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}
