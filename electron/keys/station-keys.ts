/**
 * The station's keys as services see them: they sign, seal and count, and never come out. Opening them never stops a station:
 * where they cannot be used, the screens say that no card can be made and everything else runs.
 */
import { AppError } from '../../shared/api/errors.ts';
import { cardDayOf } from '../../shared/card/card-day.ts';
import { type KeyId, sameKid } from '../../shared/card/kid.ts';
import { keyDays } from '../../shared/card/list-exports.ts';
import { signingKey, verifies } from './ed25519.ts';
import { bytesOfKey, type KeyFile, newKeyFile, readKeyFile, writeKeyFile } from './key-file.ts';
import type { ReadingKeys } from './recovery-wrap.ts';
import { type PhoneIndex, phoneIndex, type Sealing, sealing } from './sealing.ts';
import { beginSerials, openSerials } from './serial-guard.ts';

export interface PublicStationKey {
  readonly kid: KeyId;
  readonly publicKey: Uint8Array;
  readonly createdAtMs: number;
  /** Null while it signs. */
  readonly endedAtMs: number | null;
}

export interface StationKeys extends Sealing, PhoneIndex {
  readonly kid: KeyId;
  /** Whether everything it signs is 演示. */
  readonly demo: boolean;
  /** The last day on which this generation signs, in card days: what its entry in the key list says. A demo's is moved on daily. */
  readonly lastDay: number;
  /** This generation first, then earlier ones. */
  readonly publicKeys: readonly PublicStationKey[];
  sign(message: Uint8Array): Uint8Array;
  /** Whether one of this station's own keys made the signature; undefined for a key that was never ours. */
  verifyOwn(kid: KeyId, signature: Uint8Array, message: Uint8Array): boolean | undefined;
  /** The keys that read phones, to be wrapped by the recovery code and for nothing else. */
  readingKeys(): ReadingKeys;
  /** @throws AppError serials_spent */
  nextSerial(): number;
  close(): void;
}

type KeyFault = 'key_missing' | 'key_unusable' | 'key_generation_spent';
export type KeyState = { readonly kind: 'ready'; readonly keys: StationKeys } | { readonly kind: 'unusable'; readonly code: KeyFault };

/** What the database remembers of a key. */
export interface KeyUse extends KeyId {
  readonly nextSerial: number;
}

export interface OpenKeysOptions {
  /** The number under which a demo station makes its own keys on its first start; null for a real station. */
  readonly demoStation: number | null;
  /** Keys that the database has seen in use. */
  readonly used: readonly KeyUse[];
  readonly nowMs: number;
}

/** To be called under the station's lock. What it cannot open, also because the disk refuses, it answers. */
export function openKeys(dataDir: string, options: OpenKeysOptions): KeyState {
  try {
    return { kind: 'ready', keys: stationKeys(dataDir, findOrMake(dataDir, options), options.used) };
  } catch (error) {
    if (error instanceof AppError && ['key_missing', 'key_unusable', 'key_generation_spent'].includes(error.code)) {
      return { kind: 'unusable', code: error.code as KeyFault };
    }
    const system = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/^E[A-Z]+$/.test(system)) return { kind: 'unusable', code: 'key_unusable' };
    throw error;
  }
}

/** @throws AppError with the code of the state */
export function usableKeys(state: KeyState): StationKeys {
  if (state.kind === 'unusable') throw new AppError(state.code, 'the keys of this station cannot be used');
  return state.keys;
}

/** A demo makes its keys once. A database that has seen keys in use does not get others by itself: they would be in nobody's list. */
function findOrMake(dataDir: string, { demoStation, used, nowMs }: OpenKeysOptions): KeyFile {
  try {
    return readKeyFile(dataDir);
  } catch (error) {
    const mayMake = error instanceof AppError && error.code === 'key_missing' && demoStation !== null && used.length === 0;
    if (!mayMake) throw error;
    const made = newKeyFile({ station: demoStation, generation: 1, demo: true, nowMs });
    beginSerials(dataDir, made);
    writeKeyFile(dataDir, made);
    return made;
  }
}

function stationKeys(dataDir: string, file: KeyFile, used: readonly KeyUse[]): StationKeys {
  const kid: KeyId = { station: file.station, generation: file.generation };
  const ownUses = used.filter(({ station }) => station === kid.station);
  if (ownUses.some(({ generation }) => generation > kid.generation)) {
    throw new AppError('key_generation_spent', 'the database has seen a later generation than keys.json holds');
  }
  const serials = openSerials(dataDir, kid, ownUses.find(({ generation }) => generation === kid.generation)?.nextSerial ?? 0);
  const current = signingKey(bytesOfKey(file.signingSeed));
  const earlier = file.earlier.toReversed().map(({ station, generation, publicKey, createdAtMs, endedAtMs }) => ({
    ...{ kid: { station, generation }, publicKey: bytesOfKey(publicKey), createdAtMs, endedAtMs },
  }));
  const publicKeys = [{ kid, publicKey: current.publicKey, createdAtMs: file.createdAtMs, endedAtMs: null }, ...earlier];
  return {
    kid,
    demo: file.demo,
    lastDay: file.demo ? Number.POSITIVE_INFINITY : cardDayOf(file.createdAtMs) + keyDays,
    publicKeys,
    sign: current.sign,
    verifyOwn: (signer, signature, message) => {
      const own = publicKeys.find((key) => sameKid(key.kid, signer));
      return own && verifies(signature, message, own.publicKey);
    },
    readingKeys: () => new Uint8Array([...bytesOfKey(file.phoneKey), ...bytesOfKey(file.phoneIndexKey)]),
    nextSerial: serials.next,
    close: serials.close,
    ...sealing(bytesOfKey(file.phoneKey)),
    ...phoneIndex(bytesOfKey(file.phoneIndexKey)),
  };
}
