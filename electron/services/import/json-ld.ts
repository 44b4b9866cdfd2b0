/**
 * schema.org JobPosting brought into the columns of the table, so that one set of rules judges both. What schema.org has no
 * term for comes under `yizhan:` (docs/import.md). Nothing is converted that would change what the employer said: pay by
 * the week or the year is refused, not divided.
 */
import type { Column } from './columns.ts';
import { guessTrade } from './guess-trade.ts';
import { htmlToText } from './html.ts';
import { hasType, type LdDocument, type LdNode, ldText, readLdDocument } from './json-ld-node.ts';
import type { Problem, RawRow } from './read-row.ts';
import { plain, quoted } from './reading.ts';

export interface LdPostings {
  readonly rows: readonly RawRow[];
  readonly notes: readonly string[];
}

/** Where a column is looked for, first found first taken. The first path also names the column when it is missing. */
const paths: Readonly<Partial<Record<Column, readonly string[]>>> = {
  source: ['identifier.name'],
  title: ['title'],
  trade: ['yizhan:trade'],
  employer: ['hiringOrganization'],
  headcount: ['totalJobOpenings'],
  content: ['description'],
  lat: ['jobLocation.geo.latitude', 'jobLocation.latitude'],
  lng: ['jobLocation.geo.longitude', 'jobLocation.longitude'],
  work_date: ['yizhan:workDate', 'jobStartDate'],
  start: ['yizhan:start'],
  end: ['yizhan:end'],
  duration_days: ['yizhan:durationDays'],
  pay_min: ['baseSalary.value.minValue', 'baseSalary.value.value', 'baseSalary.minValue', 'baseSalary.value', 'baseSalary'],
  pay_max: ['baseSalary.value.maxValue', 'baseSalary.maxValue'],
  pay_unit: ['yizhan:payUnit', 'baseSalary.value.unitText', 'baseSalary.unitText', 'baseSalary.value.unitCode'],
  settlement: ['yizhan:settlement'],
  meals: ['yizhan:meals'],
  tools: ['yizhan:tools'],
  insurance: ['yizhan:insurance'],
  contact_name: ['yizhan:contactName', 'applicationContact.name'],
  contact_phone: ['yizhan:contactPhone', 'applicationContact.telephone'],
  valid_through: ['validThrough'],
  verified_at: ['yizhan:verifiedAt'],
};
/** Columns that are put together from several terms, by the term that names them when missing. */
const composed: Readonly<Partial<Record<Column, string>>> = { id: 'identifier', conditions: 'qualifications', place: 'jobLocation' };

const labels = new Map(
  Object.entries({ ...composed, ...Object.fromEntries(Object.entries(paths).map(([column, [path]]) => [column, path])) }),
);
labels.set('pay_min', 'baseSalary');
labels.set('pay_unit', 'baseSalary.value.unitText');

const htmlColumns: ReadonlySet<Column> = new Set<Column>(['title', 'content', 'conditions', 'employer', 'place']);
/** UN/CEFACT codes of the units. */
const unitCodes: Readonly<Record<string, string>> = { hur: 'hour', day: 'day', wee: 'week', mon: 'month', ann: 'year' };

interface Draft {
  readonly cells: Map<Column, string>;
  readonly foundAt: Map<Column, string>;
  readonly found: Map<Column, Problem>;
}

function put({ cells, foundAt }: Draft, column: Column, text: string | undefined, path: string): void {
  if (cells.has(column) || text === undefined) return;
  const clean = htmlColumns.has(column) ? htmlToText(text) : text.trim();
  if (clean === '') return;
  cells.set(column, clean);
  foundAt.set(column, path);
}

/** Of pay, a bare figure or text; a node there is the frame around one. */
function leafText(node: LdNode | undefined): string | undefined {
  return typeof node === 'object' ? undefined : ldText(node);
}

function putId(document: LdDocument, node: LdNode, draft: Draft): void {
  const identifier = document.get(node, 'identifier');
  put(draft, 'id', leafText(identifier), 'identifier');
  put(draft, 'id', leafText(document.get(node, 'identifier.value')), 'identifier.value');
  put(draft, 'id', leafText(document.get(node, 'url')), 'url');
  put(draft, 'id', leafText(document.get(node, '@id')), '@id');
}

