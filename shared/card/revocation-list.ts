/** The list of revoked cards (docs/card-format.md, section 5): serials by key, delta-coded, one file for all stations. */
import { malformed } from './card-error.ts';
import { lastSerial } from './card-number.ts';
import type { Cbor } from './cbor.ts';
import { ascending, decodeList, encodeList, findKey, type KeyList } from './key-list.ts';
import { compareKids, type KeyId, kidBytes, readKid, sameKid } from './kid.ts';
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
    const before = serials.at(-1);
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

export function signRevocationList(list: RevocationList, listKid: KeyId, sign: Sign): Uint8Array {
  const revoked = list.revoked.filter(({ serials }) => serials.length > 0).sort((a, b) => compareKids(a.kid, b.kid));
  if (!ascending(revoked.map(({ kid }) => kid))) malformed('a key stands twice');
  const entries = revoked.map(({ kid, serials }): Cbor => [kidBytes(kid), encodeSerials(serials)]);
  return sign1(revocationListAad, listKid, encodeList(list, entries), sign);
}

/** @throws CardFormatError when no list key of `keys` that is in force signed it */
export async function openRevocationList(signed: Uint8Array, keys: KeyList, verify: Verify): Promise<RevocationList> {
  const { protectedBytes, payload, signature } = decodeSign1(signed);
  const kid = readProtected(protectedBytes);
  const key = kid && findKey(keys, kid);
  if (key?.role !== 'list' || key.status !== 'active') return malformed('no list key signed this');
  if (!(await verify(signature, signatureInput(revocationListAad, protectedBytes, payload), key.publicKey)))
    malformed('the signature is wrong');
  const { entries, ...frame } = decodeList(payload);
  if (frame.issuedDay < key.fromDay || frame.issuedDay > key.toDay) malformed('signed outside the time of its key');
  const revoked = entries.map((entry) => {
    const [kidPart, serials] = Array.isArray(entry) && entry.length === 2 ? (entry as readonly Cbor[]) : [];
    if (!(kidPart instanceof Uint8Array) || !(serials instanceof Uint8Array)) return malformed('not a list of revoked cards');
    return { kid: readKid(kidPart), serials: decodeSerials(serials) };
  });
  if (!ascending(revoked.map((entry) => entry.kid))) malformed('keys that do not ascend');
  return { ...frame, revoked };
}

export function isRevoked(list: RevocationList, kid: KeyId, serial: number): boolean {
  return list.revoked.find((entry) => sameKid(entry.kid, kid))?.serials.includes(serial) ?? false;
}
