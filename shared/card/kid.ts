/** A key's id: the station's number and the generation of its key, four bytes (docs/card-format.md, section 2). */
import { malformed } from './card-error.ts';

export interface KeyId {
  /** The number in `/s/<number>`, 1-999 999; 0 only for list keys. */
  readonly station: number;
  /** 1-99 */
  readonly generation: number;
}

function isKid({ station, generation }: KeyId): boolean {
  const whole = Number.isInteger(station) && Number.isInteger(generation);
  return whole && station >= 0 && station <= 999_999 && generation >= 1 && generation <= 99;
}

/** @throws CardFormatError for a key id out of range */
export function kidBytes(kid: KeyId): Uint8Array {
  if (!isKid(kid)) malformed('a key id out of range');
  const { station, generation } = kid;
  return Uint8Array.of(station >>> 16, (station >>> 8) & 255, station & 255, generation);
}

/** Any four bytes: a key id out of range stands in no list and is unknown there. @throws CardFormatError for another length */
export function readKid(bytes: Uint8Array): KeyId {
  const [high = 0, middle = 0, low = 0, generation = 0] = bytes;
  if (bytes.length !== 4) malformed('not a key id');
  return { station: (high << 16) | (middle << 8) | low, generation };
}

/** A key id as lists have it. @throws CardFormatError for one out of range */
export function readListedKid(bytes: Uint8Array): KeyId {
  const kid = readKid(bytes);
  return isKid(kid) ? kid : malformed('a key id out of range');
}

export function sameKid(a: KeyId, b: KeyId): boolean {
  return a.station === b.station && a.generation === b.generation;
}

/** The order of lists: ascending as their bytes are. */
export function compareKids(a: KeyId, b: KeyId): number {
  return a.station - b.station || a.generation - b.generation;
}
