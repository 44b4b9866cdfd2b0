/** Numbers of stations: given in order, never one that any station ever had (rows of gone stations stay). */
import type { Transaction } from 'kysely';
import { HubError } from '../hub-error.ts';
import type { Tables } from './tables.ts';

const highest = 999_999;

/** `wanted`: numbers that rows of the same put bring with them. @throws HubError numbers_spent */
export async function giveNumbers(tx: Transaction<Tables>, count: number, wanted: ReadonlySet<number>): Promise<readonly number[]> {
  const given: number[] = [];
  let { next_number: next } = await tx.selectFrom('hub_state').select('next_number').executeTakeFirstOrThrow();
  while (given.length < count) {
    const missing = count - given.length;
    if (next > highest) throw new HubError('numbers_spent', `驿站编号用完了，还有 ${missing} 个驿站没有编号`, { missing });
    const last = Math.min(next + missing - 1, highest);
    const rows = await tx.selectFrom('station').where('number', '>=', next).where('number', '<=', last).select('number').execute();
    const taken = new Set(rows.map((row) => row.number));
    for (let number = next; number <= last; number++) if (!taken.has(number) && !wanted.has(number)) given.push(number);
    next = last + 1;
  }
  await tx.updateTable('hub_state').set({ next_number: next }).execute();
  return given;
}

/** @throws HubError number_taken */
export async function refuseTaken(tx: Transaction<Tables>, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  const twice = numbers.find((number, at) => numbers.indexOf(number) !== at);
  const row = await tx.selectFrom('station').where('number', 'in', numbers).select('number').executeTakeFirst();
  const number = twice ?? row?.number;
  if (number !== undefined) throw new HubError('number_taken', `编号 ${number} 已经给了别的驿站：换一个，或者留空由系统给`, { number });
}
