/** The desk's own server on the LAN, over TLS only. Runs while it is turned on; addresses that come and go are followed. */
import { createServer, type Server } from 'node:https';
import { getRequestListener } from '@hono/node-server';
import { AppError } from '../../shared/api/errors.ts';
import type { Log } from '../log.ts';
import type { LanPort } from '../services/host-ports.ts';
import { lanAddresses } from './addresses.ts';
import { type LanCertificate, lanCertificate } from './certificate.ts';
import { type LanHandler, type LanHandlerOptions, lanHandler } from './lan-handler.ts';

export const usualLanPort = 7443;
const lookEveryMs = 60_000;
/** The port of a station that closes is free a moment later. */
const tryAgainMs = 2_000;

export interface LanDeskOptions {
  readonly dataDir: string;
  /** 0: any. */
  readonly port: number;
  readonly nowMs: () => number;
  readonly log: Log;
  /** This machine's addresses on the LAN; its own where nothing else is said. */
  readonly addresses?: (() => readonly string[]) | undefined;
  readonly serve: Omit<LanHandlerOptions, 'origins'>;
}

interface Running {
  readonly server: Server;
  readonly port: number;
  certificate: LanCertificate;
}

export function lanDesk({ dataDir, port, nowMs, log, addresses = lanAddresses, serve }: LanDeskOptions): LanPort {
  let running: Running | undefined;
  let timer: NodeJS.Timeout | undefined;
  let trouble: ReturnType<LanPort['view']>['trouble'] = null;

  const origins = () => addresses().map((address) => `https://${address}:${running?.port ?? port}`);
  const handler: LanHandler = lanHandler({ ...serve, origins });

  async function listen(): Promise<void> {
    const certificate = await lanCertificate(dataDir, addresses(), nowMs());
    const answer = getRequestListener((request, { incoming }) => handler(request, incoming.socket.remoteAddress ?? ''), {
      overrideGlobalObjects: false,
    });
    const server = createServer({ key: certificate.keyPem, cert: certificate.certPem, minVersion: 'TLSv1.2' }, answer);
    // Somebody who opens a connection and says nothing holds it for no longer than this.
    server.headersTimeout = 10_000;
    server.maxConnections = 200;
    const actual = await new Promise<number>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
        reject(isTaken ? new AppError('lan_port_taken', `port ${port} is taken`, { port }, { cause: error }) : error);
      });
      server.listen(port, '0.0.0.0', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
    server.on('tlsClientError', () => undefined);
    // Shut meanwhile.
    if (!timer) return void server.close();
    running = { server, port: actual, certificate };
    log.info('lan_opened', { port: actual });
  }

  /** The certificate names the addresses of now, and is not about to end. */
  async function look(): Promise<void> {
    const now = addresses();
    if (!running) {
      await listen();
    } else {
      const certificate = await lanCertificate(dataDir, now, nowMs());
      if (certificate.certPem !== running.certificate.certPem) {
        running.server.setSecureContext({ key: certificate.keyPem, cert: certificate.certPem, minVersion: 'TLSv1.2' });
        running.certificate = certificate;
      }
    }
    trouble = now.length === 0 ? 'lan_no_network' : null;
  }

  /** @throws what stands in the way of listening; it is tried again by itself */
  async function keep(): Promise<void> {
    try {
      await look();
    } catch (error) {
      trouble = 'lan_port_taken';
      throw error;
    }
  }

  function next(): void {
    const again = () => {
      keep()
        .catch((error: unknown) => log.warn('lan_not_opened', { error: String(error) }))
        .finally(() => timer && next());
    };
    timer = setTimeout(again, running ? lookEveryMs : tryAgainMs);
    timer.unref();
  }

  return {
    view: () => ({
      addresses: running ? origins().map((origin) => `${origin}/desk`) : [],
      fingerprint: running?.certificate.fingerprint ?? null,
      validThroughMs: running?.certificate.validThroughMs ?? null,
      trouble: timer ? trouble : null,
    }),

    async open() {
      if (timer) return;
      next();
      await keep();
    },

    async shut() {
      clearTimeout(timer);
      timer = undefined;
      trouble = null;
      const stopped = running?.server;
      running = undefined;
      if (!stopped) return;
      await new Promise<void>((resolve) => {
        stopped.close(() => resolve());
        stopped.closeAllConnections();
      });
      log.info('lan_shut');
    },
  };
}
