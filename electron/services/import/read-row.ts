/**
 * One row of a table, or one JSON-LD posting brought into the same columns, becomes a posting's content or the list of
 * everything that is wrong with it: staff should not have to import five times to find five faults.
 */
import {
  isPublishable,
  type LegalMinimumField,
  missingForPublication,
  type PostingContent,
  postingContentSchema,
} from '../../../shared/domain/posting.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import { findTrade } from '../../../shared/domain/trade.ts';
import type { LocalDate } from '../../../shared/domain/work-day.ts';
import type { Point } from '../../../shared/geo/distance.ts';
import { type Column, columnWord } from './columns.ts';
import type { ImportFault, ImportFaultCode, ImportRow } from './import-row.ts';
import { readInsurance, readMeals, readPayUnit, readSettlement, readTools } from './read-choice.ts';
import { isRounded, readDegrees, readInteger, readYuan, unwrapped } from './read-number.ts';
import { readClock, readDate, readValidThrough, readVerifiedAt } from './read-time.ts';
import { means, quoted, type Reading, unread } from './reading.ts';
import { brokenRule } from './rule-sentence.ts';

export interface RawRow {
  readonly row: number;
  /** What stood in the columns that the file has. */
  readonly cells: ReadonlyMap<Column, string>;
  /** What the file itself calls a column. */
  readonly labelOf: (column: Column) => string;
  /** What was already found wrong on the way here. */
  readonly found?: ReadonlyMap<Column, Problem>;
}

export interface Problem {
  readonly code: ImportFaultCode;
  readonly message: string;
}

export interface RowContext {
  /** The source of rows that name none. */
  readonly source: string;
  readonly nowMs: number;
}

export type ReadRow = { readonly ok: true; readonly row: ImportRow } | { readonly ok: false; readonly faults: readonly ImportFault[] };

/** Stand in for what could not be read, so that the other rules can still be judged; such content is never handed on. */
const standIn = { title: '-', trade: 599 };

/** Clocks of two machines may differ by so much. */
const clockSlackMs = 10 * 60_000;
/** China with its islands, generously: catches swapped and mistyped degrees. */
const country = { lat: [3, 54], lng: [73, 136] } as const;
const longestSource = 40;
const longestId = 200;

const columnOfLegalMinimum: Readonly<Record<LegalMinimumField, Column>> = {
  employer: 'employer',
  headcount: 'headcount',
  conditions: 'conditions',
  content: 'content',
  place: 'place',
  wage: 'pay_min',
  validThroughMs: 'valid_through',
};

function readTrade(text: string): Reading<number> {
  const trade = findTrade(text);
  return trade
    ? means(trade.code)
    : unread(`工种表里没有${quoted(text)}。请写工种表里的名称或代码，如 保洁 或 101；都不合适的写 其他。`, 'trade_unknown');
}

function readPhone(text: string): Reading<string> {
  if (isRounded(text))
    return unread(
      '号码被表格软件改成了科学计数（像 1.99E+10），后几位已经丢了。请把这一列设成「文本」格式，重新填号码。',
      'scientific_notation',
    );
  return means(unwrapped(text));
}

function readId(text: string): Reading<string> {
  if (isRounded(text))
    return unread(
      '编号被表格软件改成了科学计数（像 1.2E+15），后几位已经丢了。请把这一列设成「文本」格式，重新填编号。',
      'scientific_notation',
    );
  const id = unwrapped(text);
  return id.length > longestId ? unread(`写得太长，最多 ${longestId} 个字。`, 'value_too_long') : means(id);
}

/** The cells of one row, with the faults found so far. */
function rowReader(raw: RawRow) {
  const faults: ImportFault[] = [];
  const faulty = new Set<Column>();
  const cell = (column: Column) => cleanText(raw.cells.get(column) ?? '');
  function fault(column: Column, code: ImportFaultCode, message: string): void {
    if (faulty.has(column)) return;
    faulty.add(column);
    faults.push({ row: raw.row, column: raw.labelOf(column), code, message });
  }
  /** The value of a cell; null when it is empty, or faulty. */
  function value<T>(column: Column, read: (text: string) => Reading<T>): T | null {
    const text = cell(column);
    if (text === '') return null;
    const reading = read(text);
    if (reading.ok) return reading.value;
    fault(column, reading.code, reading.message);
    return null;
  }
  return { faults, faulty, cell, fault, value };
}

type RowReader = ReturnType<typeof rowReader>;

function readWage({ cell, fault, faulty, value }: RowReader): PostingContent['wage'] {
  const minFen = value('pay_min', readYuan);
  const maxFen = value('pay_max', readYuan);
  const unit = value('pay_unit', readPayUnit);
  const amount = cell('pay_min') !== '' || cell('pay_max') !== '';
  if (amount && cell('pay_unit') === '') fault('pay_unit', 'pay_without_unit', '只有工钱，没有计价单位。请写 时、天、单、月 中的一个。');
  if (cell('pay_min') === '' && cell('pay_max') !== '') fault('pay_min', 'value_missing', '只写了最高工钱。请把最低工钱也写上。');
  if (minFen === null || unit === null || faulty.has('pay_max')) return null;
  return { minFen, maxFen: maxFen ?? minFen, unit };
}

