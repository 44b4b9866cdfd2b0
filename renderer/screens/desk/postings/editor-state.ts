/** What the editor holds while a posting is written, and the content that it stands for. */
import { type PostingContent, type PostingField, phoneSchema, postingContentSchema } from '../../../../shared/domain/posting.ts';
import { getTrade } from '../../../../shared/domain/trade.ts';
import type { PayUnit } from '../../../../shared/domain/wage.ts';
import { addDays, endOfDayMs, type LocalDate, workDayOf } from '../../../../shared/domain/work-day.ts';

export interface Draft {
  /** Null until a tile was touched. */
  readonly trade: number | null;
  readonly title: string;
  readonly employer: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly headcount: number | null;
  readonly conditions: string;
  readonly content: string;
  readonly place: string;
  readonly workDate: LocalDate | null;
  readonly startMinute: number | null;
  readonly endMinute: number | null;
  readonly durationDays: number | null;
  readonly payMinYuan: number | null;
  /** Null: one price. */
  readonly payMaxYuan: number | null;
  readonly payUnit: PayUnit;
  readonly settlement: PostingContent['settlement'];
  readonly meals: boolean | null;
  readonly tools: PostingContent['tools'];
  readonly insurance: boolean | null;
  readonly validThroughMs: number | null;
}

export const emptyDraft: Draft = {
  ...{ trade: null, title: '', employer: '', contactName: '', contactPhone: '', headcount: null, conditions: '', content: '', place: '' },
  ...{ workDate: null, startMinute: null, endMinute: null, durationDays: null, payMinYuan: null, payMaxYuan: null, payUnit: 'day' },
  ...{ settlement: null, meals: null, tools: null, insurance: null, validThroughMs: null },
};

export function draftOf(content: PostingContent): Draft {
  const { wage } = content;
  return {
    ...content,
    employer: content.employer ?? '',
    contactName: content.contactName ?? '',
    contactPhone: content.contactPhone ?? '',
    conditions: content.conditions ?? '',
    content: content.content ?? '',
    place: content.place ?? '',
    payMinYuan: wage && wage.minFen / 100,
    payMaxYuan: wage && wage.maxFen !== wage.minFen ? wage.maxFen / 100 : null,
    payUnit: wage?.unit ?? 'day',
  };
}

/** Validities that are offered, in days from today. */
export const validityDays = [0, 2, 6, 14, 29] as const;

export function validityAfter(nowMs: number, days: number): number {
  return endOfDayMs(addDays(workDayOf(nowMs), days));
}

const orNull = (text: string) => (text.trim() === '' ? null : text);

/** The content, or the fields that are not right yet; without a trade there is nothing to judge. */
export function contentOf(
  draft: Draft,
  base: PostingContent | null,
): { readonly content: PostingContent | null; readonly wrong: readonly PostingField[] } {
  if (draft.trade === null) return { content: null, wrong: ['trade'] };
  const phone = orNull(draft.contactPhone);
  const known = phone === null ? null : phoneSchema.safeParse(phone);
  const { payMinYuan, payMaxYuan, payUnit, contactPhone: _, ...rest } = draft;
  const minFen = payMinYuan === null ? null : Math.round(payMinYuan * 100);
  const parsed = postingContentSchema.safeParse({
    ...rest,
    trade: draft.trade,
    title: orNull(draft.title) ?? getTrade(draft.trade).word,
    occupationCode: base?.trade === draft.trade ? base.occupationCode : null,
    employer: orNull(draft.employer),
    contactName: orNull(draft.contactName),
    contactPhone: known?.success ? known.data : null,
    conditions: orNull(draft.conditions),
    content: orNull(draft.content),
    place: orNull(draft.place),
    point: base?.point ?? null,
    endMinute: draft.startMinute === null ? null : draft.endMinute,
    wage: minFen === null ? null : { minFen, maxFen: payMaxYuan === null ? minFen : Math.round(payMaxYuan * 100), unit: payUnit },
    verifiedAtMs: base?.verifiedAtMs ?? null,
  });
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => issue.path[0] as PostingField);
  if (known && !known.success) wrong.push('contactPhone');
  return { content: parsed.success ? parsed.data : null, wrong: [...new Set(wrong)] };
}
