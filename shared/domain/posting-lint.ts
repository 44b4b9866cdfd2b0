/**
 * Content lint of a posting: what may not be published at all (block) and what staff should ask about first (warn). The law's
 * own words are judged in lint-text.ts; here are pay, figures, doubles and the employer's standing.
 */
import { type TextRule, textRules } from './lint-patterns.ts';
import { lintText } from './lint-text.ts';
import { isExpired, type PostingContent } from './posting.ts';
import { dayPayFen, yuanText } from './wage.ts';
import { daysBetween, type LocalDate, workDayOf } from './work-day.ts';

export const lintRules = [
  ...textRules,
  'pay_below_floor',
  'pay_far_above',
  'headcount_high',
  'shift_long',
  'day_past',
  'validity_past',
  'duplicate',
  'employer_sanctioned',
] as const;
export type LintRule = TextRule | (typeof lintRules)[number];

export const lintedFields = [
  'title',
  'conditions',
  'content',
  'wage',
  'headcount',
  'startMinute',
  'workDate',
  'validThroughMs',
  'employer',
] as const;
export type LintedField = (typeof lintedFields)[number];

export interface LintFinding {
  readonly rule: LintRule;
  readonly severity: 'block' | 'warn';
  readonly field: LintedField;
  /** What was found, as it may be shown: the words of the text, or the figure it was compared with. */
  readonly words: string;
}

/** What is known beside the posting itself. */
export interface LintKnowledge {
  readonly nowMs: number;
  /** The station's setting; null: none is set, nothing is judged. */
  readonly payFloorFenPerHour: number | null;
  /** What a day of this trade usually pays here (fen); null: too few to say. */
  readonly usualDayFen: number | null;
  /** Another posting of the same employer, trade, day and place stands or waits. */
  readonly isDuplicate: boolean;
  /** Last day of the employer's sanction; null: none. */
  readonly sanctionUntil: LocalDate | null;
}

/** So many times the usual pay of a trade is asked about. */
export const farAboveUsual = 4;
const manyHeads = 100;
const longShiftMinutes = 12 * 60;
/** Above eight hours an hour of them is taken for the meal. */
const usualShiftHours = 8;

function hoursOf({ startMinute, endMinute }: PostingContent): { readonly least: number; readonly likely: number } {
  if (startMinute === null || endMinute === null) return { least: usualShiftHours, likely: usualShiftHours };
  const hours = (endMinute - startMinute) / 60;
  return { least: Math.min(hours, usualShiftHours), likely: hours > usualShiftHours ? hours - 1 : hours };
}

/** Pay by the hour and by the day, as fen an hour; the month's and the order's floor is another matter. */
function floorFinding(content: PostingContent, floor: number): LintFinding | undefined {
  const { wage } = content;
  if (!wage || (wage.unit !== 'hour' && wage.unit !== 'day')) return undefined;
  const { least, likely } = wage.unit === 'hour' ? { least: 1, likely: 1 } : hoursOf(content);
  const found = (severity: LintFinding['severity']): LintFinding => ({
    ...{ rule: 'pay_below_floor', severity, field: 'wage', words: yuanText(floor) },
  });
  if (wage.maxFen < floor * least) return found('block');
  return wage.minFen < floor * likely ? found('warn') : undefined;
}

/** Every finding, the texts' first. The same content and knowledge always answer the same. */
export function lintPosting(content: PostingContent, known: LintKnowledge): LintFinding[] {
  const findings: LintFinding[] = [];
  for (const field of ['title', 'conditions', 'content'] as const) {
    const text = content[field];
    if (text !== null) findings.push(...lintText(text, field).map((finding) => ({ ...finding, field })));
  }
  const warn = (rule: LintRule, field: LintedField, words: string) => findings.push({ rule, severity: 'warn', field, words });
  const today = workDayOf(known.nowMs);

  const floor = known.payFloorFenPerHour === null ? undefined : floorFinding(content, known.payFloorFenPerHour);
  if (floor) findings.push(floor);
  const day = content.wage && dayPayFen(content.wage);
  if (day !== null && known.usualDayFen !== null && day >= farAboveUsual * known.usualDayFen) {
    warn('pay_far_above', 'wage', yuanText(known.usualDayFen));
  }
  if (content.headcount !== null && content.headcount >= manyHeads) warn('headcount_high', 'headcount', String(content.headcount));
  if (content.startMinute !== null && content.endMinute !== null && content.endMinute - content.startMinute > longShiftMinutes) {
    warn('shift_long', 'startMinute', String(Math.round((content.endMinute - content.startMinute) / 6) / 10));
  }
  if (content.workDate !== null && daysBetween(content.workDate, today) >= (content.durationDays ?? 1)) {
    warn('day_past', 'workDate', content.workDate);
  }
  if (isExpired(content, known.nowMs)) findings.push({ rule: 'validity_past', severity: 'block', field: 'validThroughMs', words: '' });
  if (known.isDuplicate) warn('duplicate', 'employer', content.employer ?? '');
  if (known.sanctionUntil !== null && known.sanctionUntil >= today) {
    findings.push({ rule: 'employer_sanctioned', severity: 'block', field: 'employer', words: known.sanctionUntil });
  }
  return findings;
}

export function isBlocked(findings: readonly LintFinding[]): boolean {
  return findings.some((finding) => finding.severity === 'block');
}
