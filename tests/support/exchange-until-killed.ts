/**
 * A station's side of the exchange as a process of its own: argv[2] is the data folder. Does what it is told by lines on stdin and answers each
 * with a line; between two lines nothing of it is under way.
 */
import { createInterface } from 'node:readline';
import { setImmediate as turn } from 'node:timers/promises';
import { inTransaction } from '../../electron/db/database.ts';
import { keyUseReader } from '../../electron/db/key-repository.ts';
import { openDatabase } from '../../electron/db/open.ts';
import { stationLink } from '../../electron/hub-link/station-link.ts';
import { openKeys } from '../../electron/keys/station-keys.ts';
import { switchableKeys } from '../../electron/keys/switchable-keys.ts';
import { auditLog } from '../../electron/services/audit.ts';
import { stationClock } from '../../electron/services/clock.ts';
import { newId } from '../../electron/services/id.ts';
import { now } from './builders.ts';
import { chances } from './chances.ts';
import { stationLife } from './station-life.ts';

const dataDir = process.argv[2] ?? '';
const db = openDatabase(dataDir);
const monotonicMs = () => performance.now();
// What is made up has its own day, whatever the hub's clock says.
const nowMs = () => Math.floor(now + monotonicMs());
const clock = stationClock({ nowMs, monotonicMs }, 0);
const own = switchableKeys(openKeys(dataDir, { demoStation: null, used: keyUseReader(db).list(), nowMs: now }));
const link = stationLink({
  ...{ db, dataDir, clock, newId, monotonicMs, fetch, keys: own.state, setKeys: own.use },
  audit: auditLog(db, clock, newId),
});

/** Changes in transactions of their own while an exchange is under way. */
async function live(seed: number, transactions: number): Promise<void> {
  const chance = chances(seed);
  const life = stationLife({ chance, db: () => db, nowMs });
  const kinds = Object.keys(life);
  for (let done = 0; done < transactions; done += 1) {
    const changes = Array.from({ length: 1 + chance.below(3) }, () => chance.one(kinds));
    inTransaction(db, () => {
      for (const change of changes) life[change]?.();
    });
    await turn();
  }
}

async function obey(line: string): Promise<unknown> {
  const [what, first = '', second = ''] = line.split(' ');
  switch (what) {
    case 'enrol':
      await link.enrol(first, second, 'station');
      return 'enrolled';
    case 'live': {
      await live(Number(first), 20);
      const [outcome] = await Promise.all([link.send(), live(Number(first) + 1, 20)]);
      return outcome;
    }
    case 'send':
      return link.send();
    default:
      throw new Error(`not a word of ours: ${line}`);
  }
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(await obey(line)));
link.close();
db.close();
process.exit(0);
