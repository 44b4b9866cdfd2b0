/** The list of keys (docs/card-format.md, section 4): signed by the offline root, which the page pins. */
import { lastDay } from './card-day.ts';
import { CardFormatError, malformed } from './card-error.ts';
import { type Cbor, decodeCbor, encodeCbor } from './cbor.ts';
import { asBytes, asList, asMap, asText, asWhole } from './cbor-shape.ts';
import { compareKids, type KeyId, kidBytes, readListedKid, sameKid } from './kid.ts';
import { decodeSign1, keyListAad, readProtected, type Sign, sign1, signatureInput, type Verify } from './sign1.ts';

const roles = ['station', 'list'] as const;
const statuses = ['active', 'retired', 'compromised'] as const;
const mostNumber = 0xffff_ffff;

/** Days count from 2020-01-01 in UTC+8. */
export interface CardKey {
  readonly kid: KeyId;
  /** 32 bytes, Ed25519. */
  readonly publicKey: Uint8Array;
  readonly role: (typeof roles)[number];
  readonly fromDay: number;
  /** The last day on which it may issue. */
  readonly toDay: number;
  readonly status: (typeof statuses)[number];
  /** Of a compromised key: cards issued on or after that day are refused; 0 = all of them. */
  readonly safeBeforeDay: number;
  readonly name: string;
  readonly phone: string;
}

export interface KeyList {
  /** Rises with every list; a lower one is never taken. */
  readonly listNo: number;
  readonly issuedDay: number;
  readonly nextDay: number;
  /** Ascending by kid. */
  readonly keys: readonly CardKey[];
}

/** The frame that both lists share: version, number, days, entries. */
export function encodeList(list: Pick<KeyList, 'listNo' | 'issuedDay' | 'nextDay'>, entries: readonly Cbor[]): Uint8Array {
  const fields: [number, Cbor][] = [
    [1, 1],
    [2, list.listNo],
    [3, list.issuedDay],
    [4, list.nextDay],
    [5, entries],
  ];
  return encodeCbor(new Map(fields));
}

/** @throws CardFormatError `newer` for a version that this code does not know */
export function decodeList(payload: Uint8Array) {
  const fields = asMap(decodeCbor(payload));
  if (asWhole(fields.get(1), 1, mostNumber) > 1) throw new CardFormatError('newer', 'a list of a later version');
  if (fields.size !== 5) malformed('not a list');
  return {
    listNo: asWhole(fields.get(2), 0, mostNumber),
    issuedDay: asWhole(fields.get(3), 0, lastDay),
    nextDay: asWhole(fields.get(4), 0, lastDay),
    entries: asList(fields.get(5), 0, mostNumber),
  };
}

export function ascending(kids: readonly KeyId[]): boolean {
  return kids.every((kid, at) => at === 0 || compareKids(kids[at - 1] as KeyId, kid) < 0);
}

function encodeKey({ kid, publicKey, role, fromDay, toDay, status, safeBeforeDay, name, phone }: CardKey): Cbor {
  return [kidBytes(kid), publicKey, roles.indexOf(role) + 1, fromDay, toDay, statuses.indexOf(status), safeBeforeDay, name, phone];
}

function decodeKey(entry: Cbor): CardKey {
  const [kid, publicKey, role, fromDay, toDay, status, safeBeforeDay, name, phone] = asList(entry, 9);
  const key = {
    kid: readListedKid(asBytes(kid)),
    publicKey: asBytes(publicKey, 32),
    role: roles[asWhole(role, 1, 2) - 1] as CardKey['role'],
    fromDay: asWhole(fromDay, 0, lastDay),
    toDay: asWhole(toDay, 0, lastDay),
    status: statuses[asWhole(status, 0, 2)] as CardKey['status'],
    safeBeforeDay: asWhole(safeBeforeDay, 0, lastDay),
    name: asText(name),
    phone: asText(phone),
  };
  return (key.role === 'list') === (key.kid.station === 0) ? key : malformed('another role');
}

function decodeKeyList(payload: Uint8Array): KeyList {
  const { entries, ...frame } = decodeList(payload);
  const keys = entries.map(decodeKey);
  if (keys.length === 0 || !ascending(keys.map(({ kid }) => kid))) malformed('no keys, or keys that do not ascend');
  return { ...frame, keys };
}

/** Signs with the root; sorts the keys. @throws CardFormatError for a list that would not be read back */
export function signKeyList(list: KeyList, sign: Sign): Uint8Array {
  const keys = [...list.keys].sort((a, b) => compareKids(a.kid, b.kid));
  const payload = encodeList(list, keys.map(encodeKey));
  decodeKeyList(payload);
  return sign1(keyListAad, null, payload, sign);
}

/** @throws CardFormatError when it is not a key list that one of the roots signed */
export async function openKeyList(signed: Uint8Array, rootKeys: readonly Uint8Array[], verify: Verify): Promise<KeyList> {
  const { protectedBytes, payload, signature } = decodeSign1(signed);
  if (readProtected(protectedBytes) !== null) malformed('not a key list');
  const message = signatureInput(keyListAad, protectedBytes, payload);
  let good = false;
  for (const root of rootKeys) good ||= await verify(signature, message, root);
  if (!good) malformed('no root signed this');
  return decodeKeyList(payload);
}

export function findKey(list: KeyList, kid: KeyId): CardKey | undefined {
  return list.keys.find((key) => sameKid(key.kid, kid));
}
