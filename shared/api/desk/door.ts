/** What staff say of their own door, for whoever looks at the map: shut for some days, something broken. */
import { z } from 'zod';
import { type AmenityCode, amenityCodes } from '../../domain/amenity.ts';
import { type Closure, closureSchema } from '../../domain/listed-station.ts';
import type { Actor } from '../actor.ts';
import { id, nothing, type Operation } from '../operation.ts';

export interface DoorDesk {
  'door.read'(input: Record<string, never>, actor: Actor): Promise<DoorView>;

  /** @throws closure_past: it would end before today; closure_reversed: before it begins; closure_full: twenty stand already */
  'door.close'(input: { closure: Closure }, actor: Actor): Promise<DoorView>;

  /** Takes a closure back. @throws not_found */
  'door.reopen'(input: { id: string }, actor: Actor): Promise<DoorView>;

  /** Said twice is said once. */
  'door.set-broken'(input: { amenity: AmenityCode; broken: boolean }, actor: Actor): Promise<DoorView>;
}

export interface DoorView {
  /** Those that are not past, the first day first; both days included, `to` null: until further notice. */
  readonly closures: readonly (Closure & { readonly id: string })[];
  /** What the station offers, and what is broken besides. */
  readonly amenities: readonly { readonly amenity: AmenityCode; readonly broken: boolean }[];
}

/** As many as a station may tell of. */
export const mostClosures = 20;

export const doorOperations = {
  'door.read': { kind: 'query', access: 'staff', input: nothing },
  'door.close': { kind: 'command', access: 'staff', input: z.strictObject({ closure: closureSchema }) },
  'door.reopen': { kind: 'command', access: 'staff', input: z.strictObject({ id }) },
  'door.set-broken': { kind: 'command', access: 'staff', input: z.strictObject({ amenity: z.enum(amenityCodes), broken: z.boolean() }) },
} as const satisfies { [Name in keyof DoorDesk]: Operation<Parameters<DoorDesk[Name]>[0]> };
