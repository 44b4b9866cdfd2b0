/**
 * What the certificate library's injector looks up (metadata on classes) and neither Node nor the library brings. Only that: keys in a
 * weak map beside their class.
 */
type Key = string | symbol;
const kept = new WeakMap<object, Map<Key, unknown>>();

const own = (key: Key, target: object): unknown => kept.get(target)?.get(key);

function inherited(key: Key, target: object): unknown {
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at)) {
    if (kept.get(at)?.has(key)) return own(key, at);
  }
  return undefined;
}

function define(key: Key, value: unknown, target: object): void {
  const map = kept.get(target) ?? new Map<Key, unknown>();
  kept.set(target, map.set(key, value));
}

if (!('getMetadata' in Reflect)) Object.assign(Reflect, { getMetadata: inherited, getOwnMetadata: own, defineMetadata: define });
