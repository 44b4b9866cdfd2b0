import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from '../../../../electron/services/import/columns.ts';
import { readCsv } from '../../../../electron/services/import/csv.ts';

const header = 'id,title,trade,employer,headcount,conditions,content,place,pay_min,pay_unit,valid_through';
const row = (id: string) => `${id},刷墙,油漆工,安居装修队,3,会刮腻子,刷白墙,河东 文苑路,280,天,2026-11-24`;
const faultsOf = (text: string) => readCsv(text).faults.map(({ row, column, code }) => [row, column, code]);
const idsOf = (text: string) => readCsv(text).rows.map((raw) => [raw.row, raw.cells.get('id')]);

describe('a table in CSV', () => {
  it.each([
    [',', ','],
    [';', ';'],
    ['\t', '\t'],
  ])('finds the delimiter %j', (delimiter) => {
    const table = readCsv([header, row('1')].map((line) => line.replaceAll(',', delimiter)).join('\r\n'));
    expect({ delimiter: table.delimiter, faults: table.faults, id: table.rows[0]?.cells.get('id') }).toEqual({
      delimiter,
      faults: [],
      id: '1',
    });
  });

  it('obeys the delimiter that a spreadsheet declares, and counts that line', () => {
    expect(idsOf(`sep=;\r\n${[header, row('1')].join('\r\n').replaceAll(',', ';')}`)).toEqual([[3, '1']]);
  });

  it('numbers rows as the spreadsheet does: an empty line counts, a line break in a cell does not', () => {
    const broken = row('2').replace('刷白墙', '"先刮腻子\n再刷墙"');
    expect(idsOf(`${header}\n${row('1')}\n\n${broken}\n${row('3')}\n,,,\n`)).toEqual([
      [2, '1'],
      [4, '2'],
      [5, '3'],
    ]);
  });

  it('finds the header below empty lines', () => {
    expect(idsOf(`\n,,\n${header}\n${row('1')}`)).toEqual([[4, '1']]);
  });

  it('passes over unknown columns and tells them', () => {
    const table = readCsv(`${header},备注,\n${row('1')},急,`);
    expect({ unknown: table.unknown, faults: table.faults, rows: table.rows.length }).toEqual({ unknown: ['备注'], faults: [], rows: 1 });
  });

  it('takes a quote inside a cell for inches', () => {
    expect(readCsv(`${header}\n${row('1').replace('刷白墙', '换 5" 水管')}`).rows[0]?.cells.get('content')).toBe('换 5" 水管');
  });

  it('asks for the header when the first row has none', () => {
    expect(faultsOf(`${row('1')}\n${row('2')}`)).toEqual([[1, null, 'header_missing']]);
    expect(faultsOf(',,\n,,\n')).toEqual([[1, null, 'header_missing']]);
  });

  it('names each needed column that is missing, once, and reads no row', () => {
    const text = 'id,title,employer,headcount,conditions,content,place,pay_unit,valid_through\n1,刷墙,安居,3,会,刷,河东,天,2026-11-24';
    expect(faultsOf(text)).toEqual([
      [1, '工种', 'column_missing'],
      [1, '最低工钱', 'column_missing'],
    ]);
    expect(readCsv(text).rows).toEqual([]);
  });

  it('refuses a column that stands twice, under whatever names', () => {
    expect(faultsOf(`${header},工种\n${row('1')},瓦工`)).toEqual([[1, '工种', 'column_repeated']]);
  });

  it('asks what 单位 means instead of guessing', () => {
    expect(faultsOf(`${header.replace('pay_unit', '单位')}\n${row('1')}`)).toEqual([[1, '单位', 'column_ambiguous']]);
  });

  it('names ragged rows and reads the others', () => {
    const text = [header, row('1'), `${row('2')},多一格`, row('3').replace(',天', ''), row('4'), `${row('5')},,`].join('\n');
    expect(faultsOf(text)).toEqual([
      [3, null, 'row_ragged'],
      [4, null, 'row_ragged'],
    ]);
    expect(idsOf(text)).toEqual([
      [2, '1'],
      [5, '4'],
      [6, '5'],
    ]);
  });

  it('names the row whose quote never closes, and keeps what stands before', () => {
    const text = [header, row('1'), row('2').replace('刷白墙', '"刷白墙'), row('3'), row('4')].join('\n');
    expect(faultsOf(text)).toEqual([[3, null, 'quote_unclosed']]);
    expect(idsOf(text)).toEqual([[2, '1']]);
  });

  it('says when there are more rows than are read', () => {
    const text = [header, row('1'), row('2')].join('\n');
    expect([readCsv(text, 2).truncated, readCsv(text, 3).truncated, readCsv(text).truncated]).toEqual([true, false, false]);
  });

  it('suspects the quote where a ragged row runs over lines', () => {
    const text = [header, row('1').replace('刷白墙', '"刷白墙'), row('2').replace('刷白墙', '刷"白,墙')].join('\n');
    expect(readCsv(text).faults).toMatchObject([
      { row: 2, code: expect.stringMatching(/row_ragged|quote_unclosed/), message: expect.stringContaining('引号') },
    ]);
  });

  it('gives back any content that is written by the rules of CSV', () => {
    const quote = (cell: string) => (/[",;\t\r\n]/.test(cell) || cell === '' ? `"${cell.replaceAll('"', '""')}"` : cell);
    const cell = fc.string({ unit: fc.constantFrom('a', '墙', ' ', '"', ',', ';', '\t', '\n', '\r\n', '=', "'"), maxLength: 8 });
    const record = fc.tuple(...columns.map((column) => (column === 'id' ? cell.map((text) => `x${text}`) : cell)));
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n'), (records, end) => {
        const text = [columns, ...records].map((cells) => cells.map(quote).join(',')).join(end);
        const table = readCsv(text);
        expect(table.faults).toEqual([]);
        expect(table.rows.map((raw) => columns.map((column) => raw.cells.get(column)))).toEqual(records);
      }),
    );
  });

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom('id', ',', '"', '\n', '\r', ';', '\t', '墙', 'sep=;', header, row('1'));
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => Array.isArray(readCsv(pieces.join('')).faults)));
  });
});
