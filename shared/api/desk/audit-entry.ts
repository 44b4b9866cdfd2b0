export interface AuditEntry {
  readonly id: string;
  readonly atMs: number;
  readonly actor: string;
  readonly action: string;
  /** A worker, card or request by its id; never a name or phone. */
  readonly subject: string | null;
}
