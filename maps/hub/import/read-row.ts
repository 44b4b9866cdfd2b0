/**
 * One row of a file becomes a station to put, or the list of everything that is wrong with it: nobody should have to import five
 * times to find five faults.
 */
import type { AccessMethod } from '../../../shared/domain/access-method.ts';
import { readHours } from '../../../shared/domain/hours/read-hours.ts';
import type { Hours, Schedule } from '../../../shared/domain/hours/schedule.ts';
import type { Closure } from '../../../shared/domain/listed-station.ts';
import { cleanText } from '../../../shared/domain/text.ts';
import type { StationToPut } from '../store/station-store.ts';
import { readAccess } from './access-words.ts';
import { AmenityFacts, amenityCodeOf, readAmenityList, readPresence } from './amenity-words.ts';
import { isRounded, readDay, unwrapped } from './cell-reading.ts';
import { derivedId } from './derived-id.ts';
import { quoted } from './import-fault.ts';
import { readOsmHours } from './osm-hours.ts';
import { readPhone } from './read-phone.ts';
import { readPlace } from './read-place.ts';
import { Cells, longest, type RowContext } from './row-cells.ts';
import type { SourceRow } from './source-row.ts';

export interface ReadStation {
  readonly row: number;
  readonly station: StationToPut;
}

export function readRow(row: SourceRow, context: RowContext): ReadStation | undefined {
  const cells = new Cells(row, context);
  if (row.broken) {
    cells.fault(null, row.broken.code, row.broken.message);
    return undefined;
  }
  const name = readName(cells);
  const place = readPlace(cells);
  const access = readAccessCells(cells);
  const facts = readAmenities(cells);
  const station = {
    number: readNumber(cells),
    name,
    district: readDistrict(cells),
    address: readAddress(cells),
    phone: readPhoneCell(cells),
    hours: readHoursCell(cells),
    ...access,
    amenities: facts.masks,
    amenityNotes: facts.notes,
    closures: readClosure(cells),
    photos: [],
  };
  const id = readId(cells);
  if (cells.faulty || !place) return undefined;
  const given = id === '' ? derivedId(name, place.point) : id;
  if (id === '') cells.notice('id', 'id_derived', `没有编号，按名称和位置起了一个：${given}。以后改名或挪了位置，会当成另一个站。`);
  return { row: row.row, station: { ...station, ...place, source: { name: context.source, id: given } } };
}

function readName(cells: Cells): string {
  const name = cells.line('name');
  if (name !== '') return name;
  const { unnamed } = cells.context;
  if (unnamed === null) cells.fault('name', 'name_missing', '没有名称。');
  else cells.notice('name', 'name_given', `没有名称，用了「${unnamed}」。`);
  return unnamed ?? '';
}

function readId(cells: Cells): string {
  const id = unwrapped(cells.line('id'));
  if (!isRounded(id)) return id;
  cells.fault(
    'id',
    'scientific_notation',
    '编号被表格软件改成了科学计数（像 1.2E+15），后几位已经丢了。请把这一列设成「文本」格式，重新填编号。',
  );
  return '';
}

function readNumber(cells: Cells): number | null {
  const text = cells.text('number');
  if (text === '') return null;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < 1) cells.fault('number', 'number_invalid', `站号${quoted(text)}不对，要是 1 到 999999 的整数；没有就空着。`);
  return number;
}

function readDistrict(cells: Cells): StationToPut['district'] {
  const [province = '', city = ''] = cells.context.within;
  const words = [cells.text('province') || province, cells.text('city') || city, cells.text('district')];
  const fields = ['province', 'city', 'district'] as const;
  for (const [at, word] of words.entries()) {
    if (word.length > longest.district)
      cells.fault(fields[at] ?? 'district', 'value_too_long', `写得太长，最多 ${longest.district} 个字。`);
  }
  return words.filter((word) => word !== '');
}

function readAddress(cells: Cells): string {
  const street = cleanText(cells.row.cells.get('addr:street') ?? '');
  const house = cleanText(cells.row.cells.get('addr:housenumber') ?? '');
  const address = cells.line('address');
  return house !== '' && street !== '' && address === street ? `${street}${house}${/\d$/.test(house) ? '号' : ''}` : address;
}

function readPhoneCell(cells: Cells): string {
  const read = readPhone(cells.text('phone'));
  if (!read.ok) {
    cells.fault('phone', read.code, read.message);
    return '';
  }
  if (read.notice) cells.notice('phone', read.notice.code, read.notice.message);
  return read.phone;
}

/** A city writes the same few texts over and over. */
const schedules = new Map<string, Schedule | null>();
const mostSchedules = 5000;

function scheduleOf(text: string): Schedule | null {
  const known = schedules.get(text);
  if (known !== undefined) return known;
  const schedule = readOsmHours(text) ?? readHours(text);
  if (schedules.size >= mostSchedules) schedules.clear();
  schedules.set(text, schedule);
  return schedule;
}

function readHoursCell(cells: Cells): Hours {
  const text = cells.text('hours');
  if (text === '') return { text: '', schedule: null };
  const schedule = scheduleOf(text);
  if (text.length > longest.hours) {
    cells.notice('hours', 'hours_cut', `开放时间太长，只留了前 ${longest.hours} 个字，时间不明。`);
    return { text: `${text.slice(0, longest.hours - 1)}…`, schedule: null };
  }
  if (!schedule) cells.notice('hours', 'hours_unknown', `${quoted(text)}看不出几点到几点：原文留着，开门时间算不明。`);
  return { text, schedule };
}

function readAccessCells(cells: Cells): { readonly access: AccessMethod; readonly accessNote: string } {
  const text = cells.text('access');
  const accessNote = cells.line('access_note');
  const access = readAccess(text);
  if (access) return { access, accessNote };
  cells.notice('access', 'access_unknown', `看不出${quoted(text)}是怎么进门：算不清楚，原话放进进门说明。`);
  return { access: 'unknown', accessNote: accessNote || text.slice(0, longest.access_note) };
}

function readAmenities(cells: Cells): AmenityFacts {
  const facts = new AmenityFacts();
  const kind = amenityCodeOf(cells.text('kind'));
  if (kind) facts.add(kind, { presence: 'yes', note: '' });
  const list = cells.text('amenities');
  if (list !== '') {
    for (const word of readAmenityList(list, facts)) cells.notice('amenities', 'amenity_unknown', `不认得设施${quoted(word)}，没有导入。`);
  }
  for (const code of cells.context.mapping.amenityColumns) {
    const field = `amenity.${code}` as const;
    const text = cells.text(field);
    if (text === '') continue;
    const fact = readPresence(text);
    if (fact) facts.add(code, fact);
    else cells.notice(field, 'amenity_unread', `看不懂${quoted(text)}，请写 有 或 无；先算不清楚。`);
  }
  return facts;
}

function readClosure(cells: Cells): Closure[] {
  const [from, to, reason] = [cells.text('closed_from'), cells.text('closed_to'), cells.line('closed_reason')];
  if (from === '' && to === '') return [];
  const [first, last] = [readDay(from), to === '' ? null : readDay(to)];
  if (!first) cells.fault('closed_from', 'date_invalid', `看不懂日期${quoted(from)}，请写成 2026-12-05。`);
  if (last === undefined) cells.fault('closed_to', 'date_invalid', `看不懂日期${quoted(to)}，请写成 2026-12-05。`);
  if (first && last && last < first) cells.fault('closed_to', 'date_invalid', '暂停结束比开始早。');
  return first && last !== undefined ? [{ from: first, to: last, reason }] : [];
}
