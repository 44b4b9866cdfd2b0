import type { Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** What is shown of a station changed, though its row did not: it is published again, and nothing that was read of it is kept. */
export async function showAnew(tx: Transaction<Tables>, number: number): Promise<void> {
  const { revision } = await tx
    .updateTable('hub_state')
    .set(({ eb }) => ({ revision: eb('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow();
  await tx.updateTable('station').set({ revision }).where('number', '=', number).execute();
}
