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
import type { Actor } from '../../shared/api/actor.ts';
import { AppError } from '../../shared/api/errors.ts';
import { operations, type ScreenApi, type StationApi } from '../../shared/api/operations.ts';
import { temporaryFolder } from '../support/station.ts';

type ActorOf = (token: string) => Actor | undefined;
const nobody: ActorOf = () => undefined;

export interface Transport {
  readonly name: string;
  /** As a screen calls it; `staffToken` is what the desk's calls carry. */
  open(api: StationApi, staff?: { actorOf: ActorOf; staffToken: () => string | null }): Promise<ScreenApi>;
}

export function handlerOver(
  api: StationApi,
  origins: () => readonly string[],
  rendererDir = temporaryFolder(),
  actorOf: ActorOf = nobody,
): Handler {
  return createHandler({
    dispatch: createDispatch({ api, actorOf, explain: explainStorageError, report: () => {} }),
    files: pageFiles(rendererDir),
    staticRoll: (page) => renderStaticRoll(api, page),
    origins,
  });
}

export async function serve(api: StationApi, rendererDir?: string, actorOf?: ActorOf): Promise<string> {
  let origin = '';
  const handler = handlerOver(api, () => [origin], rendererDir, actorOf);
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
    open: async (api, staff) =>
      Object.fromEntries(
        Object.keys(operations).map((name) => [
          name,
          async (input: unknown) => {
            const envelope = await createDispatch({
              api,
              actorOf: staff?.actorOf ?? nobody,
              explain: explainStorageError,
              report: () => {},
            })(name, input, staff?.staffToken() ?? undefined);
            if (!envelope.ok) throw new AppError(envelope.error.code, envelope.error.message, envelope.error.details);
            return envelope.value;
          },
        ]),
      ) as unknown as ScreenApi,
  },
  {
    name: 'real HTTP and the screens’ own client',
    open: async (api, staff) => {
      const origin = await serve(api, undefined, staff?.actorOf);
      return createClient((path, init) => fetch(new URL(String(path), origin), init), staff?.staffToken);
    },
  },
];
