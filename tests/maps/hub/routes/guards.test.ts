import { describe, expect, it } from 'vitest';
import { hubOrigin, openHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';

describe('the hub', () => {
  it('refuses changes that another site’s page sends, also with the cookie', async () => {
    const { ask, signIn } = await openHub();
    const headers = await signIn('edit');
    const from = async (more: Record<string, string>) =>
      (await ask('DELETE /api/stations/1', { headers: { ...headers, ...more } })).body.error?.code;
    expect([
      await from({ origin: 'https://evil.example' }),
      await from({ origin: 'null' }),
      await from({ 'sec-fetch-site': 'cross-site' }),
      await from({ 'sec-fetch-site': 'same-site' }),
      await from({ origin: hubOrigin, 'sec-fetch-site': 'same-origin' }),
    ]).toEqual(['origin_refused', 'origin_refused', 'origin_refused', 'origin_refused', 'station_not_found']);
  });

  it('refuses what a form could send', async () => {
    const { hub } = await openHub();
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/csv']) {
      const request = new Request(`${hubOrigin}/api/session`, {
        method: 'POST',
        body: '{"name":"a","password":"b"}',
        headers: { 'content-type': type },
      });
      expect([type, (await (await hub.fetch(request)).json()).error.code]).toEqual([type, 'body_not_json']);
    }
  });

  it('refuses a body that is too large or no JSON', async () => {
    const { ask, hub } = await openHub();
    expect((await ask('POST /api/session', { body: { name: 'a', password: 'x'.repeat(70_000) } })).body.error?.code).toBe('body_too_large');
    const request = new Request(`${hubOrigin}/api/session`, {
      method: 'POST',
      body: '{"name":',
      headers: { 'content-type': 'application/json' },
    });
    const answer = await hub.fetch(request);
    expect([answer.status, (await answer.json()).error.code]).toEqual([415, 'body_not_json']);
  });

  it('answers an unknown route of the API as a refusal, and any other path as a missing file', async () => {
    const { ask, hub } = await openHub();
    expect((await ask('GET /api/nothing')).body.error?.code).toBe('not_found');
    expect((await hub.fetch(new Request(`${hubOrigin}/nothing`))).status).toBe(404);
  });

  it('tells nothing of a bug but its id', async () => {
    const lines: string[] = [];
    const { hub, ask } = await openHub({
      log: {
        bug: (where, error) => {
          lines.push(`${where}: ${(error as Error).message}`);
          return 'id-1';
        },
      },
    });
    const { parts } = hub;
    Object.assign(parts.stations, { count: () => Promise.reject(new Error('a secret of the disk')) });
    const { status, body } = await ask('GET /api/health');
    expect([status, body.error?.code, body.error?.details]).toEqual([500, 'internal', { id: 'id-1' }]);
    expect(lines).toEqual(['GET /api/health: a secret of the disk']);
  });

  it('says that the database does not answer', async () => {
    const { hub, ask } = await openHub({ log: { bug: () => 'id-1' } });
    Object.assign(hub.parts.stations, { count: () => Promise.reject(Object.assign(new Error(), { code: 'ECONNREFUSED' })) });
    expect((await ask('GET /api/health')).body.error?.code).toBe('database_unreachable');
  });

  it('gives a session as a cookie that no script reads and no other site sends', async () => {
    const { hub, ask } = await openHub({ secure: true });
    const password = await hub.parts.operators.first('王芳', false);
    const { headers } = await ask('POST /api/session', { body: { name: '王芳', password } });
    expect(headers.get('set-cookie')).toMatch(/^yizhan_hub=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });

  it('says how long to wait after wrong passwords', async () => {
    const { ask } = await openHub();
    const tries = [];
    for (let at = 0; at < 4; at++) tries.push(await ask('POST /api/session', { body: { name: '王芳', password: 'no' } }));
    expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect(tries[3]?.headers.get('retry-after')).toBe('2');
  });
});

describe('the reports’ routes', () => {
  const report = { kind: 'locked' };

  it('show a doubt after two people, and none after one of them took it back', async () => {
    const { hub, ask } = await openHub();
    await hub.parts.stations.put([stationToPut()], 'import');
    await ask('POST /api/stations/1/reports', { body: report });
    const second = await ask('POST /api/stations/1/reports', { body: report, address: '198.51.100.2' });
    expect(second.body).toMatchObject({ value: { trust: { doubt: 'locked' } } });
    const { undo } = second.body.value as unknown as { undo: string };
    const back = await ask(`DELETE /api/stations/1/reports/${undo}`, { address: '198.51.100.2' });
    expect(back.body).toMatchObject({ value: { trust: { doubt: null } } });
  });

  it('believe a proxy’s word on the address only where there is a proxy', async () => {
    const asked = async (proxies: number) => {
      const { hub, ask } = await openHub({ proxies });
      await hub.parts.stations.put([stationToPut()], 'import');
      const from = (forwarded: string) => ask('POST /api/stations/1/reports', { body: report, headers: { 'x-forwarded-for': forwarded } });
      return [(await from('203.0.113.1')).status, (await from('203.0.113.2')).status, (await from('203.0.113.9, 203.0.113.2')).status];
    };
    expect([await asked(0), await asked(1)]).toEqual([
      [200, 429, 429],
      [200, 200, 429],
    ]);
  });

  it('refuse what nobody can mean', async () => {
    const { hub, ask } = await openHub();
    await hub.parts.stations.put([stationToPut()], 'import');
    for (const body of [
      {},
      { kind: 'fire' },
      { kind: 'locked', amenity: 'water' },
      { kind: 'broken', amenity: 'sauna' },
      { kind: 'open', text: 'hi' },
    ]) {
      expect((await ask('POST /api/stations/1/reports', { body })).body.error?.code).toBe('input_invalid');
    }
  });

  it('change the station when staff accept, and only then', async () => {
    const { hub, ask, signIn } = await openHub();
    await hub.parts.stations.put(
      [stationToPut({ amenities: { yes: 1, known: 3 } }), stationToPut(), stationToPut(), stationToPut()],
      'import',
    );
    const headers = await signIn('edit');
    const kinds = [
      [1, { kind: 'broken', amenity: 'water' }],
      [2, { kind: 'locked' }],
      [3, { kind: 'never-existed' }],
      [4, { kind: 'moved' }],
    ] as const;
    for (const [number, body] of kinds) await ask(`POST /api/stations/${number}/reports`, { body });
    expect((await ask('GET /api/reports', { headers })).body).toMatchObject({ value: { cases: { length: 4 } } });
    expect(await hub.parts.stations.revision()).toBe(5);
    for (const [number, about] of kinds) {
      expect(
        (await ask(`POST /api/stations/${number}/decision`, { body: { ...about, decision: 'accepted' }, headers })).body,
      ).toMatchObject({
        value: { decided: 1 },
      });
    }
    const { stations } = hub.parts;
    expect([(await stations.get(1)).station.amenities, (await stations.get(2)).station.closures, await stations.find(3)]).toEqual([
      { yes: 0, known: 3 },
      [{ from: '2026-11-23', to: null, reason: '多人反映锁着门' }],
      undefined,
    ]);
    expect((await ask('GET /api/reports', { headers })).body).toMatchObject({ value: { cases: { length: 0 } } });
  });
});

describe('a station’s figures', () => {
  it('are taken from the station itself, with a clock that is right', async () => {
    const { hub, ask, clock } = await openHub();
    await hub.parts.stations.put([stationToPut(), stationToPut()], 'import');
    const authorization = `Bearer ${await hub.parts.live.giveToken(1, 'wang')}`;
    const figures = { number: 1, banks: { available: 3, slots: 5, faulty: 0 }, jobs: null, atMs: clock.nowMs() };
    const tell = async (over: object = {}, headers: Record<string, string> = { authorization }) => {
      const { body } = await ask('POST /api/live', { body: { ...figures, ...over }, headers });
      return body.error?.code ?? (body.value as unknown as { taken: boolean }).taken;
    };
    const day = 86_400_000;
    expect([
      await tell(),
      await tell({ atMs: clock.nowMs() - 60_000 }),
      await tell({ number: 2 }),
      await tell({}, {}),
      await tell({}, { authorization: 'Bearer guessed' }),
      await tell({ atMs: clock.nowMs() + day }),
      await tell({ atMs: clock.nowMs() - day }),
      await tell({ jobs: 70_000 }),
      await tell({ banks: { available: 256, slots: 0, faulty: 0 } }),
    ]).toEqual([
      true,
      false,
      'station_token_wrong',
      'station_token_wrong',
      'station_token_wrong',
      'clock_wrong',
      'clock_wrong',
      'input_invalid',
      'input_invalid',
    ]);
    expect(await hub.parts.live.find(1)).toEqual(figures);
  });
});
