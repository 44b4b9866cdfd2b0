import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDispatch } from '../../../electron/api/dispatch.ts';
import { explainStorageError } from '../../../electron/db/explain.ts';
import { handlerOver, serve } from '../../contract/transports.ts';
import { posting } from '../../support/builders.ts';
import { temporaryFolder, testStation } from '../../support/station.ts';

const home = 'http://127.0.0.1:7410';
const post = (body: string, headers: Record<string, string> = {}, path = '/api/changes.read') =>
  new Request(home + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

async function answer(sent: Request) {
  const response = await handlerOver(testStation().api, () => [home])(sent);
  const body = await response.json();
  return [response.status, body.ok ? 'ok' : body.error.code];
}

describe('the handler', () => {
  it('answers an operation with an envelope', async () => {
    expect(await answer(post('{}'))).toEqual([200, 'ok']);
  });

  it.each([
    ['an operation that is not there', post('{}', {}, '/api/database.drop'), [404, 'operation_unknown']],
    ['a name from the prototype', post('{}', {}, '/api/toString'), [404, 'operation_unknown']],
    ['wrong types', post('[]'), [400, 'input_invalid']],
    ['a body that is not JSON', post('{'), [415, 'body_not_json']],
    ['a form that a foreign page can send unasked', post('{}', { 'content-type': 'text/plain' }), [415, 'body_not_json']],
    ['a body of more than 64 KB', post(`{"x":"${'x'.repeat(70_000)}"}`), [413, 'body_too_large']],
    ['GET on an operation', new Request(`${home}/api/changes.read`), [405, 'method_not_allowed']],
    ['another method', new Request(home, { method: 'DELETE' }), [405, 'method_not_allowed']],
    ['a page that is not there', new Request(`${home}/nothing.html`), [404, 'not_found']],
    ['a foreign origin', post('{}', { origin: 'http://evil.example' }), [403, 'origin_refused']],
    ['the origin null of a sandboxed frame', post('{}', { origin: 'null' }), [403, 'origin_refused']],
    ['a request that the browser calls cross-site', post('{}', { 'sec-fetch-site': 'cross-site' }), [403, 'origin_refused']],
    ['another address of this machine', new Request('http://kiosk.evil.example:7410/', {}), [403, 'origin_refused']],
  ])('refuses %s', async (_, sent, expected) => {
    expect(await answer(sent)).toEqual(expected);
  });

  it('refuses a wrong Host over real HTTP, as DNS rebinding sends it', async () => {
    const origin = await serve(testStation().api);
    const status = await new Promise((resolve) => {
      request(
        `${origin}/api/changes.read`,
        { method: 'POST', headers: { host: 'evil.example', 'content-type': 'application/json' } },
        (response) => resolve(response.statusCode),
      ).end('{}');
    });
    expect(status).toBe(403);
  });

  it('refuses an oversized body that does not tell its length', async () => {
    const origin = await serve(testStation().api);
    const status = await new Promise((resolve) => {
      const sent = request(
        `${origin}/api/changes.read`,
        { method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on('error', () => {});
      for (let part = 0; part < 80; part++) sent.write(' '.repeat(1024));
      sent.end('{}');
    });
    expect(status).toBe(413);
  });

  it('knows the custom scheme of the desktop host', async () => {
    const handler = handlerOver(testStation().api, () => ['yizhan://kiosk']);
    const status = async (url: string) =>
      (await handler(new Request(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }))).status;
    expect([await status('yizhan://kiosk/api/changes.read'), await status('yizhan://kiosk.evil/api/changes.read')]).toEqual([200, 403]);
  });
});

describe('the page', () => {
  function page() {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>驿站</title>');
    writeFileSync(join(folder, 'assets', 'app-1a2b3c.js'), 'export {}');
    writeFileSync(join(folder, '..', 'outside.html'), 'secret');
    const handler = handlerOver(testStation().api, () => [home], folder);
    return (path: string) => handler(new Request(home + path));
  }

  it('is served fresh, with a strict policy, and starts with an empty storage', async () => {
    const response = await page()('/');
    expect(await response.text()).toContain('驿站');
    expect(
      Object.fromEntries(
        ['content-type', 'cache-control', 'clear-site-data', 'x-content-type-options', 'referrer-policy'].map((name) => [
          name,
          response.headers.get(name),
        ]),
      ),
    ).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'clear-site-data': '"cookies", "storage"',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
  });

  it('has parts that may be kept for ever, since their names carry their content', async () => {
    const response = await page()('/assets/app-1a2b3c.js');
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ]);
  });

  it.each(['/../outside.html', '/..%2foutside.html', '/assets/../../outside.html', '//etc/passwd'])(
    'reads nothing outside its folder: %s',
    async (path) => {
      expect((await page()(path)).status).toBe(404);
    },
  );
});

describe('the static roll', () => {
  it('turns pages without script, escapes what postings say, and begins again after the last', async () => {
    const station = testStation();
    station.publish(...Array.from({ length: 7 }, (_, number) => posting({ title: `<b>岗位 ${number}</b>`, startMinute: 480 + number })));
    const handler = handlerOver(station.api, () => [home]);
    const page = async (number: string) => (await handler(new Request(`${home}/static-roll?page=${number}`))).text();
    const pages = [await page('0'), await page('1'), await page('2'), await page('x')];
    expect(pages.map((html) => html.match(/&lt;b&gt;岗位 \d/g)?.length)).toEqual([6, 1, 6, 6]);
    expect(pages[0]).toContain('content="10;url=/static-roll?page=1"');
    expect(pages[0]).not.toContain('<script');
  });

  it('shows the hotlines when there is no posting', async () => {
    const handler = handlerOver(testStation().api, () => [home]);
    expect(await (await handler(new Request(`${home}/static-roll`))).text()).toContain('12351');
  });
});

describe('dispatch', () => {
  it('answers a bug with an id and no detail, and reports it with the same id', async () => {
    const reports: object[] = [];
    const api = { ...testStation().api, 'changes.read': () => Promise.reject(new TypeError('of a worker 19900002608')) };
    const dispatch = createDispatch({
      api,
      actorOf: () => undefined,
      explain: explainStorageError,
      report: (event, details) => reports.push({ event, id: details.id, code: details.code }),
    });
    const envelope = await dispatch('changes.read', {});
    if (envelope.ok) throw new Error('it should have failed');
    expect(envelope.error).toEqual({
      code: 'internal',
      message: 'something went wrong; the log has the details',
      details: { id: expect.any(String) },
    });
    expect(reports).toEqual([{ event: 'bug', code: 'internal', id: envelope.error.details['id'] }]);
  });
});
