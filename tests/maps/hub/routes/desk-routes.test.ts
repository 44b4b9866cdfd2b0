import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toWgs84 } from '../../../../shared/geo/coordinates.ts';
import { distanceMetres } from '../../../../shared/geo/distance.ts';
import { hubOrigin, openHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';
import { temporaryFolder } from '../../../support/station.ts';

const open = { text: '每天 0:00-24:00', schedule: { week: Array(7).fill([[0, 1440]]), holidays: 'same' as const, exceptions: [] } };
type Value = Record<string, never>;

async function desk() {
  const test = await openHub();
  const looker = await test.signIn('look');
  const get = async (path: string) => (await test.ask(`GET /api/desk/${path}`, { headers: looker })).body as { value?: Value };
  return { ...test, get, looker };
}

describe('what the desk is told', () => {
  it('is a page of stations with their state, what waits, and how many there are in all', async () => {
    const { hub, get, clock } = await desk();
    const { stations, reports } = hub.parts;
    await stations.put(
      [stationToPut({ hours: open as never, name: '甲站' }), stationToPut(), stationToPut({ district: ['河东省'] })],
      'import',
    );
    await stations.close(2, { from: '2026-01-01', to: null, reason: '装修' }, 'wang');
    await reports.add({ number: 1, kind: 'locked', amenity: null, address: 'a' }, clock.nowMs());
    const { value } = await get('stations?province=河西省');
    expect(value).toEqual({
      count: 2,
      next: null,
      rows: [
        {
          ...{ number: 1, name: '甲站', district: ['河西省', '西河市', '城北区'], address: '文苑路 12 号', waiting: 1, doubt: null },
          state: { state: 'open', untilMs: null, opensMs: null, suspended: null },
        },
        {
          ...{
            number: 2,
            name: '城北零工之家驿站',
            district: ['河西省', '西河市', '城北区'],
            address: '文苑路 12 号',
            waiting: 0,
            doubt: null,
          },
          state: { state: 'closed', untilMs: null, opensMs: null, suspended: { reason: '装修', until: null } },
        },
      ],
    });
    expect((await get('stations?search=甲')).value).toMatchObject({ count: 1 });
    expect((await get('districts')).value).toEqual({
      districts: [
        { district: ['河东省'], count: 1 },
        { district: ['河西省', '西河市', '城北区'], count: 2 },
      ],
    });
  });

  it('goes on where a page ends', async () => {
    const { hub, get } = await desk();
    await hub.parts.stations.put(
      Array.from({ length: 51 }, () => stationToPut()),
      'import',
    );
    expect((await get('stations')).value).toMatchObject({ count: 51, next: 50 });
    expect((await get('stations?after=50')).value).toMatchObject({ count: 51, next: null, rows: [{ number: 51 }] });
  });

  it('is one station with who changed it', async () => {
    const { hub, get, clock } = await desk();
    await hub.parts.stations.put([stationToPut()], 'import');
    await hub.parts.stations.edit(1, { name: '新名字' }, '王芳');
    expect((await get('stations/1')).value).toMatchObject({
      ...{ edited: ['name'], live: null, waiting: 0, station: { name: '新名字' }, state: { state: 'unknown' } },
      history: [{ by: '王芳', action: 'station.edit', number: 1, atMs: clock.nowMs(), details: { fields: ['name'] } }],
    });
  });

  it('is what is gone, and who did what, page by page, for administrators', async () => {
    const { hub, get, ask, signIn } = await desk();
    await hub.parts.stations.put([stationToPut(), stationToPut({ name: '老站' })], 'import');
    await hub.parts.stations.merge(2, 1, '王芳');
    expect((await get('gone')).value).toEqual({ count: 1, gone: [{ number: 2, name: '老站', mergedInto: 1 }] });
    const admin = await signIn('administer');
    for (let at = 0; at < 60; at++) await hub.parts.stations.edit(1, { accessNote: `第 ${at} 次` }, '王芳');
    const page = async (query: string) => (await ask(`GET /api/desk/audit${query}`, { headers: admin })).body.value as never as Page;
    interface Page {
      readonly lines: readonly { readonly id: string; readonly action: string }[];
      readonly next: string | null;
    }
    const first = await page('');
    const second = await page(`?before=${first.next}`);
    expect([first.lines.length, first.lines.at(-1)?.id === first.next]).toEqual([50, true]);
    expect([
      second.next,
      second.lines.some(({ action }) => action === 'station.merge'),
      new Set([...first.lines, ...second.lines].map(({ id }) => id)).size,
    ]).toEqual([null, true, 50 + second.lines.length]);
  });

  it('is that another program publishes, where nothing here does', async () => {
    const { get } = await desk();
    expect((await get('publishing')).value).toEqual({
      ...{ on: false, publishedAtMs: null, downloadsAtMs: null, waiting: false, failedAtMs: null, stations: 0 },
    });
  });
});

describe('an edit at the desk', () => {
  it('is refused when somebody else was quicker, and says who; a report in between is nobody', async () => {
    const { hub, ask, signIn, clock } = await desk();
    await hub.parts.stations.put([stationToPut()], 'import');
    const seenMs = clock.nowMs();
    clock.pass(1000);
    const reported = { number: 1, kind: 'locked' as const, amenity: null };
    await hub.parts.reports.add({ ...reported, address: 'a' }, clock.nowMs());
    await hub.parts.reports.add({ ...reported, address: 'b' }, clock.nowMs());
    const headers = await signIn('edit');
    const edit = (body: object) => ask('PATCH /api/stations/1', { body, headers });
    expect((await edit({ address: '一号', seenMs })).status).toBe(200);
    clock.pass(1000);
    const { status, body } = await edit({ address: '二号', seenMs });
    expect([status, body.error?.code, body.error?.details['by'], body.error?.message]).toEqual([
      409,
      'changed_meanwhile',
      '操作员2',
      '“操作员2”刚刚改过 1 号驿站：先看看现在的样子，再改一次',
    ]);
    expect((await hub.parts.stations.get(1)).station.address).toBe('一号');
  });

  it('takes a place in the coordinates of its source, and refuses one that can be none', async () => {
    const { hub, ask, signIn } = await desk();
    await hub.parts.stations.put([stationToPut()], 'import');
    const headers = await signIn('edit');
    const original = { lat: 36.62, lng: 101.78, system: 'gcj02' as const };
    const { body } = await ask('PATCH /api/stations/1', { body: { original }, headers });
    expect(body.value).toMatchObject({ station: { original } });
    const { point } = (await hub.parts.stations.get(1)).station;
    expect(Math.round(distanceMetres(point, toWgs84(original, 'gcj02')))).toBe(0);
    expect(distanceMetres(point, original)).toBeGreaterThan(100);
    const { number: _, point: __, ...fresh } = stationToPut();
    expect((await ask('POST /api/stations', { body: { ...fresh, original }, headers })).status).toBe(200);
    expect((await hub.parts.stations.get(2)).station.point).toEqual(point);
    for (const wrong of [
      { lat: 101.78, lng: 36.62 },
      { lat: 0, lng: 0 },
      { lat: 200, lng: 101 },
    ]) {
      const refused = await ask('PATCH /api/stations/1', { body: { original: { ...wrong, system: 'wgs84' } }, headers });
      expect([refused.status, refused.body.error?.code]).toEqual([400, 'input_invalid']);
    }
  });
});

describe('the operators’ page', () => {
  const pageOf = async (files: Readonly<Record<string, string>>) => {
    const deskDir = temporaryFolder();
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(deskDir, name, '..'), { recursive: true });
      writeFileSync(join(deskDir, name), content);
    }
    const { hub } = await openHub({ deskDir });
    return (path: string) => hub.fetch(new Request(`${hubOrigin}/${path}`));
  };

  it('answers every address of its own, under a policy of its own, and keeps its parts for ever', async () => {
    const get = await pageOf({ 'index.html': '<title>desk</title>', 'assets/a-1.js': 'one', 'licences.txt': 'MIT' });
    for (const path of ['desk', 'desk/', 'desk/stations/7']) expect(await (await get(path)).text()).toBe('<title>desk</title>');
    const page = await get('desk');
    expect([page.headers.get('cache-control'), page.headers.get('content-security-policy')]).toEqual([
      'no-cache',
      expect.stringContaining("script-src 'self';"),
    ]);
    expect((await get('desk/assets/a-1.js')).headers.get('cache-control')).toContain('immutable');
    expect(await (await get('desk/licences.txt')).text()).toBe('MIT');
    expect((await get('desk/assets/../index.html')).status).toBe(200);
    expect((await get('desk/assets/none.js')).status).toBe(404);
  });

  it('says how to build it where it is not built', async () => {
    const answer = await (await pageOf({}))('desk');
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('npm run hub')]);
  });
});
