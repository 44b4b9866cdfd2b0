/** What a decoded item must be where it stands; each refuses everything else with a CardFormatError. */
import { malformed } from './card-error.ts';
import type { Cbor } from './cbor.ts';

type Item = Cbor | undefined;

export function asWhole(item: Item, min: number, max: number): number {
  return Number.isInteger(item) && (item as number) >= min && (item as number) <= max
    ? (item as number)
    : malformed('a number out of range');
}

export function asText(item: Item): string {
  return typeof item === 'string' ? item : malformed('not a text');
}

export function asBytes(item: Item, length?: number): Uint8Array {
  return item instanceof Uint8Array && item.length === (length ?? item.length) ? item : malformed('not so many bytes');
}

/** Of `min` to `max` items. */
export function asList(item: Item, min: number, max = min): readonly Cbor[] {
  return Array.isArray(item) && item.length >= min && item.length <= max ? item : malformed('not a list of so many');
}

export function asMap(item: Item): ReadonlyMap<number, Cbor> {
  return item instanceof Map ? item : malformed('not a map');
}
