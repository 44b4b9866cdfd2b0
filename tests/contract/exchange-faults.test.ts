import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type WorldOptions } from '../support/exchange-world.ts';
import { postgresPlace } from '../support/hub-place.ts';
import { type Postgres, postgresPrograms, startPostgres } from '../support/postgres.ts';
import { temporaryFolder } from '../support/station.ts';

async function agreeing(seeds: readonly number[], over: () => Promise<Partial<WorldOptions>> = async () => ({}), steps = 80) {
  const folder = temporaryFolder();
  const happened = new Map<string, number>();
  for (const seed of seeds) {
    const world = await openWorld({ seed, folder: join(folder, String(seed)), ...(await over()) });
    try {
      await world.live(steps);
      await world.calm();
      expect([seed, await world.differences()]).toEqual([seed, []]);
    } finally {
      await world.close();
    }
    for (const [what, times] of world.happened) happened.set(what, (happened.get(what) ?? 0) + times);
  }
  return happened;
}

const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

describe('station and hub over a bad network', () => {
  it('agree at the end, nothing lost and nothing twice, whatever fell over', async () => {
    const template = temporaryFolder();
    await (await openWorld({ seed: 0, folder: template })).close();
    const happened = await agreeing(from(1, 50), async () => ({ template }));
    const often = ['lost', 'unanswered', 'twice', 'late', 'cut', 'half', '500', 'page', 'station crashed', 'hub crashed', 'hub restored'];
    expect(
      [...often, 'station restored', 'clock set', 'by drive', 'bundle_stale'].filter((what) => (happened.get(what) ?? 0) < 10),
    ).toEqual([]);
  }, 400_000);
});

const bin = postgresPrograms();
describe.skipIf(!bin)(
  `station and hub over a bad network, on PostgreSQL${bin ? '' : ' (not installed here: apt-get install postgresql)'}`,
  () => {
    let server: Postgres | undefined;
    beforeAll(async () => {
      server = await startPostgres(bin ?? '');
    }, 60_000);
    afterAll(() => server?.stop());

    it('agree at the end as well', async () => {
      const place = async () => ({ place: postgresPlace((await server?.database()) ?? '') });
      expect([...(await agreeing(from(101, 2), place, 40)).keys()]).toContain('good');
    }, 400_000);
  },
);
