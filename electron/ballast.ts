/**
 * A file of nothing, kept so that there is something to let go when the disk is full: then the station has room to write
 * again while somebody clears up. Put back when there is room.
 */
import { rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ballastBytes = 16 * 1024 * 1024;

export function createBallast(dataDir: string, bytes = ballastBytes): { restore(): void; release(): void } {
  const file = join(dataDir, 'ballast');
  return {
    /** Only with ten times the room to spare; quietly not, when it cannot be written. */
    restore: () => {
      if (statSync(file, { throwIfNoEntry: false })?.size === bytes) return;
      const { bavail, bsize } = statfsSync(dataDir);
      if (bavail * bsize > bytes * 10) writeFileSync(file, Buffer.alloc(bytes));
    },
    release: () => rmSync(file, { force: true }),
  };
}
