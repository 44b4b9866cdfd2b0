/** What a browser on the LAN gets of the station: the desk, and nothing that is done at the kiosk. */

import { AppError, errorStatus } from '../../shared/api/errors.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { isOperationName, operations } from '../../shared/api/operations.ts';
import type { Dispatch } from '../api/dispatch.ts';
import { createHandler } from '../api/handler.ts';
import type { PageFiles } from '../api/page-files.ts';
import { isPrivate } from './addresses.ts';
import { rateLimit } from './rate-limit.ts';

export type LanHandler = (request: Request, remoteAddress: string) => Promise<Response>;

export interface LanHandlerOptions {
  readonly dispatch: Dispatch;
  readonly files: PageFiles;
  /** `https://192.168.1.20:7443`, as the machine has its addresses now. */
  readonly origins: () => readonly string[];
  readonly monotonicMs: () => number;
}

/** A page with its files and a busy desk need some hundred a minute. */
const mostAMinute = 600;
const signInsAMinute = 10;
const minuteMs = 60_000;

/** Reading is harmless; what changes something is the desk's alone, and the door to it. */
function isServed(name: string): boolean {
  if (!isOperationName(name) || name === 'staff.sign-in') return true;
  const { access, kind } = operations[name] as Operation<unknown>;
  return access === 'staff' || kind === 'query';
}

export function lanHandler({ dispatch, files, origins, monotonicMs }: LanHandlerOptions): LanHandler {
  const requests = rateLimit(mostAMinute, minuteMs, monotonicMs);
  const signIns = rateLimit(signInsAMinute, minuteMs, monotonicMs);
  const handler = createHandler({
    dispatch: async (name, input, token) => {
      if (isServed(name)) return dispatch(name, input, token);
      const { code, message, details } = new AppError('kiosk_only', 'this is done at the screen of the station', { operation: name });
      return { ok: false, error: { code, message, details } };
    },
    files: { find: (path) => (path === '/desk' ? files.find('/') : path === '/' ? undefined : files.find(path)) },
    staticRoll: async () => '',
    origins,
  });

  return async (request, remoteAddress) => {
    const { pathname } = new URL(request.url);
    const isSignIn = pathname === '/api/staff.sign-in';
    const isTooFast = !requests.takes(remoteAddress) || (isSignIn && !signIns.takes(remoteAddress));
    const refused = !isPrivate(remoteAddress)
      ? new AppError('origin_refused', 'the desk is served to the LAN only')
      : isTooFast
        ? new AppError('lan_too_fast', 'too many requests: wait a minute')
        : pathname === '/static-roll'
          ? new AppError('not_found', 'no such page')
          : undefined;
    if (refused) {
      const { code, message, details } = refused;
      return Response.json({ ok: false, error: { code, message, details } }, { status: errorStatus[code] });
    }
    if (pathname === '/' && request.method === 'GET' && origins().includes(new URL(request.url).origin)) {
      return new Response(null, { status: 302, headers: { location: '/desk' } });
    }
    return handler(request);
  };
}