function readPoint({ cell, fault, value }: RowReader): Point | null {
  const lat = value('lat', readDegrees);
  const lng = value('lng', readDegrees);
  if (cell('lat') === '' && cell('lng') === '') return null;
  if (cell('lat') === '') fault('lat', 'point_incomplete', '有经度没有纬度。请把纬度也写上，或者两个都空着。');
  if (cell('lng') === '') fault('lng', 'point_incomplete', '有纬度没有经度。请把经度也写上，或者两个都空着。');
  if (lat === null || lng === null) return null;
  const inside = (degrees: number, [least, most]: readonly [number, number]) => degrees >= least && degrees <= most;
  if (inside(lat, country.lat) && inside(lng, country.lng)) return { lat, lng };
  const swapped = inside(lng, country.lat) && inside(lat, country.lng);
  fault('lat', 'point_outside', swapped ? '经度和纬度写反了。' : '这个经纬度不在国内，请检查。');
  return null;
}

/** Judges the content by the posting's own rules, again without what they refused, until they are silent: all faults at once. */
function judge(content: PostingContent, { cell, fault }: RowReader): PostingContent {
  let judged = content;
  for (let round = 0; round < 8; round++) {
    const parsed = postingContentSchema.safeParse(judged);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const rule = brokenRule(issue);
      // Without a maximum of its own the minimum stands for both.
      fault(rule.column === 'pay_max' && cell('pay_max') === '' ? 'pay_min' : rule.column, rule.code, rule.message);
      judged = { ...judged, [rule.field]: rule.field === 'title' || rule.field === 'trade' ? standIn[rule.field] : null };
      if (rule.field === 'startMinute') judged = { ...judged, endMinute: null };
    }
  }
  throw new Error('the rules of a posting refuse what stands in for their own refusals');
}

function readContent(reader: RowReader, nowMs: number): PostingContent {
  const { cell, fault, value } = reader;
  const text = (column: Column) => cell(column) || null;
  for (const column of ['title', 'trade'] as const) {
    if (cell(column) === '') fault(column, 'value_missing', `缺 ${columnWord(column)}。`);
  }
  const verifiedAtMs = value('verified_at', readVerifiedAt);
  if (verifiedAtMs !== null && verifiedAtMs > nowMs + clockSlackMs) {
    fault('verified_at', 'verified_in_future', '核实时间还没有到，请检查日期和时间。');
  }
  return {
    title: text('title') ?? standIn.title,
    trade: value('trade', readTrade) ?? standIn.trade,
    occupationCode: null,
    employer: text('employer'),
    headcount: value('headcount', readInteger),
    conditions: text('conditions'),
    content: text('content'),
    place: text('place'),
    point: readPoint(reader),
    workDate: value<LocalDate>('work_date', readDate),
    startMinute: value('start', readClock),
    endMinute: value('end', readClock),
    durationDays: value('duration_days', readInteger),
    wage: readWage(reader),
    settlement: value('settlement', readSettlement),
    meals: value('meals', readMeals),
    tools: value('tools', readTools),
    insurance: value('insurance', readInsurance),
    contactName: text('contact_name'),
    contactPhone: value('contact_phone', readPhone),
    validThroughMs: value('valid_through', readValidThrough),
    verifiedAtMs,
  };
}

export function readRow(raw: RawRow, context: RowContext): ReadRow {
  const reader = rowReader(raw);
  const { cell, fault, faulty, faults, value } = reader;
  for (const [column, { code, message }] of raw.found ?? []) fault(column, code, message);
  const source = cell('source') || context.source;
  if (source.length > longestSource) fault('source', 'value_too_long', `写得太长，最多 ${longestSource} 个字。`);
  const sourceId = value('id', readId);
  if (cell('id') === '') fault('id', 'value_missing', '缺 编号。同一个岗位每次导入都要用同一个编号，才认得出是它。');

  const read = readContent(reader, context.nowMs);
  // An end whose start could not be read is no second fault.
  const content = judge(faulty.has('start') ? { ...read, endMinute: null } : read, reader);
  if (!isPublishable(content)) {
    const wage: readonly Column[] = ['pay_min', 'pay_max', 'pay_unit'];
    for (const field of missingForPublication(content)) {
      const column = columnOfLegalMinimum[field];
      const told = field === 'wage' ? wage.some((part) => faulty.has(part)) : faulty.has(column);
      const what = field === 'wage' ? '工钱' : columnWord(column);
      if (!told) fault(column, 'value_missing', `缺 ${what}：招聘信息必须写明${what}。`);
    }
  }
  return faults.length > 0 || sourceId === null ? { ok: false, faults } : { ok: true, row: { row: raw.row, source, sourceId, content } };
}
