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
