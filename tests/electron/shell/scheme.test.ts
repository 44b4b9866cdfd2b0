import { describe, expect, it } from 'vitest';
import { startShell } from './start-shell.ts';

async function kiosk() {
  const shell = await startShell();
  const handler = shell.contents.session.protocol.handlers.get('yizhan');
  if (!handler) throw new Error('the scheme is not served');
  return { ...shell, handler };
}

/** As Electron hands it over: `initiatorOrigin` beside the standard fields. */
function request(url: string, init: RequestInit = {}, initiatorOrigin?: string | null): Request {
  const made = new Request(url, init);
  return initiatorOrigin === undefined ? made : Object.assign(made, { initiatorOrigin });
}
const post = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };

describe('the scheme yizhan:', () => {
  it('is registered as standard and secure, without CORS, service workers or an exemption from the page policy', async () => {
    const { protocol } = await startShell();
    expect(protocol.schemes).toEqual([
      { scheme: 'yizhan', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    ]);
  });

  it("is served on the kiosk's own session and not on the default one", async () => {
    const { contents, protocol } = await startShell();
    expect({ own: [...contents.session.protocol.handlers.keys()], default: [...protocol.handlers.keys()] }).toEqual({
      own: ['yizhan'],
      default: [],
    });
  });

  it("answers the browser's own load of the page from the station", async () => {
    const { handler } = await kiosk();
    const response = await handler(request('yizhan://kiosk/'));
    expect(await response.text()).toBe('station: GET yizhan://kiosk/');
  });

  it.each(['yizhan://kiosk.evil/', 'yizhan://evil/', 'yizhan://kiosk:81/', 'yizhan://kiosk@evil/', 'yizhan://me@kiosk/'])(
    'knows no %s',
    async (url) => {
      const { handler } = await kiosk();
      expect((await handler(Object.defineProperty(new Request('yizhan://kiosk/'), 'url', { value: url }))).status).toBe(404);
    },
  );

  it('hands the body on, under the origin that the station asks of every page', async () => {
    const seen: unknown[] = [];
    const shell = await startShell({
      openStation: () => ({
        handler: async (given) => {
          seen.push({
            method: given.method,
            origin: given.headers.get('origin'),
            type: given.headers.get('content-type'),
            body: await given.text(),
          });
          return new Response('ok');
        },
        api: {} as never,
        mapOrigin: () => null,
        close: () => undefined,
      }),
    });
    const handler = shell.contents.session.protocol.handlers.get('yizhan');
    await handler?.(request('yizhan://kiosk/api/changes.read', post, 'yizhan://kiosk'));
    expect(seen).toEqual([{ method: 'POST', origin: 'yizhan://kiosk', type: 'application/json', body: '{}' }]);
  });

  it.each([
    ['another page', 'https://host.evil.com'],
    ['a page without an origin', null],
    ['a page of another host', 'yizhan://kiosk.evil'],
  ])('refuses %s, whatever its headers say', async (_name, initiator) => {
    const { handler } = await kiosk();
    const forged = { ...post, headers: { ...post.headers, origin: 'yizhan://kiosk' } };
    const statuses = await Promise.all(
      [forged, { headers: { origin: 'yizhan://kiosk' } }].map(
        async (init) => (await handler(request('yizhan://kiosk/api/x', init, initiator))).status,
      ),
    );
    expect(statuses).toEqual([403, 403]);
  });

  it('goes by the Origin header where Electron does not say who asks, and refuses a command from nobody', async () => {
    const { handler } = await kiosk();
    const from = async (origin?: string) =>
      (await handler(request('yizhan://kiosk/api/x', { ...post, headers: origin === undefined ? {} : { origin } }))).status;
    expect([await from('yizhan://kiosk'), await from('https://host.evil.com'), await from()]).toEqual([200, 403, 403]);
  });
});
