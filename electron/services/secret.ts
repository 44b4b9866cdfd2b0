/** What staff know by heart or have on paper: PINs and the recovery code, kept as scrypt only. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../shared/api/errors.ts';
import type { Hashed } from '../db/staff-repository.ts';

/** No characters that look alike on paper. */
const codeLetters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

export async function hashSecret(secret: string): Promise<Hashed> {
  const salt = randomBytes(16);
  return { salt, hash: await derive(secret, salt) };
}

export async function isSecret(secret: string, kept: Hashed): Promise<boolean> {
  const derived = await derive(secret, kept.salt);
  return derived.length === kept.hash.length && timingSafeEqual(derived, kept.hash);
}

/** Whose PIN it is. All are tried: how long it takes tells nothing about who it was. */
export async function ownerOf<T extends { readonly pin: Hashed }>(people: readonly T[], pin: string): Promise<T | undefined> {
  const results = await Promise.all(people.map((person) => isSecret(pin, person.pin)));
  return people.find((_, at) => results[at]);
}

/** One digit only, a row up or down, a pair or a triple again and again. @throws AppError pin_weak */
export function refuseWeak(pin: string): void {
  const row = '0123456789012345';
  const back = [...row].reverse().join('');
  const repeated = /^(\d{1,3})\1+$/.test(pin);
  if (repeated || row.includes(pin) || back.includes(pin)) throw new AppError('pin_weak', 'too easy to guess');
}

/** Sixteen letters in fours: about 79 bits. */
export function newRecoveryCode(): string {
  const letters = Array.from({ length: 16 }, () => codeLetters[randomInt(codeLetters.length)]).join('');
  return plainCode(letters);
}

/** As it was shown, however it was typed. */
export function plainCode(code: string): string {
  return (
    code
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .match(/.{1,4}/g)
      ?.join('-') ?? ''
  );
}
