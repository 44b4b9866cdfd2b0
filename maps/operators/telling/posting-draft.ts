/** A posting as texts in a form, what is wrong with them, and the content that they stand for. */
import { missingForPublication, type PostingContent, type PostingField, postingContentSchema } from '../../../shared/domain/posting.ts';
import { trades } from '../../../shared/domain/trade-catalogue.ts';
import type { PayUnit, Settlement } from '../../../shared/domain/wage.ts';
import { yuanText } from '../../../shared/domain/wage.ts';
import { endOfDayMs, type LocalDate, workDayOf } from '../../../shared/domain/work-day.ts';
import type { MessageKey } from '../messages.ts';

export type Answer = '' | 'yes' | 'no';

export interface PostingDraft {
  readonly trade: string;
  readonly title: string;
  readonly employer: string;
  readonly headcount: string;
  readonly conditions: string;
  readonly content: string;
  readonly place: string;
  /** `2026-11-24`, or empty: to be agreed. */
  readonly workDate: string;
  /** `08:00`, or empty. */
  readonly start: string;
  readonly end: string;
  readonly durationDays: string;
  readonly payMin: string;
  /** Empty: one price. */
  readonly payMax: string;
  readonly payUnit: PayUnit;
  readonly settlement: Settlement | '';
  readonly meals: Answer;
  readonly tools: 'provided' | 'own' | '';
  readonly insurance: Answer;
  readonly contactName: string;
  readonly contactPhone: string;
  /** Its last day. */
  readonly validDay: string;
}

export const emptyPosting: PostingDraft = {
  ...{ trade: '', title: '', employer: '', headcount: '', conditions: '', content: '', place: '', workDate: '', start: '', end: '' },
  ...{ durationDays: '', payMin: '', payMax: '', payUnit: 'day', settlement: '', meals: '', tools: '', insurance: '' },
  ...{ contactName: '', contactPhone: '', validDay: '' },
};

const answerOf = (said: boolean | null): Answer => (said === null ? '' : said ? 'yes' : 'no');
const saidIn = (answer: Answer): boolean | null => (answer === '' ? null : answer === 'yes');
const textOf = (value: number | string | null) => (value === null ? '' : String(value));

function clockOf(minute: number | null): string {
  if (minute === null) return '';
  const inDay = minute % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
}

export function draftOf(content: PostingContent): PostingDraft {
  const { wage, validThroughMs } = content;
  return {
    ...{ trade: String(content.trade), title: content.title, employer: textOf(content.employer), headcount: textOf(content.headcount) },
    ...{ conditions: textOf(content.conditions), content: textOf(content.content), place: textOf(content.place) },
    ...{ workDate: textOf(content.workDate), start: clockOf(content.startMinute), end: clockOf(content.endMinute) },
    durationDays: textOf(content.durationDays),
    payMin: wage ? yuanText(wage.minFen) : '',
    payMax: wage && wage.maxFen !== wage.minFen ? yuanText(wage.maxFen) : '',
    ...{ payUnit: wage?.unit ?? 'day', settlement: content.settlement ?? '', tools: content.tools ?? '' },
    ...{ meals: answerOf(content.meals), insurance: answerOf(content.insurance) },
    ...{ contactName: textOf(content.contactName), contactPhone: textOf(content.contactPhone) },
    validDay: validThroughMs === null ? '' : workDayOf(validThroughMs),
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text);
/** NaN for what is no number: the schema refuses it. */
const figure = (text: string) => (text.trim() === '' ? null : Number(text.normalize('NFKC').trim()));
const minuteIn = (clock: string) => (clock === '' ? null : Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)));

function endMinuteOf({ start, end }: PostingDraft): number | null {
  const [from, to] = [minuteIn(start), minuteIn(end)];
  // an end before the start is on the next morning
  return from !== null && to !== null && to <= from ? to + 1440 : to;
}

function validThroughMs({ validDay }: PostingDraft, before: PostingContent | null): number | null {
  if (validDay === '') return null;
  const told = before?.validThroughMs ?? null;
  return told !== null && workDayOf(told) === validDay ? told : endOfDayMs(validDay as LocalDate);
}

export type PostingFaults = Readonly<Partial<Record<PostingField, MessageKey>>>;

/** `before`: what the form does not ask about stays as it was. Null without what makes it a posting at all. */
export function postingOf(
  draft: PostingDraft,
  before: PostingContent | null,
): { readonly content: PostingContent | null; readonly faults: PostingFaults } {
  const min = figure(draft.payMin);
  const max = figure(draft.payMax);
  const wage = min === null ? null : { minFen: Math.round(min * 100), maxFen: Math.round((max ?? min) * 100), unit: draft.payUnit };
  const read = postingContentSchema.safeParse({
    trade: Number(draft.trade),
    title: orNull(draft.title) ?? trades.find(({ code }) => String(code) === draft.trade)?.word ?? '',
    occupationCode: before?.trade === Number(draft.trade) ? before.occupationCode : null,
    ...{ employer: orNull(draft.employer), headcount: figure(draft.headcount), conditions: orNull(draft.conditions) },
    ...{ content: orNull(draft.content), place: orNull(draft.place), point: before?.point ?? null },
    ...{ workDate: orNull(draft.workDate), startMinute: minuteIn(draft.start), endMinute: endMinuteOf(draft) },
    ...{ durationDays: figure(draft.durationDays), wage, settlement: orNull(draft.settlement), tools: orNull(draft.tools) },
    ...{ meals: saidIn(draft.meals), insurance: saidIn(draft.insurance) },
    ...{ contactName: orNull(draft.contactName), contactPhone: orNull(draft.contactPhone) },
    ...{ validThroughMs: validThroughMs(draft, before), verifiedAtMs: before?.verifiedAtMs ?? null },
  });
  if (!read.success) {
    const wrong = read.error.issues.map(({ path }) => [path[0], path[0] === 'trade' ? 'telling.chooseTrade' : 'telling.wrong']);
    return { content: null, faults: Object.fromEntries(wrong) as PostingFaults };
  }
  const missing: PostingField[] = missingForPublication(read.data);
  if (read.data.contactPhone === null) missing.push('contactPhone');
  return { content: read.data, faults: Object.fromEntries(missing.map((field) => [field, 'telling.missing'])) as PostingFaults };
}
