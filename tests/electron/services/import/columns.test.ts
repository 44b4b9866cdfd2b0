import { describe, expect, it } from 'vitest';
import { columns, columnWord, readHeading } from '../../../../electron/services/import/columns.ts';

describe('headings of the table', () => {
  it('knows every column by its English and its Chinese name', () => {
    for (const column of columns) {
      expect(readHeading(column)).toEqual({ kind: 'column', column });
      expect(readHeading(columnWord(column))).toEqual({ kind: 'column', column });
    }
  });

  it.each([
    ['最低工钱（元）', 'pay_min'],
    ['Pay_Min', 'pay_min'],
    ['pay min *', 'pay_min'],
    [' 工 种 ', 'trade'],
    ['⼯种', 'trade'],
    ['联系电话', 'contact_phone'],
  ])('understands %s', (heading, column) => {
    expect(readHeading(heading)).toEqual({ kind: 'column', column });
  });

  it('takes 单位 for neither the employer nor the unit of pay', () => {
    expect(readHeading('单位')).toEqual({ kind: 'ambiguous' });
    expect(readHeading('用人单位')).toEqual({ kind: 'column', column: 'employer' });
    expect(readHeading('计价单位')).toEqual({ kind: 'column', column: 'pay_unit' });
  });

  it('does not know other headings', () => {
    expect(['备注', '', 'constructor', '序号'].map((heading) => readHeading(heading).kind)).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});
