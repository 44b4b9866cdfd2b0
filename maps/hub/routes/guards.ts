/** What stands before every route: where a request comes from, how large it is, who sends it. */
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { HubError } from '../hub-error.ts';
import { type Operator, type Operators, type Role, roles } from '../services/operators.ts';

export interface HubEnv {
  Bindings: {
    /** Of the socket's other end. */
    readonly address?: string;
  };
  Variables: { operator: Operator };
}

export const sessionCookie = 'yizhan_hub';
const safe = ['GET', 'HEAD', 'OPTIONS'];
/** Those that a form of another site can send without asking first. */
const formTypes = /^(text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * What changes something comes from our own pages, or from a program that is no browser. The cookie is SameSite=Strict besides; a
 * form of another page is refused by its content type too.
 */
export const sameOrigin: MiddlewareHandler<HubEnv> = async ({ req }, next) => {
  if (!safe.includes(req.method)) {
    const origin = req.header('origin');
    const site = req.header('sec-fetch-site');
    const foreign = (origin !== undefined && hostOf(origin) !== new URL(req.url).host) || (site !== undefined && site !== 'same-origin');
    if (foreign) throw new HubError('origin_refused', '这个请求来自别的网站：从驿站自己的页面操作');
    if (formTypes.test(req.header('content-type') ?? '')) throw new HubError('body_not_json', '请用 content-type: application/json 发送');
  }
  await next();
};

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Bodies are JSON, but where a route says otherwise. */
export const onlyJson: MiddlewareHandler<HubEnv> = async ({ req }, next) => {
  const type = req.header('content-type');
  const hasBody = type !== undefined || (req.header('content-length') ?? '0') !== '0' || req.header('transfer-encoding') !== undefined;
  if (hasBody && !safe.includes(req.method) && !/^application\/json\b/i.test(type ?? '')) {
    throw new HubError('body_not_json', '请用 content-type: application/json 发送');
  }
  await next();
};

/** Not Hono's: over a socket that one fails for bodies that do not tell their length, and for DELETE, which has none. */
export function noLargerThan(limit: number): MiddlewareHandler<HubEnv> {
  const refuse = () => {
    throw new HubError('body_too_large', `太大了：最多 ${Math.floor(limit / 1024)} KB`, { limit });
  };
  return async ({ req }, next) => {
    const told = req.header('content-length');
    if (told !== undefined && req.header('transfer-encoding') === undefined) {
      if (Number(told) > limit) refuse();
    } else if (req.raw.body) {
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of req.raw.body as unknown as AsyncIterable<Uint8Array>) {
        size += piece.length;
        if (size > limit) refuse();
        pieces.push(piece);
      }
      const { method, headers } = req.raw;
      req.raw = new Request(req.url, { method, headers, ...(size > 0 && { body: Buffer.concat(pieces) }) });
    }
    await next();
  };
}

/** @throws HubError signed_out, password_change_first, role_refused */
export function may(role: Role, operators: Operators): MiddlewareHandler<HubEnv> {
  return async (context, next) => {
    const operator = await signedIn(context, operators);
    if (operator.mustChange) throw new HubError('password_change_first', '先换掉一次性密码');
    if (roles.indexOf(operator.role) < roles.indexOf(role)) throw new HubError('role_refused', '您的权限不够：找管理员', { needs: role });
    context.set('operator', operator);
    await next();
  };
}

/** @throws HubError signed_out */
export async function signedIn(context: Context<HubEnv>, operators: Operators): Promise<Operator> {
  const token = getCookie(context, sessionCookie);
  const operator = token ? await operators.find(token) : undefined;
  if (!operator) throw new HubError('signed_out', '没有登录，或者登录已经过期：重新登录');
  return operator;
}

/** The address of who asks. `proxies`: how many of our own stand before the hub; each adds one name at the end of the header. */
export function addressOf({ env, req }: Context<HubEnv>, proxies: number): string {
  const told = (req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return (proxies > 0 && told.at(-proxies)) || env?.address || 'unknown';
}
