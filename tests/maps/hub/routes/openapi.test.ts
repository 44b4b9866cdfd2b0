import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { content, noticeContent } from '../../../support/builders.ts';
import { batchOf, dayFact, linkKeys, postingFact, signToken } from '../../../support/exchange.ts';
import { openHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';

interface Operation {
  readonly summary?: string;
  readonly responses: Record<string, { readonly content: { readonly 'application/json': { readonly schema: object } } }>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

/** A schema of the document as one that can be tried: its references point into itself. */
function schemaOf({ components }: Document, schema: object): z.ZodType {
  const whole = { ...schema, $defs: components.schemas };
  return z.fromJSONSchema(JSON.parse(JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')));
}

const jpeg = new Uint8Array([
  ...[0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 3, 0, 4, 1, 1, 0x11, 0],
  ...[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 3, 0xff, 0xd9],
]);

describe('the OpenAPI document', () => {
  it('has every route of the API, and no other', async () => {
    const { hub, ask } = await openHub();
    const document = (await ask('GET /openapi.json')).body as unknown as Document;
    const written = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = hub.routes.filter((route) => / \/api\//.test(route)).map((route) => route.replace(/:(\w+)(\{[^/]*\})?/g, '{$1}'));
    expect(written.sort()).toEqual([...new Set(served)].sort());
    expect(document.openapi).toBe('3.1.0');
  });

  it('says what each route is for', async () => {
    const document = (await (await openHub()).ask('GET /openapi.json')).body as unknown as Document;
    const silent = Object.values(document.paths).flatMap((methods) => Object.values(methods).filter(({ summary }) => !summary));
    expect(silent).toEqual([]);
  });

  it('describes what is answered: each route, going well and refused', async () => {
    const { hub, ask, signIn, clock } = await openHub();
    const document = (await ask('GET /openapi.json')).body as unknown as Document;
    const [admin, looker] = [await signIn('administer'), await signIn('look')];
    await hub.parts.stations.put([stationToPut(), stationToPut(), stationToPut(), stationToPut()], 'import');
    const token = await hub.parts.live.giveToken(1, 'test');
    const { undo } = await hub.parts.reports.add({ number: 2, kind: 'moved', amenity: null, address: 'a' }, clock.nowMs());
    await hub.parts.reports.add({ number: 3, kind: 'locked', amenity: null, address: 'a' }, clock.nowMs());
    await hub.parts.operators.add('李强', 'look', 'test');
    const once = await hub.parts.operators.add('赵敏', 'look', 'test');
    const zhao = { cookie: `yizhan_hub=${(await hub.parts.operators.signIn('赵敏', once)).token}` };
    const { number: _, ...fresh } = stationToPut();

    const checked = new Set<string>();
    async function check(path: string, what: string, options: Parameters<typeof ask>[1], expected: number): Promise<void> {
      const answer = await ask(what, options);
      const [method = ''] = what.split(' ');
      const operation = document.paths[path]?.[method.toLowerCase()];
      const schema = operation?.responses[expected === 200 ? '200' : 'default']?.content['application/json'].schema ?? {};
      expect([what, answer.status, answer.body.error?.code]).toEqual([what, expected, expected === 200 ? undefined : expect.any(String)]);
      expect([what, schemaOf(document, schema).safeParse(answer.body).error]).toEqual([what, undefined]);
      checked.add(`${method} ${path} ${expected === 200 ? 'good' : 'refused'}`);
    }

    const one = '/api/stations/{number}';
    await check('/api/health', 'GET /api/health', {}, 200);
    await check('/api/stations', 'GET /api/stations?limit=2&province=河西省', {}, 200);
    await check('/api/stations', 'GET /api/stations?limit=0', {}, 400);
    await check(one, 'GET /api/stations/1', {}, 200);
    await check(one, 'GET /api/stations/999', {}, 404);
    await check('/api/stations', 'POST /api/stations', { body: fresh, headers: admin }, 200);
    await check('/api/stations', 'POST /api/stations', { body: fresh, headers: admin }, 409);
    await check(one, 'PATCH /api/stations/1', { body: { hoursText: '8:00-18:00' }, headers: admin }, 200);
    await check(one, 'PATCH /api/stations/1', { body: { phone: 'call me' }, headers: admin }, 400);
    const closure = { from: '2026-11-23', to: '2026-11-30', reason: '装修' };
    await check(`${one}/closures`, 'POST /api/stations/1/closures', { body: closure, headers: admin }, 200);
    await check(`${one}/closures`, 'POST /api/stations/1/closures', { body: { ...closure, to: '2026-01-01' }, headers: admin }, 400);
    await check(`${one}/merge`, 'POST /api/stations/4/merge', { body: { into: 1 }, headers: admin }, 200);
    await check(`${one}/merge`, 'POST /api/stations/1/merge', { body: { into: 1 }, headers: admin }, 400);
    await check(`${one}/restore`, 'POST /api/stations/4/restore', { headers: admin }, 200);
    await check(`${one}/restore`, 'POST /api/stations/999/restore', { headers: admin }, 404);
    await check(one, 'DELETE /api/stations/4', { headers: admin }, 200);
    await check(one, 'DELETE /api/stations/4', { headers: admin }, 410);
    await check(`${one}/token`, 'POST /api/stations/2/token', { headers: admin }, 200);
    await check(`${one}/token`, 'POST /api/stations/2/token', { headers: looker }, 403);
    const report = { kind: 'open' };
    await check(`${one}/reports`, 'POST /api/stations/1/reports', { body: report }, 200);
    await check(`${one}/reports`, 'POST /api/stations/1/reports', { body: report }, 429);
    await check(`${one}/reports/{undo}`, `DELETE /api/stations/2/reports/${undo}`, {}, 200);
    await check(`${one}/reports/{undo}`, `DELETE /api/stations/2/reports/${undo}`, {}, 409);
    await check('/api/reports', 'GET /api/reports', { headers: looker }, 200);
    await check('/api/reports', 'GET /api/reports', {}, 401);
    const decision = { kind: 'locked', decision: 'dismissed' };
    await check(`${one}/decision`, 'POST /api/stations/3/decision', { body: decision, headers: admin }, 200);
    await check(`${one}/decision`, 'POST /api/stations/3/decision', { body: decision, headers: looker }, 403);
    await check('/api/hours', 'GET /api/hours?text=8:00-18:00', { headers: looker }, 200);
    await check('/api/hours', 'GET /api/hours', { headers: looker }, 400);
    const bearer = { authorization: `Bearer ${token}` };
    const figures = { number: 1, banks: null, jobs: 3, atMs: clock.nowMs() };
    await check('/api/live', 'POST /api/live', { body: figures, headers: bearer }, 200);
    await check('/api/live', 'POST /api/live', { body: figures }, 401);
    await check('/api/session', 'GET /api/session', { headers: admin }, 200);
    await check('/api/session', 'GET /api/session', {}, 401);
    await check('/api/session', 'POST /api/session', { body: { name: '赵敏', password: once } }, 200);
    await check('/api/session', 'POST /api/session', { body: { name: '赵敏', password: 'no' } }, 401);
    const password = '西河的水是热的 2026';
    await check('/api/session/password', 'PUT /api/session/password', { body: { old: once, password }, headers: zhao }, 200);
    await check('/api/session/password', 'PUT /api/session/password', { body: { old: once, password: '1' }, headers: zhao }, 400);
    await check('/api/session', 'DELETE /api/session', { headers: zhao }, 200);
    await check('/api/operators', 'GET /api/operators', { headers: admin }, 200);
    await check('/api/operators', 'GET /api/operators', { headers: looker }, 403);
    await check('/api/operators', 'POST /api/operators', { body: { name: '孙丽', role: 'edit' }, headers: admin }, 200);
    await check('/api/operators', 'POST /api/operators', { body: { name: '孙丽', role: 'edit' }, headers: admin }, 409);
    await check('/api/operators/{name}', `DELETE /api/operators/${encodeURIComponent('孙丽')}`, { headers: admin }, 200);
    await check('/api/operators/{name}', `DELETE /api/operators/${encodeURIComponent('孙丽')}`, { headers: admin }, 404);

    const zhaoPath = `/api/operators/${encodeURIComponent('赵敏')}`;
    await check('/api/operators/{name}', `PATCH ${zhaoPath}`, { body: { role: 'edit' }, headers: admin }, 200);
    await check('/api/operators/{name}', `PATCH ${zhaoPath}`, { body: { role: 'owner' }, headers: admin }, 400);
    await check('/api/operators/{name}/password', `POST ${zhaoPath}/password`, { headers: admin }, 200);
    await check('/api/operators/{name}/password', `POST ${zhaoPath}/password`, { headers: looker }, 403);
    const desk = '/api/desk';
    await check(`${desk}/stations`, `GET ${desk}/stations?search=城北&province=河西省`, { headers: looker }, 200);
    await check(`${desk}/stations`, `GET ${desk}/stations`, {}, 401);
    await check(`${desk}/stations/{number}`, `GET ${desk}/stations/1`, { headers: looker }, 200);
    await check(`${desk}/stations/{number}`, `GET ${desk}/stations/4`, { headers: looker }, 410);
    await check(`${desk}/districts`, `GET ${desk}/districts`, { headers: looker }, 200);
    await check(`${desk}/gone`, `GET ${desk}/gone`, { headers: looker }, 200);
    await check(`${desk}/audit`, `GET ${desk}/audit`, { headers: admin }, 200);
    await check(`${desk}/audit`, `GET ${desk}/audit`, { headers: looker }, 403);
    await check(`${desk}/publishing`, `GET ${desk}/publishing`, { headers: looker }, 200);
    await check(`${desk}/publishing`, `POST ${desk}/publishing`, { headers: admin }, 200);
    await check(`${desk}/publishing`, `POST ${desk}/publishing`, { headers: looker }, 403);
    const days = 'from=2026-11-01&to=2026-11-23';
    await check(`${desk}/city`, `GET ${desk}/city?${days}`, { headers: looker }, 200);
    await check(`${desk}/city`, `GET ${desk}/city?from=2026-11-23&to=2026-11-01`, { headers: looker }, 400);
    await check(`${desk}/city/rows`, `GET ${desk}/city/rows?${days}&figure=visits`, { headers: looker }, 200);
    await check(`${desk}/city/rows`, `GET ${desk}/city/rows?${days}&figure=names`, { headers: looker }, 400);
    await check(`${desk}/city/stale`, `GET ${desk}/city/stale`, { headers: looker }, 200);
    await check(`${desk}/city/stale`, `GET ${desk}/city/stale`, {}, 401);
    await check(`${desk}/city/unconnected`, `GET ${desk}/city/unconnected`, { headers: looker }, 200);
    await check(`${desk}/city/unconnected`, `GET ${desk}/city/unconnected`, {}, 401);

    const telling = `${desk}/telling`;
    const [toldId, noticeId] = ['0193582c-0000-7000-8000-000000000001', '0193582c-0000-7000-8000-000000000002'];
    const written = { ...content(), validThroughMs: clock.nowMs() + 86_400_000 };
    const fresher = { content: written, verified: true, confirmed: [] };
    const postingBody = { id: toldId, scope: ['河西省'], ...fresher };
    await check(`${telling}/postings`, `POST ${telling}/postings`, { body: postingBody, headers: admin }, 200);
    await check(`${telling}/postings`, `POST ${telling}/postings`, { body: { ...postingBody, scope: ['火星'] }, headers: looker }, 403);
    await check(
      `${telling}/postings/{id}`,
      `PUT ${telling}/postings/${toldId}`,
      { body: { revision: 1, ...fresher }, headers: admin },
      200,
    );
    await check(
      `${telling}/postings/{id}`,
      `PUT ${telling}/postings/${toldId}`,
      { body: { revision: 9, ...fresher }, headers: admin },
      409,
    );
    const notice = { content: noticeContent({ endsAtMs: clock.nowMs() + 86_400_000 }) };
    await check(`${telling}/notices`, `POST ${telling}/notices`, { body: { id: noticeId, scope: [], ...notice }, headers: admin }, 200);
    await check(`${telling}/notices`, `POST ${telling}/notices`, { body: { id: toldId, scope: [], ...notice }, headers: admin }, 409);
    await check(`${telling}/notices/{id}`, `PUT ${telling}/notices/${noticeId}`, { body: { revision: 1, ...notice }, headers: admin }, 200);
    await check(`${telling}/notices/{id}`, `PUT ${telling}/notices/${toldId}`, { body: { revision: 1, ...notice }, headers: admin }, 404);
    await check(telling, `GET ${telling}`, { headers: looker }, 200);
    await check(telling, `GET ${telling}?standing=maybe`, { headers: looker }, 400);
    await check(`${telling}/{id}`, `GET ${telling}/${noticeId}`, { headers: looker }, 200);
    await check(`${telling}/{id}`, `GET ${telling}/0193582c-0000-7000-8000-000000000009`, { headers: looker }, 404);
    await check(
      `${telling}/postings/{id}/close`,
      `POST ${telling}/postings/${toldId}/close`,
      { body: { revision: 1 }, headers: admin },
      200,
    );
    await check(
      `${telling}/postings/{id}/close`,
      `POST ${telling}/postings/${toldId}/close`,
      { body: { revision: 2 }, headers: admin },
      409,
    );
    await check(`${telling}/{id}/take-back`, `POST ${telling}/${noticeId}/take-back`, { body: { revision: 1 }, headers: admin }, 200);
    await check(`${telling}/{id}/take-back`, `POST ${telling}/${noticeId}/take-back`, { body: {}, headers: admin }, 400);

    const keys = linkKeys();
    const { code } = await hub.parts.links.makeCode(1, 'test');
    const enrol = { code, linkKey: keys.publicKey, name: '零工之家' };
    await check('/api/exchange/enrol', 'POST /api/exchange/enrol', { body: enrol }, 200);
    await check('/api/exchange/enrol', 'POST /api/exchange/enrol', { body: enrol }, 403);
    const ledger = await hub.parts.links.ledger();
    const signed = async (method: 'GET' | 'POST', path: string, body?: object) => {
      const said = { station: 1, ledger, method, path, body: body ? JSON.stringify(body) : '', nowMs: clock.nowMs() };
      return { ...(body && { body }), headers: { authorization: `Bearer ${await signToken(keys, said)}` } };
    };
    const [outbox, inbox, cardKeys] = ['/api/exchange/outbox', '/api/exchange/inbox', '/api/exchange/keys'];
    await check(outbox, `POST ${outbox}`, await signed('POST', outbox, batchOf([dayFact('2026-11-22')])), 200);
    await check(outbox, `POST ${outbox}`, await signed('POST', outbox, batchOf([dayFact('2026-11-23')], { from: 9 })), 409);
    await check(inbox, `GET ${inbox}?after=`, await signed('GET', `${inbox}?after=`), 200);
    await check(inbox, `GET ${inbox}?after=9.abcdefghijk`, await signed('GET', `${inbox}?after=9.abcdefghijk`), 409);
    const cardKey = { generation: 1, publicKey: linkKeys().publicKey, createdAtMs: clock.nowMs() };
    await check(cardKeys, `POST ${cardKeys}`, await signed('POST', cardKeys, cardKey), 200);
    await check(cardKeys, `POST ${cardKeys}`, { body: cardKey }, 401);

    const theirs = postingFact({ id: toldId, revision: 4, content: written });
    await check(outbox, `POST ${outbox}`, await signed('POST', outbox, batchOf([theirs], { from: 2 })), 200);
    const [postings, edits] = [`${desk}/stations/{number}/postings`, `${desk}/stations/{number}/postings/{id}/edits`];
    const edit = { base: 4, fields: { headcount: 7 } };
    await check(edits, `POST ${desk}/stations/1/postings/${toldId}/edits`, { body: edit, headers: admin }, 200);
    await check(edits, `POST ${desk}/stations/1/postings/${toldId}/edits`, { body: { ...edit, base: 5 }, headers: admin }, 409);
    await check(postings, `GET ${desk}/stations/1/postings`, { headers: looker }, 200);
    await check(postings, `GET ${desk}/stations/2/postings`, { headers: looker }, 409);

    const submission = {
      ...{ id: '0193582c-0000-4000-8000-000000000001', station: 1, phone: '19900001234' },
      content: { ...content(), verifiedAtMs: null, point: null, validThroughMs: clock.nowMs() + 86_400_000 },
    };
    await check('/api/submissions', 'POST /api/submissions', { body: submission }, 200);
    await check('/api/submissions', 'POST /api/submissions', { body: { ...submission, station: 999 } }, 404);
    await check('/api/submissions/{id}', `GET /api/submissions/${submission.id}`, {}, 200);
    await check('/api/submissions/{id}', 'GET /api/submissions/none', {}, 400);
    await check('/api/hires', 'POST /api/hires', { body: { station: 1, generation: 1, serial: 5 } }, 200);
    await check('/api/hires', 'POST /api/hires', { body: { station: 2, generation: 1, serial: 5 } }, 409);

    const photo = await hub.fetch(
      new Request('http://hub.test/api/stations/1/photos?takenOn=2026-11-20', {
        method: 'PUT',
        headers: { ...admin, 'content-type': 'image/jpeg' },
        body: jpeg,
      }),
    );
    const schema = document.paths[`${one}/photos`]?.['put']?.responses['200']?.content['application/json'].schema ?? {};
    expect(schemaOf(document, schema).safeParse(await photo.json()).error).toBeUndefined();

    const mine = Object.entries(document.paths)
      .filter(([path]) => !/import|duplicates|photos|city\/table/.test(path))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path} good`));
    expect(mine.filter((operation) => !checked.has(operation))).toEqual([]);
  });
});
