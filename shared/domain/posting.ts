/**
 * A posting (岗位): what it holds, what the law asks of it, its states, and what is derived from them and never set by hand.
 * The legal minimum is the five-ministry notice's: employer, headcount, conditions, work content, place, basic pay, validity.
 */
import { z } from 'zod';
import { pointSchema } from '../geo/point.ts';
import { localDateSchema } from './local-date.ts';
import { cleanText } from './text.ts';
import { tradeCodeSchema } from './trade.ts';
import { settlements, wageSchema } from './wage.ts';

const words = (longest: number) => z.string().transform(cleanText).pipe(z.string().min(1).max(longest));

/** 11-digit mobile, or a fixed line with area code; digits only. */
export const phoneSchema = z
  .string()
  .transform((text) =>
    text
      .normalize('NFKC')
      .replace(/[\s()-]/g, '')
      .replace(/^\+86/, ''),
  )
  .pipe(z.string().regex(/^(1\d{10}|0\d{9,11}|[2-9]\d{6,7}|[48]00\d{7}|1\d{4})$/));

const minutesOfDay = 1440;
/** Longest a posting may stay valid (30 days). */
export const longestValidityMs = 30 * 86_400_000;

/** What a source may say of a posting. Fields of the legal minimum may be missing until it is published. */
export const postingContentSchema = z
  .object({
    title: words(40),
    trade: tradeCodeSchema,
    /** Code of 职业分类大典 2022 (`4-10-01-06`), where the official text has one for this work. */
    occupationCode: z
      .string()
      .regex(/^\d-\d{2}-\d{2}-\d{2}$/)
      .nullable(),
    employer: words(60).nullable(),
    headcount: z.int().min(1).max(999).nullable(),
    conditions: words(200).nullable(),
    content: words(500).nullable(),
    place: words(80).nullable(),
    /** WGS-84; null where nobody measured it. */
    point: pointSchema.nullable(),
    /** First day of work; null when it is to be agreed. */
    workDate: localDateSchema.nullable(),
    /** Minutes since local midnight. */
    startMinute: z
      .int()
      .min(0)
      .max(minutesOfDay - 1)
      .nullable(),
    /** Minutes since midnight of the first day; beyond 1440 on the next (a night shift to 次日 6:00 is 1800). */
    endMinute: z
      .int()
      .min(1)
      .max(2 * minutesOfDay)
      .nullable(),
    durationDays: z.int().min(1).max(365).nullable(),
    wage: wageSchema.nullable(),
    settlement: z.enum(settlements).nullable(),
    /** null: nobody said. */
    meals: z.boolean().nullable(),
    /** 提供工具: the employer brings them; 自带工具: the worker does; null: nobody said. */
    tools: z.enum(['provided', 'own']).nullable(),
    insurance: z.boolean().nullable(),
    contactName: words(20).nullable(),
    contactPhone: phoneSchema.nullable(),
    /** Last moment it is valid. */
    validThroughMs: z.int().positive().nullable(),
    /** When somebody last made sure that it is still true. */
    verifiedAtMs: z.int().positive().nullable(),
  })
  .refine((content) => content.startMinute === null || content.endMinute === null || content.endMinute > content.startMinute, {
    error: 'end before start',
    path: ['endMinute'],
  })
  .refine((content) => content.endMinute === null || content.startMinute !== null, {
    error: 'an end without a start',
    path: ['startMinute'],
  })
  .refine(
    (content) => content.endMinute === null || content.startMinute === null || content.endMinute - content.startMinute <= minutesOfDay,
    {
      error: 'a shift of more than a day',
      path: ['endMinute'],
    },
  );
export type PostingContent = z.infer<typeof postingContentSchema>;
export type PostingField = keyof PostingContent;

export const postingStates = ['draft', 'pending', 'published', 'paused', 'closed'] as const;
export type PostingState = (typeof postingStates)[number];

/** What the law asks for, in the order in which it is asked. */
export const legalMinimum = [
  'employer',
  'headcount',
  'conditions',
  'content',
  'place',
  'wage',
  'validThroughMs',
] as const satisfies readonly PostingField[];
export type LegalMinimumField = (typeof legalMinimum)[number];

/** Fields of the legal minimum that are missing; a posting with any cannot be published. */
export function missingForPublication(content: PostingContent): LegalMinimumField[] {
  return legalMinimum.filter((field) => content[field] === null);
}

export type PublishableContent = PostingContent & { readonly [F in LegalMinimumField]: NonNullable<PostingContent[F]> };

