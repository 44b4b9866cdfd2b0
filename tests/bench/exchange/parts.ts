import { measurePostgres, measureSqlite } from './ingest.ts';

export const parts = { ingest: measureSqlite, 'ingest-postgres': measurePostgres } as const;
