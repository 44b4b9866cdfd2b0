/**
 * The posting's own rules (shared/domain/posting.ts) in words for the person who fills in the table: a zod issue becomes
 * the column it is about, a code and a sentence. The rules themselves stand there only.
 */
import type { z } from 'zod';
import type { PostingField } from '../../../shared/domain/posting.ts';
import type { Column } from './columns.ts';
import type { ImportFaultCode } from './import-row.ts';

export interface BrokenRule {
  readonly field: PostingField;
  readonly column: Column;
  readonly code: ImportFaultCode;
  readonly message: string;
}

/** Where a field of the posting stands in the table; `wage` and `point` are told apart by the path below them. */
const columnOfPath: Readonly<Record<string, Column>> = {
  title: 'title',
  trade: 'trade',
  employer: 'employer',
  headcount: 'headcount',
  conditions: 'conditions',
  content: 'content',
  place: 'place',
  'point.lat': 'lat',
  'point.lng': 'lng',
  workDate: 'work_date',
  startMinute: 'start',
  endMinute: 'end',
  durationDays: 'duration_days',
  'wage.minFen': 'pay_min',
  'wage.maxFen': 'pay_max',
  'wage.unit': 'pay_unit',
  settlement: 'settlement',
  meals: 'meals',
  tools: 'tools',
  insurance: 'insurance',
  contactName: 'contact_name',
  contactPhone: 'contact_phone',
  validThroughMs: 'valid_through',
  verifiedAtMs: 'verified_at',
};

/** Rules that the schema states as refinements, by the words it gives them. */
const refined: Readonly<Record<string, { readonly code: ImportFaultCode; readonly message: string }>> = {
  'end before start': { code: 'end_before_start', message: '结束时间比开始时间早。干到第二天的请写 次日06:00。' },
  'an end without a start': { code: 'end_without_start', message: '写了结束时间，没写开始时间。请把开始时间也写上。' },
  'a shift of more than a day': { code: 'shift_too_long', message: '从开始到结束超过了 24 小时。干几天请写在「天数」，这里写一天的时间。' },
  'maximum below minimum': { code: 'pay_reversed', message: '最高工钱比最低工钱少，是不是写反了？' },
  'beyond any wage of this unit': { code: 'pay_beyond_wage', message: '工钱高得不像真的，请检查数字和计价单位。' },
  'no such trade': { code: 'trade_unknown', message: '没有这个工种。' },
};

const inPath: Readonly<Partial<Record<Column, { readonly code: ImportFaultCode; readonly message: string }>>> = {
  contact_phone: { code: 'phone_invalid', message: '不是电话号码。请只写一个号码：11 位手机号，或者带区号的座机。' },
  pay_min: { code: 'value_out_of_range', message: '工钱要大于 0。' },
  pay_max: { code: 'value_out_of_range', message: '工钱要大于 0。' },
  start: { code: 'value_out_of_range', message: '开始时间要在上工当天，0:00 到 23:59。' },
  end: { code: 'value_out_of_range', message: '结束时间最晚到第二天 24:00。' },
};

function sentenceOf(issue: z.core.$ZodIssue, column: Column): { code: ImportFaultCode; message: string } {
  if (issue.code === 'custom') {
    const known = refined[issue.message];
    if (known) return known;
  }
  const known = inPath[column];
  if (known) return known;
  if (issue.code === 'too_big' && issue.origin === 'string')
    return { code: 'value_too_long', message: `写得太长，最多 ${issue.maximum} 个字。` };
  if (issue.code === 'too_big') return { code: 'value_out_of_range', message: `数字太大，最多 ${issue.maximum}。` };
  if (issue.code === 'too_small') return { code: 'value_out_of_range', message: `数字太小，最少 ${issue.minimum}。` };
  return { code: 'value_unreadable', message: '这一格的内容不合要求。' };
}

export function brokenRule(issue: z.core.$ZodIssue): BrokenRule {
  const [field = ''] = issue.path.map(String);
  const column = columnOfPath[issue.path.join('.')];
  if (!column) throw new Error(`no column for the posting's ${issue.path.join('.')}`);
  return { field: field as PostingField, column, ...sentenceOf(issue, column) };
}
