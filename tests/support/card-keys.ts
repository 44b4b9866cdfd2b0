/** The specification's test keys (never for use), and Ed25519 as node:crypto does it. */
import { createPrivateKey, createPublicKey, sign as nodeSign, verify as nodeVerify } from 'node:crypto';
import type { CardKey, KeyList } from '../../shared/card/key-list.ts';
import type { Sign, Verify } from '../../shared/card/sign1.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const run = (first: number) => Uint8Array.from({ length: 32 }, (_, at) => first + at);

export interface TestKey {
  readonly publicKey: Uint8Array;
  readonly sign: Sign;
}

export function keyOfSeed(seed: Uint8Array): TestKey {
  const key = createPrivateKey({ key: Buffer.concat([hex('302e020100300506032b657004220420'), seed]), format: 'der', type: 'pkcs8' });
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
  return { publicKey, sign: (message) => new Uint8Array(nodeSign(null, message, key)) };
}

export const verify: Verify = (signature, message, publicKey) => {
  const key = createPublicKey({ key: Buffer.concat([hex('302a300506032b6570032100'), publicKey]), format: 'der', type: 'spki' });
  return nodeVerify(null, message, key, signature);
};

/** V1's station 1841-01, V2's station 40-02, the root and the list key of V3 and V4. */
export const stationOne = keyOfSeed(run(0x00));
export const stationTwo = keyOfSeed(run(0x20));
export const rootKey = keyOfSeed(run(0x40));
export const listKey = keyOfSeed(run(0x60));
export const kidOne = { station: 1841, generation: 1 };
export const kidTwo = { station: 40, generation: 2 };
export const listKid = { station: 0, generation: 1 };

export function cardKey(change: Partial<CardKey> = {}): CardKey {
  return {
    kid: kidOne,
    publicKey: stationOne.publicKey,
    role: 'station',
    fromDay: 2510,
    toDay: 2875,
    status: 'active',
    safeBeforeDay: 0,
    name: '西河·零工之家',
    phone: '0970-000-0000',
    ...change,
  };
}

/** V3's content. */
export function testKeyList(change: Partial<KeyList> = {}): KeyList {
  const keys = [
    cardKey({ kid: listKid, publicKey: listKey.publicKey, role: 'list', name: '名单', phone: '' }),
    cardKey({ kid: kidTwo, publicKey: stationTwo.publicKey, name: '北山驿站', phone: '' }),
    cardKey(),
  ];
  return { listNo: 7, issuedDay: 2517, nextDay: 2524, keys, ...change };
}

/** V4's content. */
export const testRevocations = {
  listNo: 12,
  issuedDay: 2517,
  nextDay: 2518,
  revoked: [
    { kid: kidTwo, serials: [70_000, 70_030, 16_777_215] },
    { kid: kidOne, serials: [0, 5, 411] },
  ],
};

export const vectorOne = {
  card: {
    serial: 412,
    issueDay: 2517,
    validDays: 90,
    name: '王建国',
    trades: [203, 204],
    years: 12,
    phone: '13800138000',
    dayWage: [260, 320],
    availability: { startOffsetDays: 1, mask: 127 },
    languages: 1,
    flags: 5,
    verified: 7,
  },
  payload: 'ac0119019c021909d503185a0469e78e8be5bbbae59bbd058218cb18cc060c074503368d65100882190104190140098201187f0a010b050c07',
  signed:
    '846a5369676e61747572653149a20132044400073101496a6f62636172642f315839ac0119019c021909d503185a0469e78e8be5bbbae59bbd058218cb18cc060c074503368d65100882190104190140098201187f0a010b050c07',
  signature:
    '35b4e329d81b924ad43f46648c6031418ce282f2b16fae51fd7b671017889ff892b55a85d5ed0173037817b454de059f56f3385eb3a454a25e4d5b416b3b8b0d',
  url: 'https://jy.example.cn/c#1191449112386133801614151791050931207039743474336172295596575510909536466308583951946306978705562123675152032437482308600030952124844583700424451216840964033832445407721201179083717216461519773429386451928637675563657821167130297874788825869981201075562363005429762978420666258057729435326750487619524927237183962613444988520227228523',
} as const;

export const vectorTwo = {
  card: {
    serial: 70_031,
    issueDay: 2517,
    validDays: 60,
    name: '李师傅',
    trades: [512],
    years: 3,
    availability: { startOffsetDays: 0, mask: 31 },
    languages: 3,
    verified: 1,
  },
  payload: 'a9011a0001118f021909d503183c0469e69d8ee5b888e5828505811902000603098200181f0a030c01',
  signed:
    '846a5369676e61747572653149a20132044400002802496a6f62636172642f315829a9011a0001118f021909d503183c0469e69d8ee5b888e5828505811902000603098200181f0a030c01',
  signature:
    '682eb7521e7f0bc3d7c50d190e2686d5685739e4f4dc9e9b18e32dd8d08f95921f2c90bfd24caf6e0463cc3998f31cae51d9e2a868228a601fced336a4ddd40d',
  url: 'https://jy.example.cn/c#1191449112386133801163791829932441640269617663967657169149033407511065204379641200051607178735132534152001429752170414102477094905276802435780662651676736039681966184701556423934227379152612916068781579508124196134101854320124759909405480049008478504209507388813796914527536238652524174524803540',
} as const;
