/** A receipt printer on the network: raw bytes to port 9100. */
import { connect, type Socket } from 'node:net';
import { createInbox, type Line, LineCut, type OpenLine } from './line.ts';

export function openTcpLine(host: string, port: number, connectMs = 3_000): OpenLine {
  return async () => {
    const socket = await connected(host, port, connectMs);
    const inbox = createInbox();
    let cut: LineCut | null = null;
    const closed = new Promise<void>((resolve) => {
      socket.once('close', () => {
        cut ??= new LineCut('the printer hung up');
        inbox.shut();
        resolve();
      });
    });
    socket.on('error', (error) => {
      cut = new LineCut('the line to the printer broke', { cause: error });
    });
    socket.on('data', (bytes) => inbox.push(bytes));
    // A printer that closes its side has nothing more to say, and prints nothing more either.
    socket.on('end', () => socket.destroy());

    return {
      inbox,
      async write(bytes) {
        if (cut) throw cut;
        // Waits for the kernel to take them, not for room in our own buffer: what waits there could not be called back.
        await Promise.race([new Promise<void>((resolve) => socket.write(bytes, () => resolve())), closed]);
        if (cut) throw cut;
      },
      async end(ms, rest) {
        const late = setTimeout(() => (rest === 'deliver' ? socket.destroy() : socket.resetAndDestroy()), ms);
        socket.end();
        await closed;
        clearTimeout(late);
      },
      // A reset also throws away what the kernel holds; an ordinary close would deliver it later.
      discard: () => void socket.resetAndDestroy(),
    } satisfies Line;
  };
}

function connected(host: string, port: number, ms: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const fail = (why: string, cause?: unknown) => {
      clearTimeout(timer);
      socket.destroy();
      reject(new LineCut(why, { cause }));
    };
    const onError = (error: Error) => fail('no printer answers there', error);
    const timer = setTimeout(() => fail('no printer answers there in time'), ms);
    socket.once('error', onError);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', onError);
      resolve(socket);
    });
  });
}
