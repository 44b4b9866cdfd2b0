/**
 * A receipt printer as a device file, such as /dev/usb/lp0. Opened without blocking, so that a printer that takes nothing more
 * stops the job and not the station. Where the file cannot be read, the printer is mute.
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createInbox, type Line, LineCut, type OpenLine } from './line.ts';

const pauseMs = 20;

export function openDeviceLine(path: string): OpenLine {
  return async () => {
    const { file, readable } = await opened(path);
    const inbox = createInbox();
    let open = true;
    let writing: Promise<void> = Promise.resolve();

    async function read(): Promise<void> {
      const buffer = new Uint8Array(64);
      while (open) {
        const count = await whenReady(() => file.read(buffer, 0, buffer.length, null).then((result) => result.bytesRead));
        if (count) inbox.push(buffer.slice(0, count));
        else await pause(pauseMs);
      }
    }

    async function write(bytes: Uint8Array): Promise<void> {
      let sent = 0;
      while (sent < bytes.length) {
        if (!open) throw new LineCut('the line was let go');
        const left = bytes.subarray(sent);
        const count = await whenReady(() => file.write(left, 0, left.length, null).then((result) => result.bytesWritten));
        if (count) sent += count;
        else await pause(pauseMs);
      }
    }

    let reading: Promise<void> = Promise.resolve();
    const discard = () => {
      if (!open) return;
      open = false;
      inbox.shut();
      void Promise.allSettled([reading, writing]).then(() => file.close().catch(() => undefined));
    };

    if (readable) reading = read().catch(discard);
    else inbox.shut();

    return {
      inbox,
      write(bytes) {
        writing = writing.then(() => write(bytes));
        return writing;
      },
      async end(ms) {
        await Promise.race([writing.catch(() => undefined), pause(ms)]);
        discard();
        await Promise.allSettled([reading, writing]);
      },
      discard,
    } satisfies Line;
  };
}

async function opened(path: string): Promise<{ file: FileHandle; readable: boolean }> {
  try {
    return { file: await open(path, constants.O_RDWR | constants.O_NONBLOCK), readable: true };
  } catch {
    try {
      return { file: await open(path, constants.O_WRONLY | constants.O_NONBLOCK), readable: false };
    } catch (cause) {
      throw new LineCut('the printer is not plugged in or not ours to use', { cause });
    }
  }
}

/** Null when the device is not ready now. */
async function whenReady(work: () => Promise<number>): Promise<number | null> {
  try {
    return await work();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EAGAIN') return null;
    throw new LineCut('the printer was unplugged', { cause });
  }
}