function putConditions(document: LdDocument, node: LdNode, draft: Draft): void {
  put(draft, 'conditions', ldText(document.get(node, 'qualifications')), 'qualifications');
  const experience = document.get(node, 'experienceRequirements');
  put(draft, 'conditions', ldText(experience), 'experienceRequirements');
  const months = Number(leafText(document.get(experience, 'monthsOfExperience')) ?? Number.NaN);
  if (Number.isInteger(months) && months >= 0 && months < 1200) {
    put(draft, 'conditions', months === 0 ? '不要求经验' : `${months} 个月以上经验`, 'experienceRequirements.monthsOfExperience');
  }
}

/** The district first, then a space, then the rest: what stands before the space is the short place on a card. */
function putPlace(document: LdDocument, node: LdNode, draft: Draft): void {
  const address = document.get(node, 'jobLocation.address');
  put(draft, 'place', leafText(address), 'jobLocation.address');
  const part = (term: string) => leafText(document.get(address, term))?.trim();
  const name = leafText(document.get(node, 'jobLocation.name'))?.trim();
  const parts = [part('addressLocality') ?? part('addressRegion'), part('streetAddress') ?? name].filter((text) => text);
  put(draft, 'place', parts.join(' ') || name, 'jobLocation');
  put(draft, 'place', leafText(document.get(node, 'jobLocation')), 'jobLocation');
}

function checkPay(document: LdDocument, node: LdNode, draft: Draft): void {
  const currency = leafText(document.get(node, 'baseSalary.currency')) ?? leafText(document.get(node, 'salaryCurrency'));
  if (currency !== undefined && !/^(cny|rmb|人民币|¥)$/.test(plain(currency))) {
    draft.foundAt.set('pay_min', 'baseSalary.currency');
    draft.found.set('pay_min', { code: 'currency_foreign', message: `工钱要用人民币（CNY），这里是${quoted(currency)}。` });
  }
  const unit = plain(draft.cells.get('pay_unit') ?? '');
  const known = draft.foundAt.get('pay_unit')?.endsWith('unitCode') ? (unitCodes[unit] ?? unit) : unit;
  draft.cells.set('pay_unit', known);
  if (/^(week|year|minute|second)$/.test(known)) {
    const message = '不收按周、按年计的工钱，也不替人换算。请向对方问清按时、按天、按单还是按月。';
    draft.found.set('pay_unit', { code: 'pay_unit_foreign', message });
    draft.cells.delete('pay_unit');
  }
}

/** Answers the sentence to tell when the trade was taken from the title. */
function putTrade(draft: Draft, row: number): string | undefined {
  const title = draft.cells.get('title');
  if (draft.cells.has('trade') || title === undefined) return undefined;
  const guess = guessTrade(title);
  if (guess.kind === 'one') {
    put(draft, 'trade', String(guess.trade.code), 'title');
    return `第 ${row} 条：没有写工种，按标题${quoted(title)}定为 ${guess.trade.word}。`;
  }
  const doubt =
    guess.kind === 'several'
      ? `标题里像有几个工种（${guess.trades.map((trade) => trade.word).join('、')}）`
      : '没有写工种，标题里也看不出来';
  draft.found.set('trade', { code: 'trade_unknown', message: `${doubt}。请用 yizhan:trade 写明工种的名称或代码。` });
  return undefined;
}

export function readJsonLd(jsons: readonly unknown[]): LdPostings {
  const rows: RawRow[] = [];
  const notes: string[] = [];
  for (const document of jsons.map(readLdDocument)) {
    for (const node of document.tops.filter((top) => hasType(top, 'JobPosting'))) {
      const row = rows.length + 1;
      const draft: Draft = { cells: new Map(), foundAt: new Map(), found: new Map() };
      for (const [column, places] of Object.entries(paths) as [Column, readonly string[]][]) {
        for (const path of places) {
          const at = document.get(node, path);
          put(draft, column, column === 'employer' ? ldText(at) : leafText(at), path);
        }
      }
      putId(document, node, draft);
      putConditions(document, node, draft);
      putPlace(document, node, draft);
      checkPay(document, node, draft);
      const note = putTrade(draft, row);
      if (note) notes.push(note);
      rows.push({
        row,
        cells: draft.cells,
        found: draft.found,
        labelOf: (column) => draft.foundAt.get(column) ?? labels.get(column) ?? column,
      });
    }
  }
  return { rows, notes };
}
