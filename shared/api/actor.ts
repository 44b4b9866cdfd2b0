/** Who does it: set by dispatch from the staff session, never by the caller. */
export interface Actor {
  readonly staffId: string;
  readonly name: string;
}
