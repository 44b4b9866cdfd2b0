/**
 * The two lists that a card page reads, signed and put in place each by one rename (docs/card-format.md, sections 4 and 5).
 * Both carry the same number, which only rises: a page never goes back to a lower one.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cardDayDate, cardDayOf } from '../../shared/card/card-day.ts';
import { type CardKey, type KeyList, signKeyList } from '../../shared/card/key-list.ts';
import { compareKids, type KeyId } from '../../shared/card/kid.ts';
import { keyDays } from '../../shared/card/list-exports.ts';
import { type RevocationList, signRevocationList } from '../../shared/card/revocation-list.ts';
import type { SigningKey } from './ed25519.ts';
import { textOfKey } from './key-file.ts';
import { writeWhole } from './safe-file.ts';

/** An entry outlives its last card. */
export const entryDaysMore = 180;

export interface ListSigners {
  readonly root: SigningKey;
  readonly list: SigningKey;
  readonly listKid: KeyId;
  /** First day of the list key, in card days. */
  readonly listFromDay: number;
  readonly listName: string;
}

export interface ListContent {
  readonly listNo: number;
  readonly nowMs: number;
  /** Days until the next lists are promised. */
  readonly nextInDays: number;
  readonly stationKeys: readonly CardKey[];
  readonly revoked: RevocationList['revoked'];
}

export function publishLists(folder: string, signers: ListSigners, content: ListContent): void {
  const issuedDay = cardDayOf(content.nowMs);
  const head = { listNo: content.listNo, issuedDay, nextDay: issuedDay + content.nextInDays };
  const listKey: CardKey = {
    ...{ kid: signers.listKid, publicKey: signers.list.publicKey, role: 'list', status: 'active', safeBeforeDay: 0 },
    ...{ fromDay: signers.listFromDay, toDay: issuedDay + keyDays, name: signers.listName, phone: '' },
  };
  const keys: KeyList = { ...head, keys: [listKey, ...content.stationKeys].sort((a, b) => compareKids(a.kid, b.kid)) };
  const revoked: RevocationList = { ...head, revoked: content.revoked };

  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const put = (name: string, bytes: Uint8Array | string) => writeWhole(join(folder, name), bytes, { mode: 0o644, durable: false });
  put('keys.cose', signKeyList(keys, signers.root.sign));
  put('revoked.cose', signRevocationList(revoked, signers.listKid, signers.list.sign));
  put('keys.json', `${JSON.stringify(readable(keys), null, 2)}\n`);
}

/** For people who look; never trusted by a program. */
function readable({ listNo, issuedDay, nextDay, keys }: KeyList): object {
  return {
    ...{ listNo, issued: cardDayDate(issuedDay), next: cardDayDate(nextDay) },
    keys: keys.map(({ kid, publicKey, fromDay, toDay, safeBeforeDay, ...rest }) => ({
      ...kid,
      ...rest,
      publicKey: textOfKey(publicKey),
      ...{ from: cardDayDate(fromDay), to: cardDayDate(toDay), safeBefore: safeBeforeDay === 0 ? null : cardDayDate(safeBeforeDay) },
    })),
  };
}

/** Pairs of key and serial, gathered by key, serials ascending and each once. */
export function gatherRevoked(cards: readonly { readonly kid: KeyId; readonly serial: number }[]): RevocationList['revoked'] {
  const found = new Map<string, { kid: KeyId; serials: Set<number> }>();
  for (const { kid, serial } of cards) {
    const name = `${kid.station}-${kid.generation}`;
    const entry = found.get(name) ?? { kid, serials: new Set<number>() };
    entry.serials.add(serial);
    found.set(name, entry);
  }
  return [...found.values()].map(({ kid, serials }) => ({ kid, serials: [...serials].sort((a, b) => a - b) }));
}
