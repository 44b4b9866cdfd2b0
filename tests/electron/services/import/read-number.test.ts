import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRounded, readDegrees, readInteger, readYuan, unwrapped } from '../../../../electron/services/import/read-number.ts';
import { yuanText } from '../../../../shared/domain/wage.ts';

describe('reading money', () => {
  it.each([
    ['280', 28_000],
    ['280元', 28_000],
    ['280 块', 28_000],
    ['18.5', 1850],
    ['18.50', 1850],
    ['18.500', 1850],
    ['0.29', 29],
    ['1.15', 115],
    ['２８０．５', 28_050],
    ['￥150', 15_000],
    ['1,200', 120_000],
    ['1，200.00', 120_000],
    ['0', 0],
  ])('reads %s as fen', (text, fen) => {
    expect(readYuan(text)).toEqual({ ok: true, value: fen });
  });

  it.each(['200-280', '-5', '280元/天', '1,2', '12.', '两百', '1e3', '二百八'])('refuses %s', (text) => {
    expect(readYuan(text)).toMatchObject({ ok: false, code: 'value_unreadable' });
  });

  it('refuses 面议: basic pay must be told', () => {
    expect(readYuan('面议')).toEqual({
      ok: false,
      code: 'value_unreadable',
      message: '工钱不能写「面议」：招聘信息必须写明工钱，请写数字。',
    });
  });

  it('refuses what is finer than a fen', () => {
    expect(readYuan('18.555')).toMatchObject({ ok: false, message: '工钱「18.555」比一分钱还细，最多写两位小数。' });
  });

  it('gives back every amount exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000 }), (fen) => {
        expect(readYuan(yuanText(fen))).toEqual({ ok: true, value: fen });
        expect(readYuan((fen / 100).toFixed(2))).toEqual({ ok: true, value: fen });
      }),
    );
  });

  it('keeps an absurd figure finite and absurd', () => {
    expect(readYuan('9'.repeat(400))).toEqual({ ok: true, value: Number.MAX_SAFE_INTEGER });
  });
});

describe('reading counts', () => {
  it.each([
    ['3', 3],
    ['３人', 3],
    ['12 名', 12],
    ['3.0', 3],
    ['-2', -2],
    ['1,200', 1200],
    ['9,999,999,999,999', 9_999_999_999_999],
    ['9'.repeat(30), Number.MAX_SAFE_INTEGER],
  ])('reads %s', (text, count) => {
    expect(readInteger(text)).toEqual({ ok: true, value: count });
  });

  it.each(['若干', '2-3', '1.5', '1e3', ''])('refuses "%s"', (text) => {
    expect(readInteger(text)).toMatchObject({ ok: false, code: 'value_unreadable' });
  });
});

describe('reading degrees and digits', () => {
  it('reads decimal degrees and refuses degrees with minutes', () => {
    expect(readDegrees('101.7600')).toEqual({ ok: true, value: 101.76 });
    expect(readDegrees('-36.62°')).toEqual({ ok: true, value: -36.62 });
    expect(readDegrees('36°37′')).toMatchObject({ ok: false });
  });

  it('sees that a spreadsheet has rounded a number', () => {
    expect(['1.99E+10', '1.99e10', '2E+15', '19900001000', 'E10', 'D1'].map(isRounded)).toEqual([true, true, true, false, false, false]);
  });

  it('takes away what keeps digits text in a spreadsheet', () => {
    expect(["'0971", '="0971"', '0971'].map(unwrapped)).toEqual(['0971', '0971', '0971']);
  });
});
