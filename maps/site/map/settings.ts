/** Choices that the phone remembers: nothing of them is ever sent. What was stored by another version is read with care, or not at all. */
import * as z from 'zod/mini';
import type { DirectionsProvider } from '../../../shared/geo/directions.ts';

/** The providers of directions.ts, which comes only when it is needed. */
const mapApps = ['amap', 'baidu', 'tencent', 'apple', 'google'] as const satisfies readonly DirectionsProvider[];

const point = z.object({ lat: z.number().check(z.minimum(-90), z.maximum(90)), lng: z.number().check(z.minimum(-180), z.maximum(180)) });

const shapes = {
  language: z.enum(['zh', 'en']),
  theme: z.enum(['light', 'dark']),
  /** The app that was used last, and whether to open it without asking. */
  mapApp: z.object({ app: z.enum(mapApps), isDirect: z.boolean() }),
  filter: z.object({ openNow: z.boolean(), amenities: z.int().check(z.minimum(0), z.maximum(2 ** 24 - 1)) }),
  /** Where the map stood, so that the next visit begins there. */
  view: z.object({ center: point, zoom: z.number().check(z.minimum(3), z.maximum(19)) }),
  /** A place set by hand. */
  place: z.object({ point, name: z.nullable(z.string().check(z.maxLength(40))), isExact: z.boolean() }),
};
export type Settings = { [K in keyof typeof shapes]: z.infer<(typeof shapes)[K]> };

export interface Memory {
  get<K extends keyof Settings>(name: K): Settings[K] | null;
  set<K extends keyof Settings>(name: K, value: Settings[K] | null): void;
}

/** Private windows may refuse to store: then a choice lasts as long as the page. */
export function memoryIn(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>): Memory {
  const now = new Map<string, unknown>();
  const key = (name: string) => `map:${name}`;
  const stored = (name: string): unknown => {
    if (now.has(name)) return now.get(name);
    try {
      return JSON.parse(storage().getItem(key(name)) ?? 'null');
    } catch {
      return null;
    }
  };
  return {
    get(name) {
      const read = z.safeParse(shapes[name], stored(name));
      return read.success ? (read.data as Settings[typeof name]) : null;
    },
    set(name, value) {
      now.set(name, value);
      try {
        if (value === null) storage().removeItem(key(name));
        else storage().setItem(key(name), JSON.stringify(value));
      } catch {
        // it lasts as long as the page
      }
    },
  };
}

let storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => localStorage;
export const memory: Memory = memoryIn(() => storage());

/** For a screen that many share. */
export function forgetAtEnd(): void {
  storage = () => ({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
}
