/**
 * The published files as the page reads them (docs/map-data.md): each checked against the hash in its name, asked for once more past the
 * cache when it is damaged, and kept while the page lives. Knows no station.
 */
import { decodeManifest, hashIn, type Manifest } from '../../../../shared/map-data/manifest.ts';
import { MapDataError } from '../../../../shared/map-data/map-data-error.ts';

/** `newer`: the page must be loaded again. `absent`: no network. `missing`: the server does not have it. `damaged`: not what its name says, twice. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
  readonly kind: 'absent' | 'missing' | 'damaged' | 'newer';
  constructor(kind: FileFault['kind'], file: string) {
    super(`${file} is ${kind}`);
    this.kind = kind;
  }
}

export interface ReadManifest {
  readonly manifest: Manifest;
  /** When the server gave it, on the server's clock; null where the answer came from what the phone keeps. */
  readonly servedMs: number | null;
  /** When what the phone keeps was served; null where it came from the network. */
  readonly storedMs: number | null;
}

export interface MapFiles {
  manifest(): Promise<ReadManifest>;
  /** A file named by its hash, decoded. @throws FileFault */
  read<T>(file: string, decode: (bytes: Uint8Array) => T): Promise<T>;
  /** A file that is replaced in place (live/, at/). @throws FileFault */
  fresh<T>(path: string, decode: (bytes: Uint8Array) => T): Promise<T>;
}

export interface FilesOptions {
  /** The folder's address with a slash at its end. */
  readonly base: string;
  readonly fetch: typeof fetch;
  /** Absent on plain http (no Web Crypto): decoding alone finds damage then. */
  readonly digest: ((bytes: Uint8Array<ArrayBuffer>) => Promise<ArrayBuffer>) | null;
}

/** What the service worker writes on an answer that it kept: when that was served. */
const storedHeader = 'x-stored-at';
const mostKept = 400;

export function mapFiles({ base, fetch, digest }: FilesOptions): MapFiles {
  const kept = new Map<string, Promise<unknown>>();

  async function bytesOf(path: string, cache: RequestCache): Promise<{ bytes: Uint8Array<ArrayBuffer>; headers: Headers }> {
    const answer = await fetch(base + path, { cache, credentials: 'omit' }).catch(() => null);
    if (answer?.status === 404) throw new FileFault('missing', path);
    if (!answer?.ok) throw new FileFault('absent', path);
    const bytes = await answer.arrayBuffer().catch(() => null);
    if (!bytes) throw new FileFault('absent', path);
    return { bytes: new Uint8Array(bytes), headers: answer.headers };
  }

  async function isWhole(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (!digest) return true;
    const hash = new Uint8Array(await digest(bytes)).subarray(0, 8);
    return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') === hashIn(file);
  }

  async function decoded<T>(file: string, decode: (bytes: Uint8Array) => T): Promise<T> {
    for (const cache of ['force-cache', 'reload'] as const) {
      // a browser keeps even the answer that there is no such file
      const { bytes } = await bytesOf(file, cache).catch(async (fault: unknown) => {
        if (cache === 'force-cache' && fault instanceof FileFault && fault.kind === 'missing') return { bytes: null };
        throw fault;
      });
      if (!bytes || !(await isWhole(file, bytes))) continue;
      try {
        return decode(bytes);
      } catch (error) {
        if (!(error instanceof MapDataError)) throw error;
        if (error.code === 'newer') throw new FileFault('newer', file);
      }
    }
    throw new FileFault('damaged', file);
  }

  function parsed<T>(path: string, bytes: Uint8Array, decode: (bytes: Uint8Array) => T): T {
    try {
      return decode(bytes);
    } catch (error) {
      if (!(error instanceof MapDataError)) throw error;
      throw new FileFault(error.code, path);
    }
  }

  return {
    async manifest() {
      const { bytes, headers } = await bytesOf('manifest.json', 'no-cache');
      const manifest = parsed('manifest.json', bytes, decodeManifest);
      const stored = headers.get(storedHeader);
      const served = Date.parse(headers.get('date') ?? '');
      return stored !== null
        ? { manifest, servedMs: null, storedMs: Number(stored) || null }
        : { manifest, servedMs: Number.isFinite(served) ? served : null, storedMs: null };
    },

    read<T>(file: string, decode: (bytes: Uint8Array) => T): Promise<T> {
      const known = kept.get(file);
      if (known) return known as Promise<T>;
      const reading = decoded(file, decode);
      kept.set(file, reading);
      // What could not be had is asked for again the next time.
      reading.catch(() => kept.delete(file));
      if (kept.size > mostKept) kept.delete(kept.keys().next().value as string);
      return reading;
    },

    async fresh(path, decode) {
      return parsed(path, (await bytesOf(path, 'no-cache')).bytes, decode);
    },
  };
}