export function isPublishable(content: PostingContent): content is PublishableContent {
  return missingForPublication(content).length === 0;
}

/** Who a posting comes from: a name of the source and its own id there. Importing the same pair again is the same posting. */
export interface PostingOrigin {
  readonly source: string;
  readonly sourceId: string;
}

interface PostingRecord extends PostingOrigin {
  /** UUIDv7 */
  readonly id: string;
  readonly closedReason: string | null;
  /** Grows with every change of content or state; a field's own revision is the one that last changed it. Merging goes by field. */
  readonly revision: number;
  readonly fieldRevisions: Readonly<Partial<Record<PostingField, number>>>;
  /** Made up for the demo (演示); emptied before real use. */
  readonly demo: boolean;
  readonly reviewer: string | null;
  /** Places taken by matches: 达成用工, 已上岗 and 已完工 count. */
  readonly taken: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly publishedAtMs: number | null;
}

export type Posting = PostingRecord &
  (
    | { readonly state: 'draft' | 'pending' | 'closed'; readonly content: PostingContent }
    | { readonly state: 'published' | 'paused'; readonly content: PublishableContent }
  );

const nextStates: Readonly<Record<PostingState, readonly PostingState[]>> = {
  draft: ['pending', 'published', 'closed'],
  pending: ['draft', 'published', 'closed'],
  published: ['paused', 'closed'],
  paused: ['published', 'closed'],
  closed: [],
};

export function mayBecome(from: PostingState, to: PostingState): boolean {
  return nextStates[from].includes(to);
}

/** How long a verification holds: 24 h on day-paid work, 48 h otherwise. */
export function freshForMs(content: Pick<PostingContent, 'settlement'>): number {
  return (content.settlement === 'day' ? 24 : 48) * 3_600_000;
}

/** Not verified lately: shown last and in amber. Never verified is stale too. */
export function isStale(content: Pick<PostingContent, 'settlement' | 'verifiedAtMs'>, nowMs: number): boolean {
  return content.verifiedAtMs === null || nowMs - content.verifiedAtMs > freshForMs(content);
}

export function isExpired(content: Pick<PostingContent, 'validThroughMs'>, nowMs: number): boolean {
  return content.validThroughMs !== null && nowMs > content.validThroughMs;
}

export function isFilled(posting: { readonly taken: number; readonly content: Pick<PostingContent, 'headcount'> }): boolean {
  return posting.content.headcount !== null && posting.taken >= posting.content.headcount;
}

/** Published, and nobody to call. */
export function isOrphan(posting: Pick<Posting, 'state' | 'content'>): boolean {
  return posting.state === 'published' && posting.content.contactPhone === null;
}

/** What a worker may be told of a posting: open, or why it is gone. */
export type PostingStanding = 'open' | 'filled' | 'expired' | 'withdrawn';

export function standingOf(posting: Posting, nowMs: number): PostingStanding {
  if (posting.state !== 'published') return 'withdrawn';
  if (isExpired(posting.content, nowMs)) return 'expired';
  return isFilled(posting) ? 'filled' : 'open';
}

function sameValue(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

export function changedFields(before: PostingContent, after: PostingContent): PostingField[] {
  return (Object.keys(after) as PostingField[]).filter((field) => !sameValue(before[field], after[field]));
}

/** The posting's revisions after a change of content; the same object when nothing changed. */
export function revise(
  posting: Pick<Posting, 'content' | 'revision' | 'fieldRevisions'>,
  content: PostingContent,
): Pick<Posting, 'revision' | 'fieldRevisions'> {
  const changed = changedFields(posting.content, content);
  if (changed.length === 0) return { revision: posting.revision, fieldRevisions: posting.fieldRevisions };
  const revision = posting.revision + 1;
  return { revision, fieldRevisions: { ...posting.fieldRevisions, ...Object.fromEntries(changed.map((field) => [field, revision])) } };
}

/** From 04:30 until 08:30 (local minutes) work that starts today and is paid today comes first. */
const morning = { from: 4 * 60 + 30, until: 8 * 60 + 30 };

export function isMorning(localMinute: number): boolean {
  return localMinute >= morning.from && localMinute < morning.until;
}

/** How a list is ordered: 今天上工, 钱多的在前, 离得近. */
export const postingOrders = ['today', 'pay', 'near'] as const;
export type PostingOrder = (typeof postingOrders)[number];

/** The short place for a card: what stands before the first space (海湖新区 of 海湖新区 文苑路工地). */
export function areaOf(place: string): string {
  return place.split(' ', 1)[0] as string;
}
