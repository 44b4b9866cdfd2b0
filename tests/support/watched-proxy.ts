/** Stands between a station and a hub that may be gone and come back on another port, and says when something passes. */
import { request as ask, createServer } from 'node:http';

/** What passes: a request on its way to the hub, or the hub's answer on its way back. */
export type Passing = 'request' | 'answer';

export interface WatchedProxy {
  /** Without a slash. */
  readonly url: string;
  /** The hub as it is now, undefined while there is none. */
  setHub(url: string | undefined): void;
  /** Called before it goes on; one at a time. */
  watch(watcher: ((passing: Passing) => void) | undefined): void;
  close(): Promise<void>;
}

export async function watchedProxy(): Promise<WatchedProxy> {
  let hub: string | undefined;
  let watcher: ((passing: Passing) => void) | undefined;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => outgoing.destroy());
    incoming.on('end', () => {
      const to = hub;
      if (to === undefined) return void outgoing.destroy();
      const { method, headers } = incoming;
      const onward = ask(new URL(incoming.url ?? '/', to), { method, headers: { ...headers, connection: 'close' } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => outgoing.destroy());
        answer.on('end', () => {
          watcher?.('answer');
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(parts));
        });
      });
      onward.on('error', () => outgoing.destroy());
      onward.end(Buffer.concat(chunks), () => watcher?.('request'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    setHub: (url) => {
      hub = url;
    },
    watch: (next) => {
      watcher = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
