/** The database that the options name. */
import { join } from 'node:path';
import type { HubPlaces } from './hub-options.ts';
import { type HubDb, openPostgres, openSqlite } from './store/hub-db.ts';

/** @throws HubError data_folder_unusable, database_foreign, database_from_future, database_unreachable */
export function openHubDb({ dataDir, databaseUrl }: HubPlaces): Promise<HubDb> {
  return databaseUrl === null ? openSqlite(join(dataDir, 'hub.db')) : openPostgres(databaseUrl);
}
