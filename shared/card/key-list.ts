/** The list of keys (docs/card-format.md, section 4): signed by the offline root, which the page pins. */
import { malformed } from './card-error.ts';
import { type Cbor, decodeCbor, encodeCbor } from './cbor.ts';
import { compareKids, type KeyId, kidBytes, readKid, sameKid } from './kid.ts';
import { decodeSign1, keyListAad, readProtected, type Sign, sign1, signatureInput, type Verify } from './sign1.ts';

const roles = ['station', 'list'] as const;
const statuses = ['active', 'retired', 'compromised'] as const;

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

const whole = (value: Cbor | undefined): number => (typeof value === 'number' && value >= 0 ? value : malformed('not a number'));
const text = (value: Cbor | undefined): string => (typeof value === 'string' ? value : malformed('not a text'));
const bytes = (value: Cbor | undefined): Uint8Array => (value instanceof Uint8Array ? value : malformed('not bytes'));

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
  const map = decodeCbor(payload);
  if (!(map instanceof Map) || map.size !== 5) return malformed('not a list');
  const fields = map as ReadonlyMap<number, Cbor>;
  const entries = fields.get(5);
  if (fields.get(1) !== 1 || !Array.isArray(entries)) return malformed('not a list of version 1');
  return {
    listNo: whole(fields.get(2)),
    issuedDay: whole(fields.get(3)),
    nextDay: whole(fields.get(4)),
    entries: entries as readonly Cbor[],
  };
}

export function ascending(kids: readonly KeyId[]): boolean {
  return kids.every((kid, at) => at === 0 || compareKids(kids[at - 1] as KeyId, kid) < 0);
}

function encodeKey(key: CardKey): Cbor {
  const { kid, publicKey, role, fromDay, toDay, status, safeBeforeDay, name, phone } = key;
  if (publicKey.length !== 32 || (role === 'list') !== (kid.station === 0)) malformed('not a key');
  return [kidBytes(kid), publicKey, roles.indexOf(role) + 1, fromDay, toDay, statuses.indexOf(status), safeBeforeDay, name, phone];
}

function decodeKey(entry: Cbor): CardKey {
  if (!Array.isArray(entry) || entry.length !== 9) return malformed('not a key');
  const [kid, publicKey, role, fromDay, toDay, status, safeBeforeDay, name, phone] = entry as readonly Cbor[];
  const key = {
    kid: readKid(bytes(kid)),
    publicKey: bytes(publicKey),
    role: roles[whole(role) - 1] ?? malformed('another role'),
    fromDay: whole(fromDay),
    toDay: whole(toDay),
    status: statuses[whole(status)] ?? malformed('another status'),
    safeBeforeDay: whole(safeBeforeDay),
    name: text(name),
    phone: text(phone),
  };
  if (key.publicKey.length !== 32 || (key.role === 'list') !== (key.kid.station === 0)) return malformed('not a key');
  return key;
}

/** Signs with the root; sorts the keys. */
export function signKeyList(list: KeyList, sign: Sign): Uint8Array {
  const keys = [...list.keys].sort((a, b) => compareKids(a.kid, b.kid));
  if (!ascending(keys.map(({ kid }) => kid))) malformed('a key stands twice');
  return sign1(keyListAad, null, encodeList(list, keys.map(encodeKey)), sign);
}

/** @throws CardFormatError when it is not a key list that one of the roots signed */
export async function openKeyList(signed: Uint8Array, rootKeys: readonly Uint8Array[], verify: Verify): Promise<KeyList> {
  const { protectedBytes, payload, signature } = decodeSign1(signed);
  if (readProtected(protectedBytes) !== null) malformed('not a key list');
  const message = signatureInput(keyListAad, protectedBytes, payload);
  let good = false;
  for (const root of rootKeys) good ||= await verify(signature, message, root);
  if (!good) malformed('no root signed this');
  const { entries, ...frame } = decodeList(payload);
  const keys = entries.map(decodeKey);
  if (!ascending(keys.map(({ kid }) => kid))) malformed('keys that do not ascend');
  return { ...frame, keys };
}

export function findKey(list: KeyList, kid: KeyId): CardKey | undefined {
  return list.keys.find((key) => sameKid(key.kid, kid));
}
