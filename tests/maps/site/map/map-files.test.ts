import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mapFiles } from '../../../../maps/site/map/core/map-files.ts';
import { damaged, newer } from '../../../../shared/map-data/map-data-error.ts';

const digest = async (bytes: Uint8Array) => {
  const hash = createHash('sha256').update(bytes).digest();
  return Uint8Array.from(hash).buffer;
};
const good = new TextEncoder().encode('a shard');
const file = `shard-${createHash('sha256').update(good).digest('hex').slice(0, 16)}.bin`;
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Answers in turn: bytes, or null for a network that is not there. Tells with which cache each was asked for. */
function over(...answers: readonly (Uint8Array<ArrayBuffer> | null)[]) {
  const asked: (string | undefined)[] = [];
  const files = mapFiles({
    base: '/map/',
    digest,
    fetch: async (_, init) => {
      asked.push(init?.cache);
      const bytes = answers[asked.length - 1];
      if (!bytes) throw new TypeError('no network');
      return new Response(bytes);
    },
  });
  return { files, asked };
}

describe('a file of the map', () => {
  it('is what its name says, and is read once', async () => {
    const { files, asked } = over(good);
    expect([await files.read(file, text), await files.read(file, text), asked]).toEqual(['a shard', 'a shard', ['force-cache']]);
  });

  it('is asked for once more, past the cache, when it is damaged', async () => {
    const { files, asked } = over(new TextEncoder().encode('a sh'), good);
    expect([await files.read(file, text), asked]).toEqual(['a shard', ['force-cache', 'reload']]);
  });

  it('is damaged when it is so twice, and absent without a network; the next reading asks again', async () => {
    const bad = new TextEncoder().encode('nonsense');
    const { files } = over(bad, bad, null, good);
    await expect(files.read(file, text)).rejects.toMatchObject({ name: 'FileFault', kind: 'damaged' });
    await expect(files.read(file, text)).rejects.toMatchObject({ kind: 'absent' });
    expect(await files.read(file, text)).toBe('a shard');
  });

  it('is damaged when its content cannot be decoded, and newer when this page is too old for it', async () => {
    await expect(over(good, good).files.read(file, () => damaged('x'))).rejects.toMatchObject({ kind: 'damaged' });
    await expect(over(good).files.read(file, newer)).rejects.toMatchObject({ kind: 'newer' });
  });

  it('is missing where the server does not have it', async () => {
    const files = mapFiles({ base: '/map/', digest, fetch: async () => new Response('gone', { status: 404 }) });
    await expect(files.fresh('at/3.bin', text)).rejects.toMatchObject({ kind: 'missing' });
  });
});
