/** Passwords of operators: scrypt, a few at a time, compared in constant time. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import { searchKey } from '../../../shared/domain/text.ts';
import { HubError } from '../hub-error.ts';

export interface Hashed {
  readonly salt: string;
  /** With the cost it was made at, so that a later program may raise it: `15.3.<base64url>`. */
  readonly hash: string;
}

export interface Cost {
  readonly log2N: number;
  readonly p: number;
}

/** OWASP's floor for scrypt (r = 8) that takes 32 MB at a time: sign-ins at once must not fill a small host. */
export const usualCost: Cost = { log2N: 15, p: 3 };
const shortest = 10;
const mostAtOnce = 2;
const mostWaiting = 20;
/** No characters that look alike on paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

let running = 0;
const waiting: (() => void)[] = [];

/** What a sign-in under a name that nobody has is compared with: it takes as long as any other. */
export function nobody(cost: Cost): Hashed {
  return { salt: randomBytes(16).toString('base64url'), hash: `${cost.log2N}.${cost.p}.${randomBytes(32).toString('base64url')}` };
}

export async function hashPassword(password: string, cost: Cost): Promise<Hashed> {
  const salt = randomBytes(16);
  const derived = await derive(password, salt, cost);
  return { salt: salt.toString('base64url'), hash: `${cost.log2N}.${cost.p}.${derived.toString('base64url')}` };
}

export async function isPassword(password: string, kept: Hashed): Promise<boolean> {
  const [log2N = '', p = '', hash = ''] = kept.hash.split('.');
  const derived = await derive(password, Buffer.from(kept.salt, 'base64url'), { log2N: Number(log2N), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'));
}

/** For one sign-in: about 79 bits. */
export function oneTimePassword(): string {
  const all = Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('');
  return all.replace(/.{4}(?=.)/g, '$&-');
}

/** @throws HubError password_weak */
export function refuseWeak(password: string, name: string): void {
  const key = searchKey(password);
  const different = new Set(key).size;
  if ([...password].length < shortest || different < 5 || key.includes(searchKey(name))) {
    throw new HubError('password_weak', `密码太容易猜：至少 ${shortest} 个字符，不要重复同样的字符，不要包含自己的名字`, { shortest });
  }
}

/** @throws HubError sign_in_wait when too many wait for their turn */
async function derive(password: string, salt: Buffer, { log2N, p }: Cost): Promise<Buffer> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw new HubError('sign_in_wait', '登录的人太多：等几秒再试', { retryAfterS: 5 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return await new Promise((resolve, reject) => {
      scrypt(password.normalize('NFC'), salt, 32, { N: 2 ** log2N, r: 8, p, maxmem: 64 * 1024 * 1024 }, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
