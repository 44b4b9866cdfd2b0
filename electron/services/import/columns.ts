/** The columns of a table of postings, and what people call them. The first name is the one that messages use. */
import { searchKey } from '../../../shared/domain/text.ts';

const columnNames = {
  source: ['来源'],
  id: ['编号', '岗位编号'],
  title: ['标题', '岗位', '岗位名称'],
  trade: ['工种'],
  employer: ['用人单位', '老板', '雇主'],
  headcount: ['人数', '招工人数', '需求人数'],
  conditions: ['条件', '要求', '招工条件'],
  content: ['内容', '工作内容'],
  place: ['地点', '工作地点'],
  lat: ['纬度'],
  lng: ['经度'],
  work_date: ['上工日期', '上工日'],
  start: ['开始', '开始时间', '上工时间'],
  end: ['结束', '结束时间', '收工时间'],
  duration_days: ['天数', '干几天'],
  pay_min: ['最低工钱', '工钱'],
  pay_max: ['最高工钱'],
  pay_unit: ['计价单位', '工钱单位'],
  settlement: ['结算', '结算方式'],
  meals: ['管饭'],
  tools: ['工具'],
  insurance: ['保险'],
  contact_name: ['联系人'],
  contact_phone: ['电话', '联系电话', '手机'],
  valid_through: ['有效期', '有效期至'],
  verified_at: ['核实时间'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type Column = keyof typeof columnNames;
export const columns = Object.keys(columnNames) as Column[];

/** Columns that a table cannot do without: what identifies a posting, and the legal minimum. */
export const neededColumns = [
  'id',
  'title',
  'trade',
  'employer',
  'headcount',
  'conditions',
  'content',
  'place',
  'pay_min',
  'pay_unit',
  'valid_through',
] as const satisfies readonly Column[];

/** The Chinese name of a column. */
export function columnWord(column: Column): string {
  return columnNames[column][0];
}

/** `最低工钱（元） *` and `Pay_Min` as they are compared. */
function headingKey(heading: string): string {
  return searchKey(heading)
    .replace(/\([^()]*\)/g, '')
    .replace(/[\s_*:-]/g, '');
}

const byHeading = new Map<string, Column>();
for (const column of columns) {
  for (const name of [column, ...columnNames[column]]) byHeading.set(headingKey(name), column);
}

/** 单位 alone may be the employer or the unit of pay: one of these has to be written instead. */
const ambiguousHeadings = new Set(['单位'].map(headingKey));

export type Heading = { readonly kind: 'column'; readonly column: Column } | { readonly kind: 'ambiguous' } | { readonly kind: 'unknown' };

export function readHeading(heading: string): Heading {
  const key = headingKey(heading);
  const column = byHeading.get(key);
  if (column) return { kind: 'column', column };
  return { kind: ambiguousHeadings.has(key) ? 'ambiguous' : 'unknown' };
}
