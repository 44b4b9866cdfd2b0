/** What the union tells its stations, as it travels. */
import { z } from '@hono/zod-openapi';
import { noticeContentSchema } from '../../../shared/domain/notice.ts';
import { postingContentSchema, postingStates } from '../../../shared/domain/posting.ts';
import { lintRules } from '../../../shared/domain/posting-lint.ts';
import { cityItemStates } from '../telling/city-item.ts';

const scope = z
  .array(z.string().min(1).max(20))
  .max(3)
  .openapi({ description: 'Province, city, district, as far as it goes; empty: everywhere.', example: ['河西省', '西河市'] });
const revision = z.int().min(1).openapi({ description: 'As the operator saw it.' });
const confirmed = z
  .array(z.enum(lintRules as readonly [string, ...string[]]))
  .max(40)
  .default([])
  .openapi({ description: 'Doubts of the content lint that the operator has asked about.' });
const verified = z.boolean().openapi({ description: 'The operator has just made sure that it is true.' });

export const newCityPostingSchema = z
  .object({ id: z.uuid({ version: 'v7' }), scope, content: postingContentSchema, verified, confirmed })
  .strict()
  .openapi('NewCityPosting');
export const cityPostingEditSchema = z
  .object({ revision, content: postingContentSchema, verified, confirmed })
  .strict()
  .openapi('CityPostingEdit');
export const newCityNoticeSchema = z
  .object({ id: z.uuid({ version: 'v7' }), scope, content: noticeContentSchema })
  .strict()
  .openapi('NewCityNotice');
export const cityNoticeEditSchema = z.object({ revision, content: noticeContentSchema }).strict().openapi('CityNoticeEdit');
export const seenSchema = z.object({ revision }).strict();
export const itemParam = z.object({ id: z.uuid() });

const record = {
  ...{ id: z.string(), scope, state: z.enum(cityItemStates), revision: z.int(), updatedAtMs: z.int() },
  stations: z.int().openapi({ description: 'That exchange with the hub, where it is told.' }),
  read: z.int().openapi({ description: 'Of them, those that have read it as it is now.' }),
};
export const cityItemSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('posting'), ...record, content: postingContentSchema }),
    z.object({ kind: z.literal('notice'), ...record, content: noticeContentSchema }),
  ])
  .openapi('CityItem');

export const cityItemQuery = z.object({ standing: z.enum(['yes', 'no']).default('yes'), before: z.uuid().optional() });
export const cityItemsSchema = z.object({ rows: z.array(cityItemSchema), next: z.string().nullable() });

/** Who has verified it is known where it stands. */
const editable = z.object(postingContentSchema.shape).omit({ verifiedAtMs: true }).partial().strict();

export const stationPostingsSchema = z
  .object({
    ...{ number: z.int(), name: z.string() },
    postings: z.array(
      z.object({
        ...{ id: z.string(), state: z.enum(postingStates), revision: z.int(), content: postingContentSchema, updatedAtMs: z.int() },
        waiting: z.record(z.string(), z.unknown()).openapi({ description: 'Told, and not read by the station yet.' }),
      }),
    ),
  })
  .openapi('StationPostings');

export const stationPostingEditSchema = z
  .object({ base: revision, fields: editable, confirmed })
  .strict()
  .openapi('StationPostingEdit', { description: 'The fields that change; the station takes each that it has not changed itself since.' });
