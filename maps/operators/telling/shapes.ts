/** What the hub answers of what the union tells its stations. */
import { array, discriminatedUnion, int, literal, nullable, object, enum as oneOf, type output, record, string, unknown } from 'zod/mini';
import { noticeContentSchema } from '../../../shared/domain/notice.ts';
import { postingContentSchema, postingStates } from '../../../shared/domain/posting.ts';

const states = ['standing', 'closed', 'taken-back', 'over'] as const;
const told = {
  id: string(),
  scope: array(string()),
  state: oneOf(states),
  revision: int(),
  updatedAtMs: int(),
  stations: int(),
  read: int(),
};

export const cityItem = discriminatedUnion('kind', [
  object({ kind: literal('posting'), ...told, content: postingContentSchema }),
  object({ kind: literal('notice'), ...told, content: noticeContentSchema }),
]);
export type CityItem = output<typeof cityItem>;
export const cityItems = object({ rows: array(cityItem), next: nullable(string()) });

const stationPosting = object({
  ...{ id: string(), state: oneOf(postingStates), revision: int(), content: postingContentSchema, updatedAtMs: int() },
  waiting: record(string(), unknown()),
});
export type StationPosting = output<typeof stationPosting>;
export const stationPostings = object({ number: int(), name: string(), postings: array(stationPosting) });
export const toldFields = object({ fields: array(string()) });
