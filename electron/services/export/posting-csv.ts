/** A posting as a row of the import's own table: what is written here reads back as the same posting. */
import type { Posting } from '../../../shared/domain/posting.ts';
import { getTrade } from '../../../shared/domain/trade.ts';
import { type PayUnit, settlementWords, yuanText } from '../../../shared/domain/wage.ts';
import { type Column, columns, columnWord } from '../import/columns.ts';
import { type Cell, csvLine, utf8Mark } from './csv-line.ts';
import { clockCell, momentCell, validityCell } from './time-text.ts';

const unitWords: Readonly<Record<PayUnit, string>> = { hour: '时', day: '天', order: '单', month: '月' };
const choice = (value: boolean | null, yes: string, no: string) => (value === null ? null : value ? yes : no);

const cellOf: Readonly<Record<Column, (posting: Posting) => Cell>> = {
  source: ({ source }) => source,
  // long numbers are rounded by spreadsheets, and leading noughts lost
  id: ({ sourceId }) => (/^(?:0\d+|\d{11,})$/.test(sourceId) ? { digits: sourceId } : sourceId),
  title: ({ content }) => content.title,
  trade: ({ content }) => getTrade(content.trade).word,
  employer: ({ content }) => content.employer,
  headcount: ({ content }) => content.headcount,
  conditions: ({ content }) => content.conditions,
  content: ({ content }) => content.content,
  place: ({ content }) => content.place,
  lat: ({ content }) => content.point && String(content.point.lat),
  lng: ({ content }) => content.point && String(content.point.lng),
  work_date: ({ content }) => content.workDate,
  start: ({ content }) => (content.startMinute === null ? null : clockCell(content.startMinute)),
  end: ({ content }) => (content.endMinute === null ? null : clockCell(content.endMinute)),
  duration_days: ({ content }) => content.durationDays,
  pay_min: ({ content }) => content.wage && yuanText(content.wage.minFen),
  pay_max: ({ content }) => content.wage && (content.wage.maxFen === content.wage.minFen ? null : yuanText(content.wage.maxFen)),
  pay_unit: ({ content }) => content.wage && unitWords[content.wage.unit],
  settlement: ({ content }) => content.settlement && settlementWords[content.settlement],
  meals: ({ content }) => choice(content.meals, '管', '不管'),
  tools: ({ content }) => content.tools && (content.tools === 'own' ? '自带' : '提供'),
  insurance: ({ content }) => choice(content.insurance, '有', '无'),
  contact_name: ({ content }) => content.contactName,
  contact_phone: ({ content }) => content.contactPhone && { digits: content.contactPhone },
  valid_through: ({ content }) => content.validThroughMs && validityCell(content.validThroughMs),
  verified_at: ({ content }) => content.verifiedAtMs && momentCell(content.verifiedAtMs),
};

export const postingCsv = {
  head: utf8Mark + csvLine(columns.map(columnWord)),
  row: (posting: Posting): string => csvLine(columns.map((column) => cellOf[column](posting))),
  tail: '',
} as const;
