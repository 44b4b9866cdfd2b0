import { afterEach, describe, expect, it, vi } from 'vitest';
import { int, object } from 'zod/mini';
import { ask } from '../../../maps/operators/api/ask.ts';

const shape = object({ count: int() });
const answering = (status: number, body: string) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => new Response(body, { status })),
  );

afterEach(() => void vi.unstubAllGlobals());

describe('asking the hub', () => {
  it('gives the value of an answer that is as it should be', async () => {
    answering(200, '{"ok":true,"value":{"count":3,"more":1}}');
    expect(await ask(shape, 'POST /api/x', { body: { a: 1 } })).toEqual({ count: 3 });
    expect(fetch).toHaveBeenCalledWith('/api/x', { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } });
  });

  it('hands on a refusal with its sentence', async () => {
    answering(409, '{"ok":false,"error":{"code":"changed_meanwhile","message":"别人改过","details":{"by":"李强"}}}');
    await expect(ask(shape, 'GET /api/x')).rejects.toMatchObject({
      code: 'changed_meanwhile',
      message: '别人改过',
      details: { by: '李强' },
    });
  });

  it.each(['<html>502</html>', '{"ok":true,"value":{"count":"three"}}', '{}'])(
    'refuses what is no answer of this hub: %s',
    async (body) => {
      answering(502, body);
      await expect(ask(shape, 'GET /api/x')).rejects.toMatchObject({ code: 'answer_odd' });
    },
  );

  it('says that nobody answers', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new TypeError('Failed to fetch'))),
    );
    await expect(ask(shape, 'GET /api/x')).rejects.toMatchObject({ code: 'unreachable' });
  });
});
