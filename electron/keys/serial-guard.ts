/**
 * Serials never repeat: not after a crash, not when an old copy of the database is put back. They are reserved in blocks in a
 * small file beside the keys, brought to the disk before the first of a block is used; whoever opens it goes on from the
 * file's mark, whatever the database says. An orderly close gives back what it did not use.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/api/errors.ts';
import type { KeyId } from '../../shared/card/kid.ts';
import { writeWhole } from './safe-file.ts';

const blockSize = 64;
/** A serial has 24 bits on the card. */
const serialsEnd = 2 ** 24;

const marksSchema = z.record(z.string().regex(/^\d{1,6}-\d{1,2}$/), z.int().min(0).max(serialsEnd));
type Marks = z.infer<typeof marksSchema>;

const nameOf = ({ station, generation }: KeyId) => `${station}-${generation}`;

export function serialFilePath(dataDir: string): string {
  return join(dataDir, 'serials.json');
}

function readMarks(dataDir: string): Marks {
  const file = serialFilePath(dataDir);
  if (!existsSync(file)) return {};
  try {
    return marksSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new AppError('key_unusable', 'serials.json is damaged: take a new generation', { why: 'serials' }, { cause: error });
  }
}

function write(dataDir: string, marks: Marks): void {
  writeWhole(serialFilePath(dataDir), `${JSON.stringify(marks)}\n`, { mode: 0o600, durable: true });
}

/** Keys whose serials this folder has ever counted, also those of a key file that is gone; none when the file is damaged. */
export function countedKeys(dataDir: string): KeyId[] {
  return Object.keys(marksOrNone(dataDir)).map((name) => {
    const [station = 0, generation = 0] = name.split('-').map(Number);
    return { station, generation };
  });
}

/** A damaged file says nothing of any key: then only a new generation may begin, and none of the old ones goes on. */
function marksOrNone(dataDir: string): Marks {
  try {
    return readMarks(dataDir);
  } catch (error) {
    if (error instanceof AppError) return {};
    throw error;
  }
}

/** For a key that is new. To be called before its key file is written. A count that is there is never set back. */
export function beginSerials(dataDir: string, kid: KeyId): void {
  const marks = marksOrNone(dataDir);
  write(dataDir, { ...marks, [nameOf(kid)]: marks[nameOf(kid)] ?? 0 });
}

export interface SerialGuard {
  /** A serial that no other call, process or copy has got or will get. @throws AppError serials_spent */
  next(): number;
  close(): void;
}

/**
 * @param atLeast what the database knows to be unused; a file that stands lower was put back from somewhere
 * @throws AppError key_unusable when the file is damaged or does not know the key
 */
export function openSerials(dataDir: string, kid: KeyId, atLeast: number): SerialGuard {
  const mark = readMarks(dataDir)[nameOf(kid)];
  if (mark === undefined) throw new AppError('key_unusable', 'serials.json does not know the key', { why: 'serials' });
  let next = Math.max(mark, atLeast);
  let reserved = next;
  return {
    next: () => {
      if (next >= serialsEnd) throw new AppError('serials_spent', 'the key has no serial left: take a new generation');
      if (next >= reserved) {
        const end = Math.min(next + blockSize, serialsEnd);
        write(dataDir, { ...readMarks(dataDir), [nameOf(kid)]: end });
        reserved = end;
      }
      return next++;
    },
    close: () => {
      if (reserved > next) write(dataDir, { ...readMarks(dataDir), [nameOf(kid)]: next });
      reserved = next;
    },
  };
}
