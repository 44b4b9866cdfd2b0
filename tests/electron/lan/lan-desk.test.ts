import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { connect as tcpConnect } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStation, type Station } from '../../../electron/compose.ts';
import { readDemo } from '../../../electron/demo-files.ts';
import { isPrivate, lanAddresses } from '../../../electron/lan/addresses.ts';
import { lanCertificate } from '../../../electron/lan/certificate.ts';
import { rateLimit } from '../../../electron/lan/rate-limit.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import type { LanView } from '../../../shared/api/desk/care.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { now } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/station.ts';

const pin = '482915';
const dayMs = 86_400_000;
const log = { info: () => {}, warn: () => {}, error: () => {} };

interface Answered {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
  readonly body: { ok?: boolean; value?: Record<string, unknown>; error?: { code: string; details: Record<string, unknown> } };
}

/** A request over real TLS, as a browser that has accepted the certificate makes it. */
function ask(port: number, path: string, { method = 'POST', headers = {}, input = {} as unknown, host = `127.0.0.1:${port}` } = {}) {
  return new Promise<Answered>((resolve, reject) => {
    const asked = httpsRequest(
      {
        ...{ host: '127.0.0.1', port, path, method, rejectUnauthorized: false },
        headers: { host, ...(method === 'POST' && { 'content-type': 'application/json' }), ...headers },
      },
      (answer) => {
        let text = '';
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => {
          const body = /json/.test(answer.headers['content-type'] ?? '') ? JSON.parse(text) : {};
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, body });
        });
      },
    );
    asked.on('error', reject);
    asked.end(method === 'POST' ? JSON.stringify(input) : undefined);
  });
}

async function opened(options: { addresses?: () => readonly string[]; port?: number } = {}) {
  const dataDir = temporaryFolder();
  const rendererDir = temporaryFolder();
  writeFileSync(join(rendererDir, 'index.html'), '<!doctype html><title>驿站</title>');
  const addresses = options.addresses ?? (() => ['127.0.0.1']);
  const station = openStation({
    ...{ dataDir, rendererDir, origins: ['http://127.0.0.1:1'], log, lan: { port: options.port ?? 0, addresses } },
    demo: () => readDemo(join(import.meta.dirname, '../../../examples')),
  });
  onTestFinished(() => station.close());
  const { token } = await station.api['staff.set-up']({ name: '马站长', pin });
  const [{ id: staffId } = { id: '' }] = (await station.api['staff.list']({}, { staffId: '', name: '' })).people;
  const chief: Actor = { staffId, name: '马站长' };
  return { station, dataDir, chief, token };
}

const portOf = (view: LanView) => Number(/:(\d+)\/desk$/.exec(view.addresses[0] ?? '')?.[1]);

async function switchedOn() {
  const made = await opened();
  const view = await made.station.api['lan.switch']({ on: true }, made.chief);
  const port = portOf(view);
  const api = (name: string, input: unknown, token?: string, over = {}) =>
    ask(port, `/api/${name}`, { input, headers: { ...(token && { authorization: `Bearer ${token}` }), ...over } });
  const signIn = async () => String((await api('staff.sign-in', { pin })).body.value?.['token']);
  return { ...made, view, port, api, signIn };
}

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = tcpConnect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

