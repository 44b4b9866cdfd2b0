/** A made-up operator: real Ed25519 keys, lists and cards, signed as a station and its desk sign them. */
import { generateKeyPairSync, sign as signWith } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobCard } from '../../../shared/card/job-card.ts';
import { type CardKey, type KeyList, signKeyList } from '../../../shared/card/key-list.ts';
import type { KeyId } from '../../../shared/card/kid.ts';
import { type RevocationList, signRevocationList } from '../../../shared/card/revocation-list.ts';
import type { Sign } from '../../../shared/card/sign1.ts';

export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly sign: Sign;
}

export function keyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return { publicKey: new Uint8Array(Buffer.from(x, 'base64url')), sign: (message) => new Uint8Array(signWith(null, message, privateKey)) };
}

export const listKid: KeyId = { station: 0, generation: 1 };
export const stationKid: KeyId = { station: 1841, generation: 1 };

/** Root, list and station keys, and what they publish on `today`. */
export function operator(today: number) {
  const root = keyPair();
  const list = keyPair();
  const station = keyPair();
  const window = { fromDay: today - 400, toDay: today + 400, status: 'active', safeBeforeDay: 0 } as const;
  const listKey: CardKey = { kid: listKid, publicKey: list.publicKey, role: 'list', ...window, name: '演示市总工会', phone: '' };
  const stationKey: CardKey = {
    kid: stationKid,
    publicKey: station.publicKey,
    role: 'station',
    ...window,
    name: '城北零工之家驿站',
    phone: '0900-555 0188',
  };
  const keyList = (over: Partial<KeyList> = {}): Uint8Array =>
    signKeyList({ listNo: 1, issuedDay: today, nextDay: today + 7, keys: [listKey, stationKey], ...over }, root.sign);
  const revocations = (over: Partial<RevocationList> = {}): Uint8Array =>
    signRevocationList({ listNo: 1, issuedDay: today, nextDay: today + 1, revoked: [], ...over }, listKid, list.sign);
  return { root, list, station, listKey, stationKey, keyList, revocations };
}
export type Operator = ReturnType<typeof operator>;

/** The worker of the specification's first vector. */
export function workerCard(today: number, over: Partial<JobCard> = {}): JobCard {
  return {
    serial: 412,
    issueDay: today,
    validDays: 90,
    name: '王建国',
    trades: [203, 204],
    years: 12,
    phone: '13800138000',
    dayWage: [260, 320],
    availability: { startOffsetDays: 1, mask: 127 },
    languages: 1,
    flags: 3,
    verified: 7,
    ...over,
  };
}

/** As the station publishes: the lists and the demo's root. */
export function publish(folder: string, made: Operator, { keys = made.keyList(), revoked = made.revocations(), demo = true } = {}): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'keys.cose'), keys);
  writeFileSync(join(folder, 'revoked.cose'), revoked);
  writeFileSync(join(folder, 'keys.json'), '{}');
  writeFileSync(join(folder, 'root.json'), JSON.stringify({ demo, roots: [Buffer.from(made.root.publicKey).toString('base64url')] }));
}
