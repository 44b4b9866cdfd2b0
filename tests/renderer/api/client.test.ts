import { describe, expect, it } from 'vitest';
import { createClient, StationSilent } from '../../../renderer/api/client.ts';
import { AppError } from '../../../shared/api/errors.ts';
import { operationNames } from '../../../shared/api/operations.ts';

const answering = (body: BodyInit, status = 200) => createClient(async () => new Response(body, { status }));
const silent = expect.objectContaining({ name: 'StationSilent' });

describe('the client', () => {
  it('has a method for each operation of the contract', () => {
    expect(Object.keys(answering('{}')).sort()).toEqual([...operationNames].sort());
  });

  it('posts the input as JSON under the name of the operation and answers the value', async () => {
    const asked: { path: string; init: RequestInit }[] = [];
    const client = createClient(async (path, init) => {
      asked.push({ path, init });
      return Response.json({ ok: true, value: { recorded: 0 } });
    });
    expect(await client['reach.record']({ reach: [] })).toEqual({ recorded: 0 });
    expect(asked).toEqual([
      { path: '/api/reach.record', init: { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"reach":[]}' } },
    ]);
  });

  it('rejects with the refusal that the station gave', async () => {
    const error = { code: 'posting_not_found', message: 'no such posting', details: { id: 'x' } };
    const refused = answering(JSON.stringify({ ok: false, error }), 404)['posting.get']({ id: 'x' });
    await expect(refused).rejects.toEqual(new AppError('posting_not_found', 'no such posting', { id: 'x' }));
    await expect(refused).rejects.toMatchObject({ code: 'posting_not_found', details: { id: 'x' } });
  });

  it('tells a silent station from a refusal', async () => {
    const cut = createClient(async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(cut['station.get']({})).rejects.toEqual(silent);
    await expect(cut['station.get']({})).rejects.toBeInstanceOf(StationSilent);
  });

  it.each([
    ['a page of somebody else', '<html>'],
    ['nothing', ''],
    ['no envelope', '[]'],
    ['an envelope without a value', '{"ok":true}'],
    ['a refusal of another version', '{"ok":false,"error":{"code":"never_heard","message":"","details":{}}}'],
  ])('takes %s for silence', async (_what, body) => {
    await expect(answering(body)['station.get']({})).rejects.toEqual(silent);
  });
});
