/**
 * Who reports, without keeping who: an address becomes a keyed hash, the key changes each day (Asia/Shanghai) and is deleted when two
 * more days have begun. By then nobody can tell any more, not from the database either, whose a hash was.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import type { Transaction } from 'kysely';
import { addDays, workDayOf } from '../../../shared/domain/work-day.ts';
import type { Tables } from '../store/tables.ts';

/** Days whose keys are there: today's and those of the two before, so that 48 hours can be told apart. */
const keptDays = 2;

/** The hash under today's key first, then under the earlier ones. Makes today's key and deletes the old ones. */
export async function addressHashes(tx: Transaction<Tables>, address: string, nowMs: number): Promise<readonly [string, ...string[]]> {
  const today = workDayOf(nowMs);
  await tx.deleteFrom('address_key').where('day', '<', addDays(today, -keptDays)).execute();
  await tx
    .insertInto('address_key')
    .values({ day: today, key: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute();
  const keys = await tx.selectFrom('address_key').where('day', '<=', today).select('key').orderBy('day', 'desc').execute();
  const [first = '', ...others] = keys.map(({ key }) =>
    createHmac('sha256', key).update(householdOf(address)).digest('base64url').slice(0, 22),
  );
  return [first, ...others];
}

/** One line counts as one: of IPv6 the first 64 bits, below which a single phone has as many addresses as it likes. */
export function householdOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail = ''] = plain.toLowerCase().split('::');
  const words = (part: string) => (part === '' ? [] : part.split(':'));
  const all = plain.includes('::')
    ? [...words(head), ...Array(8 - words(head).length - words(tail).length).fill('0'), ...words(tail)]
    : words(head);
  return all
    .slice(0, 4)
    .map((word) => Number.parseInt(word, 16).toString(16))
    .join(':');
}
