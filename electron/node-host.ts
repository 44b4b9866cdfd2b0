/**
 * The plain Node host: the station over loopback HTTP, for any Chromium in kiosk mode, for boards that Electron has no build
 * for, and for tests.
 */
import { createServer, type Server } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { AppError } from '../shared/api/errors.ts';
import { openStation, type Station, type StationOptions } from './compose.ts';
import { dataDir } from './data-dir.ts';
import { readDemo } from './demo-files.ts';
import { createLog, type Log } from './log.ts';
import { projectRoot } from './project-root.ts';
import type { Drives } from './services/drives.ts';

const usualPort = 7410;

export interface Served {
  readonly url: string;
  readonly station: Station;
  close(): Promise<void>;
}

function portFrom(text: string | undefined): number {
  if (text === undefined || text === '') return usualPort;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new AppError('port_invalid', 'YIZHAN_PORT is not a port', { port: text.slice(0, 20) });
  return port;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(taken ? new AppError('port_in_use', `port ${port} is taken`, { port }, { cause: error }) : error);
    });
    // Loopback only: the screen is on this machine, and nobody else has business here.
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** @throws AppError port_in_use, port_invalid, and what openStation refuses */
export async function serveStation(options: {
  env: NodeJS.ProcessEnv;
  onSignOfLife?: () => void;
  log?: Log;
  drives?: Drives | undefined;
  lan?: StationOptions['lan'];
}): Promise<Served> {
  const { env, onSignOfLife } = options;
  const folder = dataDir(env, process.platform, homedir());
  let station: Station | undefined;
  const server = createServer(
    getRequestListener((request) => station?.handler(request) ?? new Response('starting', { status: 503 }), {
      overrideGlobalObjects: false,
    }),
  );
  // The port first: it is the quicker to refuse, and nothing has been written yet.
  const port = await listen(server, portFrom(env['YIZHAN_PORT']));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  try {
    station = openStation({
      dataDir: folder,
      rendererDir: join(projectRoot(), 'dist', 'renderer'),
      origins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`],
      log: options.log ?? createLog(folder),
      demo: () => readDemo(join(projectRoot(), 'examples')),
      onSignOfLife,
      printer: env['YIZHAN_PRINTER'],
      drives: options.drives,
      lan: options.lan ?? { port: env['YIZHAN_LAN_PORT'] ? portFrom(env['YIZHAN_LAN_PORT']) : undefined },
    });
  } catch (error) {
    await close();
    throw error;
  }
  const opened = station;
  return {
    url: `http://127.0.0.1:${port}/`,
    station: opened,
    close: async () => {
      await close();
      opened.close();
    },
  };
}
