import { rmSync } from 'node:fs';
import { madeDeskStation } from '../desk/data.ts';
import { measureCatchUp } from './catch-up.ts';
import { measureFaults } from './faults.ts';
import { measurePostgres, measureSqlite } from './ingest.ts';
import { measureKills } from './kill.ts';

export const parts = {
  ...{ ingest: measureSqlite, 'ingest-postgres': measurePostgres, 'catch-up': measureCatchUp },
  ...{ faults: measureFaults, kill: measureKills },
} as const;

process.once('exit', () => {
  const folder = madeDeskStation();
  if (folder) rmSync(folder, { recursive: true, force: true });
});
