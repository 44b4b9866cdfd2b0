/** The ways into one station that must not differ: the direct call, and real HTTP as the Node host serves it. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { createDispatch } from '../../electron/api/dispatch.ts';
import { createHandler, type Handler } from '../../electron/api/handler.ts';
import { pageFiles } from '../../electron/api/page-files.ts';
import { renderStaticRoll } from '../../electron/api/static-roll.ts';
import { explainStorageError } from '../../electron/db/explain.ts';
import { createClient } from '../../renderer/api/client.ts';
import { AppError } from '../../shared/api/errors.ts';
import type { KioskApi } from '../../shared/api/kiosk-api.ts';
import { operations } from '../../shared/api/operations.ts';
import { temporaryFolder } from '../support/station.ts';

export interface Transport {
  readonly name: string;
  open(api: KioskApi): Promise<KioskApi>;
}

export function handlerOver(api: KioskApi, origins: () => readonly string[], rendererDir = temporaryFolder()): Handler {
  return createHandler({
    dispatch: createDispatch({ api, explain: explainStorageError, report: () => {} }),
    files: pageFiles(rendererDir),
    staticRoll: (page) => renderStaticRoll(api, page),
    origins,
  });
}

export async function serve(api: KioskApi, rendererDir?: string): Promise<string> {
  let origin = '';
  const handler = handlerOver(api, () => [origin], rendererDir);
  const server = createServer(getRequestListener(handler, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  origin = `http://127.0.0.1:${address.port}`;
  return origin;
}

export const transports: readonly Transport[] = [
  {
    name: 'the direct call',
    open: async (api) =>
      Object.fromEntries(
        Object.keys(operations).map((name) => [
          name,
          async (input: unknown) => {
            const envelope = await createDispatch({ api, explain: explainStorageError, report: () => {} })(name, input);
            if (!envelope.ok) throw new AppError(envelope.error.code, envelope.error.message, envelope.error.details);
            return envelope.value;
          },
        ]),
      ) as unknown as KioskApi,
  },
  {
    name: 'real HTTP and the screens’ own client',
    open: async (api) => {
      const origin = await serve(api);
      return createClient((path, init) => fetch(new URL(String(path), origin), init));
    },
  },
];
