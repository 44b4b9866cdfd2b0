/** COSE_Sign1 (RFC 9052), untagged, in the one shape that cards and lists have (docs/card-format.md, section 2). */
import { malformed } from './card-error.ts';
import { type Cbor, decodeCbor, encodeCbor } from './cbor.ts';
import { asBytes, asList, asMap } from './cbor-shape.ts';
import { type KeyId, kidBytes, readKid } from './kid.ts';
import { utf8Bytes } from './utf8.ts';

/** Ed25519 over a message; 64 bytes. */
export type Sign = (message: Uint8Array) => Uint8Array;
export type Verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean | Promise<boolean>;

/** What a signature is for: bound into it, never sent. */
export const cardAad = 'jobcard/1';
export const keyListAad = 'jobcard-keys/1';
export const revocationListAad = 'jobcard-rl/1';

/** COSE's number for Ed25519 (RFC 9864). */
const ed25519 = -19;

export interface Sign1 {
  readonly protectedBytes: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** `{1: -19, 4: kid}`, or `{1: -19}` for what the root signs. */
export function protectedHeader(kid: KeyId | null): Uint8Array {
  return encodeCbor(
    new Map<number, Cbor>(
      kid
        ? [
            [1, ed25519],
            [4, kidBytes(kid)],
          ]
        : [[1, ed25519]],
    ),
  );
}

/** The nine bytes that stand before every card. */
export function cardProtected(kid: KeyId): Uint8Array {
  return protectedHeader(kid);
}

/** The key id of a protected header, null where it has none. @throws CardFormatError for any other header */
export function readProtected(bytes: Uint8Array): KeyId | null {
  const fields = asMap(decodeCbor(bytes));
  if (fields.get(1) !== ed25519) malformed('another algorithm');
  if (fields.size === 1) return null;
  return fields.size === 2 ? readKid(asBytes(fields.get(4))) : malformed('another header');
}

export function signatureInput(aad: string, protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedBytes, utf8Bytes(aad), payload]);
}

export function encodeSign1({ protectedBytes, payload, signature }: Sign1): Uint8Array {
  return encodeCbor([protectedBytes, new Map(), payload, asBytes(signature, 64)]);
}

/** @throws CardFormatError */
export function decodeSign1(bytes: Uint8Array): Sign1 {
  const [protectedBytes, unprotected, payload, signature] = asList(decodeCbor(bytes), 4);
  if (asMap(unprotected).size > 0) malformed('something unprotected');
  return { protectedBytes: asBytes(protectedBytes), payload: asBytes(payload), signature: asBytes(signature, 64) };
}

export function sign1(aad: string, kid: KeyId | null, payload: Uint8Array, sign: Sign): Uint8Array {
  const protectedBytes = protectedHeader(kid);
  return encodeSign1({ protectedBytes, payload, signature: sign(signatureInput(aad, protectedBytes, payload)) });
}
