/** Twenty cards of made-up people, after vectors V1 (with a phone) and V2 (without) of the specification; the same in every run. */
import { signingKey } from '../../../electron/keys/ed25519.ts';
import type { JobCard } from '../../../shared/card/job-card.ts';
import type { KeyId } from '../../../shared/card/kid.ts';
import type { Sign } from '../../../shared/card/sign1.ts';
import { trades } from '../../../shared/domain/trade.ts';
import { sequence } from '../sequence.ts';

/** The specification's prefix of 24 characters. */
export const prefix = 'https://jy.example.cn/c#';
export const kid: KeyId = { station: 1841, generation: 1 };

/** TEST ONLY: the published seed of V1. */
export const stationSeed = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');
const { sign, publicKey } = signingKey(stationSeed);
export const signStation: Sign = sign;
export const stationPublicKey = publicKey;

const surnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗'];
const given = [...'建国志强秀英桂兰海燕文军红梅永福金凤玉华德明'];
const longSurnames = ['欧阳', '司马', '尉迟', '慕容'];

/** Two, three or four characters: 王强, 王建国, 欧阳建国; every fourth is the form the kiosk offers first, 王师傅. */
function nameOf(number: number, pick: <T>(list: readonly T[]) => T): string {
  if (number % 4 === 3) return `${pick(surnames)}师傅`;
  const length = 2 + (number % 3);
  const surname = length === 4 ? pick(longSurnames) : pick(surnames);
  return surname + Array.from({ length: length - surname.length }, () => pick(given)).join('');
}

export function realisticCards(count = 20): JobCard[] {
  const random = sequence(2020);
  for (let warm = 0; warm < 8; warm++) random();
  const upTo = (limit: number) => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]) => list[upTo(list.length)] as T;
  return Array.from({ length: count }, (_, number) => {
    const chosen = new Set<number>();
    while (chosen.size < 1 + (number % 3)) chosen.add(pick(trades).code);
    const common = {
      serial: 1 + upTo(number % 5 === 4 ? 90_000 : 5000),
      issueDay: 2517,
      validDays: 90,
      name: nameOf(number, pick),
      trades: [...chosen],
      years: 1 + upTo(30),
      availability: { startOffsetDays: upTo(4), mask: pick([31, 63, 127, 255]) },
      languages: pick([1, 3, 5]),
      verified: pick([1, 3, 7]),
      ...(number % 2 === 0 && { levels: [...chosen].map(() => pick([2, 3] as const)) }),
    };
    if (number % 3 === 2) return common;
    const wage = 160 + 20 * upTo(12);
    const phone = `13800${String(138_000 + upTo(1000)).padStart(6, '0')}`;
    return { ...common, phone, dayWage: [wage, wage + 60] as const, flags: pick([1, 5]) };
  });
}

/** Every field at its limit: the specification says 214 bytes. */
export const largestCard: JobCard = {
  serial: 16_777_215,
  issueDay: 65_535,
  validDays: 180,
  name: '阿'.repeat(20),
  trades: [65_535, 65_534, 65_533, 65_532],
  years: 60,
  phone: '19999999999',
  dayWage: [9998, 9999],
  availability: { startOffsetDays: 90, mask: 511 },
  languages: 65_535,
  flags: 65_535,
  verified: 65_535,
  levels: [3, 3, 3, 3],
};
