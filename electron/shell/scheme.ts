/**
 * The kiosk's page and its API under yizhan://kiosk: no TCP port, no file: URL. Addresses are compared by scheme and host,
 * because Node's `new URL(…).origin` is "null" for every scheme of one's own.
 */
import type * as Electron from 'electron';

const kioskScheme = 'yizhan';
export const kioskOrigin = 'yizhan://kiosk';
export const kioskUrl = 'yizhan://kiosk/';
export const staticRollUrl = 'yizhan://kiosk/static-roll';

/** Scheme and host (with port, if any) of an address; null for what is no address, or carries a user name. */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, username, password } = new URL(url);
  return username === '' && password === '' ? `${protocol}//${host}` : null;
}

export function isKioskUrl(url: string): boolean {
  return originOf(url) === kioskOrigin;
}

/** Must run before the app is ready. Neither CORS, service workers nor CSP exemptions are granted. */
export function registerScheme({ protocol }: Pick<typeof Electron, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: kioskScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** A protocol belongs to one session: the kiosk's page has its own, so it must be served there and not on the default one. */
export function serveScheme(session: Pick<Electron.Session, 'protocol'>, handler: (request: Request) => Promise<Response>): void {
  session.protocol.handle(kioskScheme, async (request) => {
    if (!isKioskUrl(request.url)) return new Response(null, { status: 404 });
    const from = initiatorOf(request);
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (from === undefined ? !reads : from !== kioskOrigin) return new Response(null, { status: 403 });
    return handler(withOrigin(request));
  });
}

/** Who asks: Electron's own word, which a page cannot forge, before the header; undefined for a load that the browser began. */
function initiatorOf(request: Request): string | null | undefined {
  if ('initiatorOrigin' in request && request.initiatorOrigin !== undefined) {
    return typeof request.initiatorOrigin === 'string' ? request.initiatorOrigin : null;
  }
  return request.headers.get('origin') ?? undefined;
}

/** Requests of a custom scheme bypass the loader that adds Origin, and the station asks every host's page for one. */
function withOrigin(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.set('origin', kioskOrigin);
  return new Request(request, { headers });
}
