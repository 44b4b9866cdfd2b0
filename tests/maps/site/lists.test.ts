import { describe, expect, it } from 'vitest';
import { verifyEd25519 } from '../../../maps/site/card/ed25519.ts';
import { type ListName, type ListStore, listKeeper } from '../../../maps/site/card/lists.ts';
import { keyPair, operator, stationKid } from './signing.ts';

const today = 2518;
const unreachable = async (): Promise<Uint8Array> => {
  throw new Error('no network');
};

function memory(): ListStore & { readonly kept: Map<ListName, Uint8Array> } {
  const kept = new Map<ListName, Uint8Array>();
  return { kept, read: (name) => kept.get(name) ?? null, write: (name, bytes) => void kept.set(name, bytes) };
}

const made = operator(today);
const listsOf = (listNo: number, serials: readonly number[] = []): Record<ListName, Uint8Array> => ({
  keys: made.keyList({ listNo }),
  revoked: made.revocations({ listNo, revoked: serials.length > 0 ? [{ kid: stationKid, serials }] : [] }),
});
const keeper = (over: Partial<Parameters<typeof listKeeper>[0]> = {}) =>
  listKeeper({
    roots: [made.root.publicKey],
    verify: verifyEd25519,
    store: memory(),
    fetchList: unreachable,
    bakedList: async () => null,
    ...over,
  });
const numbers = ({ keys, revoked }: { keys: { listNo: number } | null; revoked: { listNo: number } | null }) => [
  keys?.listNo ?? null,
  revoked?.listNo ?? null,
];

describe('the lists', () => {
  it('are taken from the network and kept', async () => {
    const store = memory();
    const lists = listsOf(5);
    const fetched = await keeper({ store, fetchList: async (name) => lists[name] }).fetched();
    expect({ numbers: numbers(fetched), reached: fetched.reached, kept: Object.fromEntries(store.kept) }).toEqual({
      numbers: [5, 5],
      reached: true,
      kept: lists,
    });
  });

  it('are at hand at the next visit without a network', async () => {
    const store = memory();
    await keeper({ store, fetchList: async (name) => listsOf(5)[name] }).fetched();
    const next = keeper({ store });
    expect([numbers(await next.kept()), (await next.fetched()).reached, numbers(await next.fetched())]).toEqual([[5, 5], false, [5, 5]]);
  });

  it('never give way to a lower number, however well signed: what was withdrawn stays withdrawn', async () => {
    const store = memory();
    await keeper({ store, fetchList: async (name) => listsOf(6, [412])[name] }).fetched();
    const later = await keeper({ store, fetchList: async (name) => listsOf(4)[name] }).fetched();
    expect([numbers(later), later.revoked?.revoked, numbers(await keeper({ store }).kept())]).toEqual([
      [6, 6],
      [{ kid: stationKid, serials: [412] }],
      [6, 6],
    ]);
  });

  it('signed by a stranger are not believed and not kept', async () => {
    const stranger = operator(today);
    const store = memory();
    const lists = { keys: stranger.keyList({ listNo: 9 }), revoked: stranger.revocations({ listNo: 9 }) };
    const fetched = await keeper({ store, fetchList: async (name) => lists[name] }).fetched();
    expect([numbers(fetched), fetched.reached, store.kept.size]).toEqual([[null, null], false, 0]);
  });

  it('in a damaged store are as good as none', async () => {
    const store = memory();
    store.write('keys', Uint8Array.of(1, 2, 3));
    expect(numbers(await keeper({ store }).kept())).toEqual([null, null]);
  });

  it('come from the copy that the page carries when there is nothing else', async () => {
    const visit = keeper({ bakedList: async (name) => listsOf(2)[name] });
    expect([numbers(await visit.kept()), (await visit.fetched()).reached]).toEqual([[2, 2], false]);
  });

  it('are believed under either of two pinned roots', async () => {
    const visit = keeper({ roots: [keyPair().publicKey, made.root.publicKey], fetchList: async (name) => listsOf(1)[name] });
    expect(numbers(await visit.fetched())).toEqual([1, 1]);
  });

  it('drop a revocation list whose signer the newer key list no longer knows', async () => {
    const store = memory();
    await keeper({ store, fetchList: async (name) => listsOf(3)[name] }).fetched();
    const withoutListKey = made.keyList({ listNo: 4, keys: [made.stationKey] });
    const fetched = await keeper({ store, fetchList: async (name) => (name === 'keys' ? withoutListKey : listsOf(3).revoked) }).fetched();
    expect([numbers(fetched), fetched.reached]).toEqual([[4, null], false]);
  });
});
