/** A row of the contract's table. */
import { z } from 'zod';

export interface Operation<Input> {
  /** A query may be asked again at will; a command changes something. */
  readonly kind: 'query' | 'command';
  /** Who may call it. The kiosk's screens are open to whoever stands in front of them; `staff` needs a session of the desk. */
  readonly access: 'public' | 'staff';
  readonly input: z.ZodType<Input>;
  /** It waits for a disk, a drive or paper: a caller gives it minutes. */
  readonly slow?: boolean;
  /** The largest body in bytes, where 64 KB are not enough. */
  readonly largestBody?: number;
}

/** Inputs that many operations share. */
export const nothing = z.strictObject({});
export const id = z.uuid();