async function kioskAsk(station: Station, name: string, token: string) {
  const answer = await station.handler(
    new Request(`http://127.0.0.1:1/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{}',
    }),
  );
  return ((await answer.json()) as Answered['body']).error?.code ?? 'done';
}

describe('the desk over the LAN', () => {
  it('is off until a manager turns it on, and off again at once', async () => {
    const { station, chief } = await opened();
    const off = { on: false, addresses: [], fingerprint: null, validThroughMs: null, trouble: null };
    expect(await station.api['lan.get']({}, chief)).toEqual(off);
    const on = await station.api['lan.switch']({ on: true }, chief);
    expect(on).toMatchObject({ on: true, trouble: null, addresses: [`https://127.0.0.1:${portOf(on)}/desk`] });
    expect(await listens(portOf(on))).toBe(true);
    expect(await station.api['lan.switch']({ on: false }, chief)).toEqual(off);
    expect(await listens(portOf(on))).toBe(false);
  });

  it('shows the fingerprint that the certificate has, and speaks nothing older than TLS 1.2', async () => {
    const { port, view } = await switchedOn();
    const shown = await new Promise<string>((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      });
      socket.on('error', reject);
    });
    expect(view.fingerprint).toBe(shown);
    const old = new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, maxVersion: 'TLSv1.1', minVersion: 'TLSv1' }, () =>
        resolve('open'),
      );
      socket.on('error', () => resolve('refused'));
    });
    expect(await old).toBe('refused');
  });

  it('serves the page at /desk with a strict policy and without HSTS, and leads there', async () => {
    const { port } = await switchedOn();
    const page = await ask(port, '/desk', { method: 'GET' });
    expect([page.status, page.text, page.headers['strict-transport-security']]).toEqual([
      200,
      '<!doctype html><title>驿站</title>',
      undefined,
    ]);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    const root = await ask(port, '/', { method: 'GET' });
    expect([root.status, root.headers['location']]).toEqual([302, '/desk']);
    expect((await ask(port, '/static-roll', { method: 'GET' })).status).toBe(404);
  });

  it('does what the desk does, for whoever has a PIN', async () => {
    const { api, signIn } = await switchedOn();
    expect((await api('desk.today', {})).body.error?.code).toBe('staff_only');
    const token = await signIn();
    expect((await api('desk.today', {}, token)).body.value).toMatchObject({ visitsToday: 0 });
    expect((await api('station.get', {})).body.ok).toBe(true);
  });

  it('refuses what is done at the kiosk: visits, cards, the first PIN, the recovery code', async () => {
    const { api, signIn } = await switchedOn();
    const token = await signIn();
    const sessionId = crypto.randomUUID();
    const asked = [
      api('visit.log', { purpose: 'rest', sessionId }, token),
      api('card.scan', { sessionId, text: '1' }, token),
      api('reach.record', { reach: [] }, token),
      api('session.end', { sessionId }, token),
      api('staff.set-up', { name: '谁', pin: '591736' }),
      api('staff.recover', { code: 'AAAA-BBBB-CCCC-DDDD', pin: '591736' }),
    ];
    expect((await Promise.all(asked)).map(({ status, body }) => `${status} ${body.error?.code}`)).toEqual(
      asked.map(() => '403 kiosk_only'),
    );
    expect((await api('no.such', {}, token)).body.error?.code).toBe('operation_unknown');
  });

  it('refuses a token of the kiosk, one that signed out, and its own at the kiosk', async () => {
    const { station, api, signIn, token: kiosk } = await switchedOn();
    expect((await api('desk.today', {}, kiosk)).body.error?.code).toBe('staff_only');
    const token = await signIn();
    expect([await kioskAsk(station, 'desk.today', token), await kioskAsk(station, 'desk.today', kiosk)]).toEqual(['staff_only', 'done']);
    await api('staff.sign-out', {}, token);
    expect((await api('desk.today', {}, token)).body.error?.code).toBe('staff_only');
  });

  it('locks after five wrong PINs, and the kiosk’s own door stays open', async () => {
    const { station, api } = await switchedOn();
    const codes = [];
    for (let time = 0; time < 6; time++) codes.push((await api('staff.sign-in', { pin: '111222' })).body.error?.code);
    expect(codes).toEqual([...Array(4).fill('pin_wrong'), 'staff_locked', 'staff_locked']);
    expect((await api('staff.sign-in', { pin })).status).toBe(429);
    expect((await station.api['staff.sign-in']({ pin })).name).toBe('马站长');
  });

  it('answers other hosts, other pages and foreign origins with a refusal', async () => {
    const { port, api } = await switchedOn();
    const refused = [
      ask(port, '/api/station.get', { host: `yizhan.example:${port}` }),
      ask(port, '/desk', { method: 'GET', host: `10.9.8.7:${port}` }),
      ask(port, '/', { method: 'GET', host: `10.9.8.7:${port}` }),
      api('station.get', {}, undefined, { origin: 'https://evil.example' }),
      api('station.get', {}, undefined, { 'sec-fetch-site': 'cross-site' }),
      api('station.get', {}, undefined, { origin: `http://127.0.0.1:${port}` }),
    ];
    expect((await Promise.all(refused)).map(({ body }) => body.error?.code)).toEqual(refused.map(() => 'origin_refused'));
    expect((await api('station.get', {}, undefined, { origin: `https://127.0.0.1:${port}` })).status).toBe(200);
  });

  it('serves one address so much a minute and no more', async () => {
    const { port } = await switchedOn();
    const tries = await Promise.all(Array.from({ length: 12 }, () => ask(port, '/api/staff.sign-in', { input: { pin: '1' } })));
    const codes = tries.map(({ body }) => body.error?.code);
    expect(codes.filter((code) => code === 'lan_too_fast')).toHaveLength(2);
  });

  it('is turned on by managers only, and says when the port is taken', async () => {
    const first = await switchedOn();
    const { station, chief } = await opened({ port: first.port });
    const refused = await station.api['lan.switch']({ on: true }, chief).catch((error: AppError) => error.code);
    expect([refused, await station.api['lan.get']({}, chief)]).toMatchObject(['lan_port_taken', { on: false, trouble: null }]);
    await station.api['staff.add']({ name: '杨姐', pin: '591736', manager: false, phones: false }, chief);
    const actor = { staffId: (await station.api['staff.list']({}, chief)).people[1]?.id ?? '', name: '杨姐' };
    expect(await station.api['lan.switch']({ on: true }, actor).catch((error: AppError) => error.code)).toBe('staff_not_allowed');
  });
});

