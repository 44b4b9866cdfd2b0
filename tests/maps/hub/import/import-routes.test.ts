import { readdirSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { describe, expect, it } from 'vitest';
import { HubError } from '../../../../maps/hub/hub-error.ts';
import { importRoutes } from '../../../../maps/hub/import/import-routes.ts';
import { uploadFolder } from '../../../../maps/hub/import/upload-folder.ts';
import { refusalOf } from '../../../../maps/hub/routes/answers.ts';
import { type HubEnv, sessionCookie } from '../../../../maps/hub/routes/guards.ts';
import type { Operators, Role } from '../../../../maps/hub/services/operators.ts';
import { now } from '../../../support/builders.ts';
import { temporaryFolder } from '../../../support/station.ts';
import { csv, emptyStore } from './stations-csv.ts';

const text = csv(['A1,海棠路驿站,101.76,36.62', 'A2,建设路驿站,101.77,36.63']);

/** The session's token is the operator's name and role. */
const operators = {
  find: async (token: string) => {
    const [name = '', role] = token.split('.');
    return { name, role: role as Role, mustChange: false };
  },
} as Operators;

async function hub(most?: number) {
  const clock = { nowMs: now };
  const folder = temporaryFolder();
  const stations = await emptyStore();
  const uploads = await uploadFolder(folder, () => clock.nowMs, most);
  const app = new OpenAPIHono<HubEnv>();
  app.onError((error) =>
    refusalOf(error, (bug) => {
      throw bug;
    }),
  );
  app.route('/', importRoutes({ stations, operators }, uploads));
  async function ask(method: string, path: string, body?: unknown, who = 'wang.edit') {
    const isFile = typeof body === 'string';
    const response = await app.request(path, {
      method,
      headers: {
        cookie: `${sessionCookie}=${who}`,
        ...(body !== undefined && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
    });
    const answer = (await response.json()) as { ok: boolean; value?: never; error?: { code: string; message: string } };
    return { status: response.status, ...answer, value: answer.value as unknown as Record<string, unknown> };
  }
  const files = () => readdirSync(folder);
  return { app, ask, stations, clock, files };
}

const options = { source: '市总工会', system: 'wgs84' };

describe('the operator’s import', () => {
  it('takes a file, shows what it would do as often as asked, and imports it once', async () => {
    const { ask, stations, files } = await hub();
    const { value: upload } = await ask('POST', '/api/imports?name=站点.csv', text);
    expect([upload['name'], upload['size'], files().length]).toEqual(['站点.csv', new TextEncoder().encode(text).length, 1]);
    const path = `/api/imports/${upload['token']}`;

    const looked = await ask('POST', `${path}/check`, { ...options, system: '' });
    expect((looked.value['refusal'] as { code: string }).code).toBe('system_missing');
    const checked = await ask('POST', `${path}/check`, options);
    const report = checked.value['report'] as Record<string, unknown>;
    expect([checked.value['written'], report['added'], (report['columns'] as unknown[])[1], await stations.count()]).toEqual([
      false,
      2,
      { heading: '名称', field: 'name', word: '名称', system: null, chosen: false, sample: '海棠路驿站' },
      0,
    ]);

    const done = await ask('POST', `${path}/run`, options);
    expect([done.value['written'], (done.value['lines'] as string[]).at(-1), await stations.count(), files()]).toEqual([
      true,
      '导入完成：新增 2，更新 0，没有变化 0。',
      2,
      [],
    ]);
    expect(await ask('POST', `${path}/run`, options)).toMatchObject({ status: 404, error: { code: 'not_found' } });
  });

  it('keeps a file that was refused, so that its columns can be put right', async () => {
    const { ask, files } = await hub();
    const { value } = await ask('POST', '/api/imports?name=a.csv', text.replace('名称', '叫法'));
    const path = `/api/imports/${value['token']}/run`;
    const refused = await ask('POST', path, options);
    expect([refused.status, (refused.value['refusal'] as { code: string }).code, files().length]).toEqual([200, 'column_missing', 1]);
    const done = await ask('POST', path, { ...options, map: ['叫法=名称'] });
    expect(done.value['written']).toBe(true);
  });

  it('refuses a body that is too large, and keeps nothing of it', async () => {
    const { ask, files } = await hub(50);
    const refused = await ask('POST', '/api/imports?name=a.csv', text);
    expect([refused.status, refused.error?.code, files()]).toEqual([413, 'body_too_large', []]);
  });

  it('is for those who may edit, and each sees only their own files', async () => {
    const { ask } = await hub();
    expect((await ask('POST', '/api/imports?name=a.csv', text, 'li.look')).error?.code).toBe('role_refused');
    const { value } = await ask('POST', '/api/imports?name=a.csv', text);
    expect((await ask('POST', `/api/imports/${value['token']}/check`, options, 'li.edit')).error?.code).toBe('not_found');
  });

  it('forgets a file after an hour, and an operator’s third', async () => {
    const { ask, clock, files } = await hub();
    for (let turn = 0; turn < 3; turn++) await ask('POST', '/api/imports?name=a.csv', text);
    expect(files().length).toBe(2);
    clock.nowMs += 3_600_001;
    const { value } = await ask('POST', '/api/imports?name=a.csv', text);
    expect(files()).toEqual([`${value['token']}.upload`]);
  });

  it.each([
    [{ source: '' }, '没有说这份名单是谁的'],
    [{ source: '工会', system: '西安80' }, '没有「西安80」这个坐标系'],
    [{ source: '工会', map: ['备注=心情'] }, '没有「心情」这个字段'],
  ])('refuses options %j with a sentence', async (wrong, sentence) => {
    const { ask } = await hub();
    const { value } = await ask('POST', '/api/imports?name=a.csv', text);
    const refused = await ask('POST', `/api/imports/${value['token']}/check`, wrong);
    expect([refused.status, refused.error?.code, refused.error?.message.startsWith(sentence)]).toEqual([400, 'input_invalid', true]);
  });

  it('lists pairs and the fields that a column may mean', async () => {
    const { ask, stations } = await hub();
    const { value } = await ask('POST', '/api/imports?name=a.csv', csv(['A1,海棠路驿站,101.76,36.62', 'A2,海棠路站,101.76,36.62']));
    await ask('POST', `/api/imports/${value['token']}/run`, options);
    const pairs = await ask('GET', '/api/duplicates', undefined, 'li.look');
    const fields = await ask('GET', '/api/import-fields', undefined, 'li.look');
    expect([await stations.count(), pairs.value['count'], (fields.value['fields'] as unknown[])[0]]).toEqual([
      2,
      1,
      { field: 'id', word: '编号' },
    ]);
  });

  it('shows the columns of a file in which it cannot find the name or the place, so that they can be chosen', async () => {
    const { ask } = await hub();
    const { value } = await ask('POST', '/api/imports?name=a.csv', '号,叫什么,经度,纬度\nA1,海棠路驿站,101.76,36.62\n');
    const path = `/api/imports/${value['token']}/check`;
    expect((await ask('POST', path, options)).value).toMatchObject({
      ...{ report: null, refusal: { code: 'column_missing' } },
      columns: [{ heading: '号' }, { heading: '叫什么', field: null, sample: '海棠路驿站' }, { word: '经度' }, { word: '纬度' }],
    });
    expect((await ask('POST', path, { ...options, map: ['叫什么=name'] })).value).toMatchObject({ refusal: null, report: { added: 1 } });
  });

  it('passes on what is no fault of the file', async () => {
    const { ask, stations } = await hub();
    const { value } = await ask('POST', '/api/imports?name=a.csv', text);
    stations.all = () => {
      throw new HubError('database_unreachable', '数据库现在连不上');
    };
    expect((await ask('POST', `/api/imports/${value['token']}/check`, options)).status).toBe(503);
  });
});
