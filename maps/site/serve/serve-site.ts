/** The site over HTTP: on loopback for the demo beside the kiosk, on the LAN when YIZHAN_SITE_HOST opens it. */
import { createServer, type Server } from 'node:http';
import { homedir } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import { AppError } from '../../../shared/api/errors.ts';
import { siteApp } from './site-app.ts';
import { type SiteOptions, siteOptions } from './site-options.ts';

export interface ServedSite {
  /** Of the card page's host, with a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** @throws AppError port_in_use, port_invalid */
export async function serveSite(from: SiteOptions | { readonly env: NodeJS.ProcessEnv }): Promise<ServedSite> {
  const options = 'env' in from ? siteOptions(from.env, process.platform, homedir()) : from;
  const host = options.host ?? '127.0.0.1';
  const server = createServer(getRequestListener(siteApp(options).fetch, { overrideGlobalObjects: false }));
  const port = await listen(server, options.port, host);
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(taken ? new AppError('port_in_use', `port ${port} is taken`, { port }, { cause: error }) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
