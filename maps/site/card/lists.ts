/**
 * The two lists, and nothing else, are kept between visits. Whatever comes from the network, the store or the build is opened
 * with the pinned roots before it is believed, and a list never gives way to one with a lower number: an old copy, however
 * well signed, cannot bring a withdrawn card back.
 */
import { type KeyList, openKeyList } from '../../../shared/card/key-list.ts';
import { openRevocationList, type RevocationList } from '../../../shared/card/revocation-list.ts';
import type { Verify } from '../../../shared/card/sign1.ts';

export type ListName = 'keys' | 'revoked';
export const listNames = ['keys', 'revoked'] as const;

export interface ListStore {
  read(name: ListName): Uint8Array | null;
  write(name: ListName, bytes: Uint8Array): void;
}

export interface Lists {
  readonly keys: KeyList | null;
  readonly revoked: RevocationList | null;
}

export interface FetchedLists extends Lists {
  /** Whether both lists came from the network just now, well signed. */
  readonly reached: boolean;
}

export interface ListKeeperOptions {
  readonly roots: readonly Uint8Array[];
  readonly verify: Verify;
  readonly store: ListStore;
  /** @throws if there is no answer, or not a good one */
  readonly fetchList: (name: ListName) => Promise<Uint8Array>;
  /** The copy that came with the page; null without one. */
  readonly bakedList: (name: ListName) => Promise<Uint8Array | null>;
}

type Source = (name: ListName) => Promise<Uint8Array | null>;

export interface ListKeeper {
  /** What is at hand without the network. */
  kept(): Promise<Lists>;
  /** What is at hand after asking the network once. Never fails. */
  fetched(): Promise<FetchedLists>;
}

export function listKeeper({ roots, verify, store, fetchList, bakedList }: ListKeeperOptions): ListKeeper {
  let lists: Lists = { keys: null, revoked: null };
  let revokedInUse: Uint8Array | null = null;

  async function openRevoked(bytes: Uint8Array | null): Promise<RevocationList | null> {
    return bytes && lists.keys && (await openRevocationList(bytes, lists.keys, verify).catch(() => null));
  }

  /** Takes over what is newer. True if both were there and well signed. */
  async function take(source: Source, keep: boolean): Promise<boolean> {
    const [keyBytes = null, revokedBytes = null] = await Promise.all(listNames.map((name) => source(name).catch(() => null)));
    const keys = keyBytes && (await openKeyList(keyBytes, roots, verify).catch(() => null));
    if (keys && keyBytes && isNewer(keys, lists.keys)) {
      lists = { ...lists, keys };
      // a list key may have been withdrawn since: what it signed is opened again with the new keys
      lists = { keys, revoked: await openRevoked(revokedInUse) };
      if (keep) store.write('keys', keyBytes);
    }
    const revoked = await openRevoked(revokedBytes);
    if (revoked && revokedBytes && isNewer(revoked, lists.revoked)) {
      lists = { ...lists, revoked };
      revokedInUse = revokedBytes;
      if (keep) store.write('revoked', revokedBytes);
    }
    return Boolean(keys && revoked);
  }

  let opened: Promise<unknown> | undefined;
  const openKept = () => {
    opened ??= take(async (name) => store.read(name), false).then(async (complete) => complete || take(bakedList, false));
    return opened;
  };

  return {
    async kept() {
      await openKept();
      return lists;
    },
    async fetched() {
      await openKept();
      const reached = await take(fetchList, true);
      return { ...lists, reached };
    },
  };
}

function isNewer(list: { readonly listNo: number }, than: { readonly listNo: number } | null): boolean {
  return than === null || list.listNo > than.listNo;
}
