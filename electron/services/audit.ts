/** The one writer of the audit log: who did what to which row. Details hold numbers and codes, never a name or a phone. */
import { auditWriter } from '../db/audit-repository.ts';
import type { WritableDb } from '../db/database.ts';
import type { StationClock } from './clock.ts';
import type { NewId } from './id.ts';

export interface AuditEvent {
  /** A staff member's id, `worker` for the person at the screen, `station` for what it does by itself, `operator` for the command line. */
  readonly actor: string;
  /** `noun.verb` */
  readonly action: string;
  /** The id of a worker, card, request or person of the staff. */
  readonly subject?: string | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

export type Audit = (event: AuditEvent) => void;

/** To be called inside the transaction of what it tells of: both are kept or none. */
export function auditLog(db: WritableDb, clock: StationClock, newId: NewId): Audit {
  const writer = auditWriter(db);
  return ({ actor, action, subject = null, details = {} }) =>
    writer.insert({ id: newId(), atMs: clock.nowMs(), actor, action, subject, details });
}
