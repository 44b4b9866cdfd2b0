import { describe, expect, it } from 'vitest';
import { hubOrigin, openHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';

const { number: _, ...fresh } = stationToPut();
const jpeg = (comment = '') =>
  new Uint8Array([
    ...[0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2, ...Buffer.from(comment)],
    ...[0xff, 0xc0, 0, 11, 8, 0, 3, 0, 4, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9],
  ]);

describe('the stations’ routes', () => {
  it('answer one station with its trust and its last figures', async () => {
    const { hub, ask, clock } = await openHub();
    const row = stationToPut();
    await hub.parts.stations.put([row], 'import');
    const figures = { number: 1, banks: null, jobs: 4, atMs: clock.nowMs() };
    await hub.parts.live.put(figures);
    expect((await ask('GET /api/stations/1')).body).toEqual({
      ok: true,
      value: {
        station: { ...row, number: 1 },
        trust: { lastConfirmedMs: null, confirmedIn7Days: 0, doubt: null, doubtSinceMs: null },
        live: figures,
        revision: 1,
        updatedAtMs: clock.nowMs(),
      },
    });
  });

  it('show a change at once', async () => {
    const { hub, ask } = await openHub();
    await hub.parts.stations.put([stationToPut()], 'import');
    await ask('GET /api/stations/1');
    await hub.parts.stations.edit(1, { name: '新名字' }, 'wang');
    expect((await ask('GET /api/stations/1')).body).toMatchObject({ value: { station: { name: '新名字' } } });
  });

  it('say of a gone station what it was and where to go instead', async () => {
    const { hub, ask } = await openHub();
    await hub.parts.stations.put([stationToPut({ name: '老站' }), stationToPut()], 'import');
    await hub.parts.stations.merge(1, 2, 'wang');
    const { status, body } = await ask('GET /api/stations/1');
    expect([status, body.error?.code, body.error?.details]).toEqual([410, 'station_gone', { number: 1, name: '老站', mergedInto: 2 }]);
  });

  it('list a district from its province on', async () => {
    const { hub, ask } = await openHub();
    await hub.parts.stations.put([stationToPut(), stationToPut({ district: ['河西省', '东河市', '城北区'] })], 'import');
    const numbers = async (query: string) => {
      const { value } = (await ask(`GET /api/stations?${query}`)).body as { value?: { stations: { station: { number: number } }[] } };
      return value?.stations.map(({ station }) => station.number);
    };
    expect([await numbers('province=河西省&city=东河市'), await numbers('district=城北区'), await numbers('after=1')]).toEqual([
      [2],
      [1, 2],
      [2],
    ]);
  });

  it('keep script in a name as text', async () => {
    const { ask, signIn } = await openHub();
    const admin = await signIn('edit');
    const name = '<script>alert(1)</script>';
    expect((await ask('POST /api/stations', { body: { ...fresh, name }, headers: admin })).status).toBe(200);
    const { body, headers } = await ask('GET /api/stations/1');
    expect(body).toMatchObject({ value: { station: { name } } });
    expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual(['application/json', 'nosniff']);
  });

  it('change only what an edit speaks of, and read its hours', async () => {
    const { hub, ask, signIn } = await openHub();
    await hub.parts.stations.put([stationToPut({ amenityNotes: { water: '热的' } })], 'import');
    await hub.parts.stations.close(1, { from: '2026-11-23', to: null, reason: '装修' }, 'wang');
    const edit = { hoursText: '8:00-18:00', point: { lat: 36.6, lng: 101.7 } };
    const { body } = await ask('PATCH /api/stations/1', { body: edit, headers: await signIn('edit') });
    expect(body).toMatchObject({
      value: {
        station: {
          ...(edit.point && { point: edit.point, original: { ...edit.point, system: 'wgs84' } }),
          hours: { text: '8:00-18:00', schedule: { week: Array(7).fill([[480, 1080]]) } },
          amenityNotes: { water: '热的' },
          closures: [{ reason: '装修' }],
        },
        edited: ['closures', 'point', 'hours'],
      },
    });
  });

  it('refuse an edit of what is not theirs to change, or does not exist', async () => {
    const { hub, ask, signIn } = await openHub();
    await hub.parts.stations.put([stationToPut()], 'import');
    const headers = await signIn('edit');
    for (const body of [{ number: 5 }, { source: { name: 'a', id: 'b' } }, { colour: 'red' }, { amenities: { yes: 1, known: 0 } }]) {
      expect((await ask('PATCH /api/stations/1', { body, headers })).body.error?.code).toBe('input_invalid');
    }
    expect((await ask('PATCH /api/stations/1', { body: { phone: 'x' }, headers })).body.error?.details).toMatchObject({
      issues: [{ path: 'phone' }],
    });
  });

  it('let those who look look, and those who edit edit', async () => {
    const { hub, ask, signIn } = await openHub();
    await hub.parts.stations.put([stationToPut()], 'import');
    const edit = (headers: Record<string, string>) => ask('PATCH /api/stations/1', { body: { phone: '' }, headers });
    expect([(await edit({})).status, (await edit(await signIn('look'))).status, (await edit(await signIn('edit'))).status]).toEqual([
      401, 403, 200,
    ]);
  });

  it('let nobody do anything with a one-time password but change it', async () => {
    const { hub, ask } = await openHub();
    const once = await hub.parts.operators.first('王芳', false);
    const signedIn = await ask('POST /api/session', { body: { name: '王芳', password: once } });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await ask('GET /api/operators', { headers: { cookie } })).body.error?.code).toBe('password_change_first');
    await ask('PUT /api/session/password', { body: { old: once, password: '西河的门开着呢 2026' }, headers: { cookie } });
    expect((await ask('GET /api/operators', { headers: { cookie } })).status).toBe(200);
  });
});

