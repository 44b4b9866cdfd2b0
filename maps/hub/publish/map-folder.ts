/**
 * The folder of published files. A file comes into being under another name, its encodings before itself, and is renamed: what exists
 * is whole. What is no longer named is marked by the time of its file and swept when it has been out of use for a day.
 */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/api/errors.ts';
import { downloadEncodings, encodings } from './compress.ts';

/** For how long a page that is open may go on asking for what its manifest named. */
const graceMs = 24 * 3_600_000;
/** Files in the making at one time: as many as zlib has threads, and a few that wait for the disk. */
const atOnce = 6;
const siblings = ['', '.br', '.gz'] as const;
const temporary = '.part';

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

function asDiskFull(error: unknown): never {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) {
    throw new AppError('disk_full', 'The disk of the map is full: the published map stays as it was. Free some space and publish again.');
  }
  throw error;
}

export class MapFolder {
  readonly #dir: string;
  /** Every file by its path in the folder (without siblings) → when it went out of use, or 0 while it is named. */
  readonly #files = new Map<string, number>();
  readonly #written = new Set<string>();
  readonly #pending = new Set<Promise<void>>();
  #failed: unknown = null;
  #parts = 0;

  constructor(dir: string) {
    this.#dir = dir;
    for (const folder of ['live', 'at', 'bulk']) mkdirSync(join(dir, folder), { recursive: true });
    for (const folder of ['', 'live', 'at']) {
      for (const entry of readdirSync(join(dir, folder), { withFileTypes: true })) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        // left by a process that ended while it wrote
        if (entry.name.endsWith(temporary)) rmSync(join(dir, path));
        if (entry.isFile() && /^[^.].*\.(bin|json)$/.test(entry.name)) this.#files.set(path, statSync(join(dir, path)).mtimeMs);
      }
    }
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  async read(path: string): Promise<Uint8Array | null> {
    return readFile(join(this.#dir, path)).catch(() => null);
  }

  /** Bytes of a file as they travel: compressed, where that is smaller. */
  travels(path: string): number {
    const size = (extension: string) => statSync(join(this.#dir, path + extension), { throwIfNoEntry: false })?.size;
    return size('.br') ?? size('') ?? 0;
  }

  /** A file named by its content; nothing is written if it is there. */
  async put(kind: string, bytes: Uint8Array): Promise<string> {
    const name = `${kind.replace('.', `-${hashOf(bytes)}.`)}`;
    // A file cut short by a power failure has another length; it is written again.
    const there = this.#files.has(name) && (this.#written.has(name) || statSync(join(this.#dir, name)).size === bytes.length);
    if (!there) await this.replace(name, bytes);
    this.#files.set(name, 0);
    this.#written.add(name);
    return name;
  }

  /** Waits until there is room to begin; `settle` waits for the end. What lies under `bulk/` is never swept. */
  async replace(path: string, bytes: Uint8Array): Promise<void> {
    while (this.#pending.size >= atOnce) await Promise.race(this.#pending);
    if (!path.startsWith('bulk/')) this.#files.set(path, 0);
    const job: Promise<void> = this.#write(path, bytes)
      .catch((error: unknown) => {
        this.#files.delete(path);
        this.#written.delete(path);
        this.#failed ??= error;
      })
      .finally(() => this.#pending.delete(job));
    this.#pending.add(job);
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    const made = path.startsWith('bulk/') ? await downloadEncodings(bytes) : await encodings(bytes, path.endsWith('.json'));
    for (const { extension, bytes: encoded } of made) {
      // Nobody asks for a sibling before the file itself is there, and named by its content it is always the same.
      if (path.includes('/')) await this.#rename(path + extension, encoded);
      else await writeFile(join(this.#dir, path + extension), encoded);
    }
    // A file that is replaced may have had a sibling that it no longer has.
    for (const extension of path.startsWith('at/') || path.startsWith('live/') ? (['.br', '.gz'] as const) : []) {
      if (!made.some((one) => one.extension === extension)) await rm(join(this.#dir, path + extension), { force: true });
    }
    await this.#rename(path, bytes);
  }

  async #rename(path: string, bytes: Uint8Array, sync = false): Promise<void> {
    this.#parts += 1;
    const part = join(this.#dir, `.${process.pid}-${this.#parts}${temporary}`);
    const target = join(this.#dir, path);
    if (path.startsWith('bulk/')) mkdirSync(dirname(target), { recursive: true });
    if (sync) {
      const file = await open(part, 'w');
      await file.writeFile(bytes);
      await file.sync();
      await file.close();
    } else await writeFile(part, bytes);
    await rename(part, target);
  }

  /** Until all that was put is on the disk. @throws AppError disk_full, or what else kept one of them from being written */
  async settle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
    const failed = this.#failed;
    this.#failed = null;
    if (failed) asDiskFull(failed);
  }

  /**
   * The manifest, after all it names has settled. What it no longer names is marked first, so that nobody sweeps it early even if this
   * process ends in between.
   */
  async swap(manifest: Uint8Array, named: ReadonlySet<string>, nowMs: number): Promise<void> {
    for (const [path, since] of this.#files) {
      if (path === 'manifest.json') continue;
      if (named.has(path)) this.#files.set(path, 0);
      else if (since === 0) await this.#retire(path, nowMs);
    }
    try {
      for (const encoded of await encodings(manifest, true)) await this.#rename(`manifest.json${encoded.extension}`, encoded.bytes);
      await this.#rename('manifest.json', manifest, true);
    } catch (error) {
      asDiskFull(error);
    }
  }

  /** These are in use, however old their files. */
  inUse(named: ReadonlySet<string>): void {
    for (const path of named) if (this.#files.has(path)) this.#files.set(path, 0);
  }

  async #retire(path: string, nowMs: number): Promise<void> {
    this.#files.set(path, nowMs);
    for (const sibling of siblings) await utimes(join(this.#dir, path + sibling), nowMs / 1000, nowMs / 1000).catch(() => {});
  }

  /** A folder of `bulk/` of which nothing is left. */
  async removeBulk(path: string): Promise<void> {
    await rm(join(this.#dir, 'bulk', path), { recursive: true, force: true });
  }

  listBulk(): string[] {
    return readdirSync(join(this.#dir, 'bulk'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  }

  /** Removes what has been out of use for a day. */
  async sweep(nowMs: number): Promise<string[]> {
    const old = [...this.#files].filter(([path, since]) => since !== 0 && path !== 'manifest.json' && nowMs - since > graceMs);
    for (const [path] of old) {
      for (const sibling of siblings) await rm(join(this.#dir, path + sibling), { force: true });
      this.#files.delete(path);
      this.#written.delete(path);
    }
    return old.map(([path]) => path).sort();
  }
}
