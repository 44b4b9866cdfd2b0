/** The list of revoked cards (docs/card-format.md, section 5): serials by key, delta-coded, one file for all stations. */
import { malformed } from './card-error.ts';
import { lastSerial } from './card-number.ts';
import type { Cbor } from './cbor.ts';
import { asBytes, asList } from './cbor-shape.ts';
import { ascending, decodeList, encodeList, findKey, type KeyList } from './key-list.ts';
import { compareKids, type KeyId, kidBytes, readListedKid, sameKid } from './kid.ts';
import { decodeSign1, readProtected, revocationListAad, type Sign, sign1, signatureInput, type Verify } from './sign1.ts';

export interface RevocationList {
  readonly listNo: number;
  readonly issuedDay: number;
  readonly nextDay: number;
  /** Ascending by kid; serials ascending. */
  readonly revoked: readonly { readonly kid: KeyId; readonly serials: readonly number[] }[];
}

/** Unsigned LEB128: the first serial as it is, then the difference to the one before. */
function encodeSerials(serials: readonly number[]): Uint8Array {
  const sorted = [...new Set(serials)].sort((a, b) => a - b);
  const out: number[] = [];
  let before = 0;
  for (const serial of sorted) {
    if (!Number.isInteger(serial) || serial < 0 || serial > lastSerial) malformed('a serial out of range');
    let rest = serial - before;
    for (; rest > 127; rest >>>= 7) out.push((rest & 127) | 128);
    out.push(rest);
    before = serial;
  }
  return Uint8Array.from(out);
}

function decodeSerials(bytes: Uint8Array): number[] {
  const serials: number[] = [];
  let value = 0;
  let shift = 0;
  for (const byte of bytes) {
    if (shift > 21 || (byte === 0 && shift > 0)) malformed('not a list of serials');
    value += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte > 127) continue;
    const before = serials[serials.length - 1];
    if (before !== undefined && value === 0) malformed('a serial stands twice');
    const serial = (before ?? 0) + value;
    if (serial > lastSerial) malformed('a serial out of range');
    serials.push(serial);
    value = 0;
    shift = 0;
  }
  if (shift !== 0 || serials.length === 0) malformed('not a list of serials');
  return serials;
}

function decodeRevocationList(payload: Uint8Array): RevocationList {
  const { entries, ...frame } = decodeList(payload);
  const revoked = entries.map((entry) => {
    const [kid, serials] = asList(entry, 2);
    return { kid: readListedKid(asBytes(kid)), serials: decodeSerials(asBytes(serials)) };
  });
  const kids = revoked.map(({ kid }) => kid);
  if (kids[0]?.station === 0 || !ascending(kids)) malformed('no key of a station, or keys that do not ascend');
  return { ...frame, revoked };
}

/** Sorts keys and serials, leaves out keys without any. @throws CardFormatError for a list that would not be read back */
export function signRevocationList(list: RevocationList, listKid: KeyId, sign: Sign): Uint8Array {
  const revoked = list.revoked.filter(({ serials }) => serials.length > 0).sort((a, b) => compareKids(a.kid, b.kid));
  const payload = encodeList(
    list,
    revoked.map(({ kid, serials }): Cbor => [kidBytes(kid), encodeSerials(serials)]),
  );
  decodeRevocationList(payload);
  return sign1(revocationListAad, listKid, payload, sign);
}

/** @throws CardFormatError when no list key of `keys` that is in force signed it */
export async function openRevocationList(signed: Uint8Array, keys: KeyList, verify: Verify): Promise<RevocationList> {
  const { protectedBytes, payload, signature } = decodeSign1(signed);
  const kid = readProtected(protectedBytes);
  const key = kid && findKey(keys, kid);
  if (key?.role !== 'list' || key.status !== 'active') return malformed('no list key signed this');
  const good = await verify(signature, signatureInput(revocationListAad, protectedBytes, payload), key.publicKey);
  if (!good) malformed('the signature is wrong');
  const list = decodeRevocationList(payload);
  return list.issuedDay < key.fromDay || list.issuedDay > key.toDay ? malformed('signed outside the time of its key') : list;
}

export function isRevoked(list: RevocationList, kid: KeyId, serial: number): boolean {
  return list.revoked.find((entry) => sameKid(entry.kid, kid))?.serials.includes(serial) ?? false;
}