describe('a photo of a door', () => {
  const put = async (test: Awaited<ReturnType<typeof openHub>>, body: BodyInit, headers: Record<string, string>) => {
    const response = await test.hub.fetch(
      new Request(`${hubOrigin}/api/stations/1/photos?takenOn=2026-11-20`, { method: 'PUT', body, headers }),
    );
    return { status: response.status, body: await response.json() };
  };

  it('is published without what the camera wrote, and never changes', async () => {
    const test = await openHub();
    await test.hub.parts.stations.put([stationToPut()], 'import');
    const headers = { 'content-type': 'image/jpeg', ...(await test.signIn('edit')) };
    const { body } = await put(test, jpeg('taken by secret'), headers);
    const answer = await test.hub.fetch(new Request(`${hubOrigin}/photos/${body.value.hash}.jpg`));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([answer.headers.get('content-type'), answer.headers.get('cache-control'), bytes.includes('secret')]).toEqual([
      'image/jpeg',
      'public, max-age=31536000, immutable',
      false,
    ]);
    expect((await test.hub.parts.stations.get(1)).station.photos).toEqual([{ hash: body.value.hash, takenOn: '2026-11-20' }]);
  });

  it('is refused when it is no photo, too large, one too many, or from nobody', async () => {
    const test = await openHub();
    await test.hub.parts.stations.put([stationToPut()], 'import');
    const headers = { 'content-type': 'image/jpeg', ...(await test.signIn('edit')) };
    const code = async (body: BodyInit, more: Record<string, string> = headers) => (await put(test, body, more)).body.error?.code;
    expect([
      await code('<svg onload="alert(1)"/>'),
      await code(new Uint8Array(2 * 1024 * 1024 + 1)),
      await code(jpeg(), { 'content-type': 'image/jpeg' }),
    ]).toEqual(['photo_refused', 'body_too_large', 'signed_out']);
    const photos = Array.from({ length: 6 }, (_, at) => ({ hash: String(at).repeat(32), takenOn: null }));
    await test.hub.parts.stations.edit(1, { photos }, 'wang');
    expect(await code(jpeg())).toBe('too_many_photos');
  });

  it('is not found under any other name', async () => {
    const { hub } = await openHub();
    for (const path of [`/photos/${'a'.repeat(32)}.jpg`, '/photos/../hub.db', '/photos/%2e%2e%2fhub.db', '/photos/hub.db']) {
      expect((await hub.fetch(new Request(hubOrigin + path))).status).toBe(404);
    }
  });
});
