/** Who did what, in the transaction that did it. */
import type { Kysely } from 'kysely';
import { v7 } from 'uuid';
import type { Tables } from './tables.ts';

export interface AuditEntry {
  readonly by: string;
  /** `station.edit`, `operator.sign-in`. */
  readonly action: string;
  readonly number?: number;
  readonly details?: object;
}

export async function audit(tx: Kysely<Tables>, nowMs: number, { by, action, number, details }: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit')
    .values({ id: v7(), at_ms: nowMs, actor: by, action, number: number ?? null, details: JSON.stringify(details ?? {}) })
    .execute();
}

export interface AuditLine {
  readonly id: string;
  readonly atMs: number;
  readonly by: string;
  readonly action: string;
  readonly number: number | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditFilter {
  /** Of one station only. */
  readonly number?: number;
  /** Lines before this one. */
  readonly before?: string;
  readonly limit: number;
}

/** The latest first. */
export async function readAudit(db: Kysely<Tables>, { number, before, limit }: AuditFilter): Promise<readonly AuditLine[]> {
  let query = db.selectFrom('audit').selectAll();
  if (number !== undefined) query = query.where('number', '=', number);
  if (before !== undefined) query = query.where('id', '<', before);
  // Ids of version 7 grow with time.
  const rows = await query.orderBy('id', 'desc').limit(limit).execute();
  return rows.map(({ id, at_ms, actor, action, number, details }) => ({
    ...{ id, atMs: at_ms, by: actor, action, number },
    details: JSON.parse(details) as Record<string, unknown>,
  }));
}