describe('the certificate', () => {
  const addresses = ['192.168.1.20'];

  it('is kept for the station’s user only, and is the same as long as it is good', async () => {
    const folder = temporaryFolder();
    const first = await lanCertificate(folder, addresses, now);
    expect(statSync(join(folder, 'lan-tls.json')).mode & 0o777).toBe(0o600);
    expect(await lanCertificate(folder, addresses, now + 300 * dayMs)).toEqual(first);
    expect(first.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it.each([
    ['a month before it ends', addresses, 368],
    ['when the machine has got another address', ['192.168.1.21'], 1],
    ['when the clock stands before its beginning', addresses, -2],
  ] as const)('is made anew %s', async (_, names, days) => {
    const folder = temporaryFolder();
    const first = await lanCertificate(folder, addresses, now);
    const next = await lanCertificate(folder, names, now + days * dayMs);
    expect(next.fingerprint).not.toBe(first.fingerprint);
  });

  it('is made anew when its file is damaged', async () => {
    const folder = temporaryFolder();
    await lanCertificate(folder, addresses, now);
    writeFileSync(join(folder, 'lan-tls.json'), readFileSync(join(folder, 'lan-tls.json'), 'utf8').slice(0, 300), { mode: 0o600 });
    expect((await lanCertificate(folder, addresses, now)).validThroughMs).toBeGreaterThan(now);
  });
});

describe('addresses of the LAN', () => {
  it.each([
    ['192.168.1.20', true],
    ['10.0.0.7', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['169.254.3.4', true],
    ['::ffff:192.168.1.5', true],
    ['8.8.8.8', false],
    ['1920.168.1.1', false],
    ['10.evil.example', false],
    ['', false],
  ])('%s: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected);
  });

  it('are the private ones that others reach', () => {
    const at = (address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) =>
      ({ address, family, internal, netmask: '', mac: '', cidr: null, ...(family === 'IPv6' && { scopeid: 0 }) }) as never;
    expect(
      lanAddresses({ lo: [at('127.0.0.1', 'IPv4', true)], eth0: [at('192.168.1.20'), at('fe80::1', 'IPv6')], wan: [at('8.8.8.8')] }),
    ).toEqual(['192.168.1.20']);
  });
});

describe('a share of requests', () => {
  it('comes back with time, and is each address’s own', () => {
    let ms = 0;
    const limit = rateLimit(3, 60_000, () => ms);
    const takes = (address: string, times: number) => Array.from({ length: times }, () => limit.takes(address)).filter(Boolean).length;
    expect([takes('a', 5), takes('b', 5)]).toEqual([3, 3]);
    ms += 20_000;
    expect([takes('a', 5), takes('b', 5)]).toEqual([1, 1]);
    ms += 600_000;
    expect(takes('a', 9)).toBe(3);
  });

  it('never serves more than its share in a minute, whoever else asks', () => {
    const limit = rateLimit(2, 60_000, () => 0);
    for (let other = 0; other < 5000; other++) limit.takes(`o${other}`);
    expect([limit.takes('o4999'), limit.takes('o4999')]).toEqual([true, false]);
  });
});
