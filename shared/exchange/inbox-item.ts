/** What a hub tells a station (docs/exchange.md): states, of which a later one replaces the earlier. */
import { z } from 'zod';
import { listedStationSchema, publicReportKinds } from '../domain/listed-station.ts';
import { localDateSchema } from '../domain/local-date.ts';
import { noticeContentSchema, noticeFault } from '../domain/notice.ts';
import { phoneSchema, postingContentSchema } from '../domain/posting.ts';
import { postingFactSchema } from './fact.ts';

const moment = z.int().min(0);
/** At most 1 MB of a list. */
const bytes = z.base64().max(1_400_000);

/** A posting that the hub publishes, or its edit of a posting of this station. */
const postingItem = z.discriminatedUnion('of', [
  z.object({ of: z.literal('hub'), posting: postingFactSchema.omit({ kind: true }) }),
  z.object({
    of: z.literal('station'),
    id: z.uuid(),
    /** The station's revision that the hub's operator saw. */
    base: z.int().min(1),
    fields: z.partialRecord(postingContentSchema.keyof(), z.unknown()),
  }),
]);

/** A posting by an employer's phone. Judged again by the station before anybody sees it. */
export const submissionSchema = z.object({
  id: z.uuid(),
  content: postingContentSchema,
  /** To ring back; on the card page's terms it is the employer's own. */
  phone: phoneSchema,
  atMs: moment,
});

/** 我用了这位师傅: of a card only its key's generation and its serial are told. */
export const hireSchema = z.object({
  id: z.uuid(),
  generation: z.int().min(1).max(99),
  serial: z.int().min(0).max(16_777_215),
  day: localDateSchema,
});

/** Contents by kind; `null` takes the thing away. */
export const itemContents = {
  posting: postingItem,
  /** Its key is its id. */
  notice: z.object(noticeContentSchema.shape).refine((content) => noticeFault(content) === null, 'not whole'),
  'key-list': z.object({ bytes }),
  'revocation-list': z.object({ bytes }),
  holidays: z.record(z.string(), z.unknown()),
  station: listedStationSchema,
  submission: submissionSchema,
  hire: hireSchema,
  trust: z.object({ reports: z.array(z.object({ kind: z.enum(publicReportKinds), count: z.int().min(1), lastMs: moment })).max(10) }),
} as const;
export type ItemKind = keyof typeof itemContents;

export const revisionSchema = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** How far a station has read: `REVISION.WORD`, the hub's own, told back as it came; empty at the beginning. */
export const inboxCursorSchema = z.string().regex(/^(\d{1,15}\.[A-Za-z0-9_-]{1,20})?$/);
export type InboxCursor = z.infer<typeof inboxCursorSchema>;

/** One page; the content of each item is judged by its kind, and one that is not valid is passed over and told. */
export const inboxPageSchema = z.object({
  ledger: z.uuid(),
  items: z.array(z.object({ revision: revisionSchema, kind: z.string().max(20), key: z.string().max(80), content: z.unknown() })).max(200),
  /** How far the hub has this station's outbox: a station that has sent everything sees whether one of the two was restored. */
  kept: z.object({ epoch: z.int().min(0), next: z.int().min(1) }),
  next: inboxCursorSchema,
  more: z.boolean(),
  nowMs: moment,
});
export type InboxPage = z.infer<typeof inboxPageSchema>;
export type InboxItem = InboxPage['items'][number];
