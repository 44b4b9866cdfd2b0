/**
 * What the build pins into the page (vite.config.ts): the root keys, the service line, the baked lists. A demo build pins no
 * root; its keys come from /root-keys.js, which the demo's own server writes, and the page says 演示.
 */
import type { ListName } from './lists.ts';

declare const __ROOT_KEYS__: readonly string[] | null;
declare const __HOTLINE__: string | null;
declare const __BAKED_LISTS__: Readonly<Record<ListName, string>> | null;
declare global {
  /** Hex of the demo's root keys. */
  var yizhanDemoRoots: readonly string[] | undefined;
}

export const isDemo = __ROOT_KEYS__ === null;
export const hotline = __HOTLINE__;

export function rootKeys(): readonly Uint8Array[] {
  return (__ROOT_KEYS__ ?? globalThis.yizhanDemoRoots ?? []).map(bytesOfHex);
}

/** Address of the copy that came with the page. */
export function bakedAddress(name: ListName): string | null {
  return __BAKED_LISTS__?.[name] ?? null;
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
