import { describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../../../maps/operators/api/shapes.ts';
import { nothingSaid, optionsOf, questionsOf, sizeText, swapped, withoutCommands } from '../../../../maps/operators/import/choices.ts';
import { pairsOf } from '../../../../maps/operators/import/pair-list.ts';

const column = (heading: string, field: string | null) => ({ heading, field, word: field, system: null, chosen: false, sample: '' });
const outcome = (code: string | null, counts: Record<string, number> = {}): ImportOutcome => {
  const none = { rows: 0, counts: {}, kept: [] };
  const report = { format: 'csv' as const, encoding: 'utf-8', rows: 3, added: 2, changed: 0, same: 0, left: 0, merged: 0, columns: [] };
  return {
    ...{ written: false, refusal: code === null ? null : { code, message: '' } },
    report: { ...report, faults: { ...none, counts }, notices: none, duplicates: [] },
  };
};

describe('what is said of a file', () => {
  it('goes to the hub as its own options', () => {
    const said = {
      ...nothingSaid,
      source: '市总工会',
      province: '河西省',
      city: ' 西河市 ',
      columns: { 甲: 'name', 乙: '' },
      goodRows: true,
    };
    expect(optionsOf(said)).toEqual({
      ...{ source: '市总工会', system: '', area: '', unnamed: '', within: '河西省,西河市', map: ['甲=name', '乙='] },
      ...{ goodRows: true, systemConfirmed: false },
    });
  });

  it('turns longitude and latitude round where each has a column', () => {
    const said = { ...nothingSaid, columns: { 名: 'name' } };
    expect(swapped(said, [column('经', 'lng'), column('纬', 'lat'), column('名', 'name')])?.columns).toEqual({
      名: 'name',
      纬: 'lng',
      经: 'lat',
    });
    expect(swapped(said, [column('经纬度', 'lnglat')])).toBeNull();
  });

  it.each([
    [outcome(null), []],
    [outcome('rows_faulty', { point_swapped: 1, point_outside: 2, name_missing: 1 }), ['swapped', 'outside', 'faults']],
    [outcome('system_doubtful'), ['shifted']],
    [{ written: false, refusal: { code: 'system_missing', message: '' }, report: null }, ['system']],
    [{ written: false, refusal: { code: 'column_missing', message: '' }, report: null }, ['columns']],
    [{ written: false, refusal: { code: 'file_xlsx', message: '' }, report: null }, ['other']],
  ] satisfies readonly (readonly [ImportOutcome, readonly string[]])[])('asks what is to be decided', (given, questions) => {
    expect(questionsOf(given)).toEqual(questions);
  });

  it('leaves the command line’s options out of sentences', () => {
    expect(withoutCommands('请检查经纬度，或者放宽范围（--area）。选好坐标系（--system gcj02）；改名（原名）')).toBe(
      '请检查经纬度，或者放宽范围。选好坐标系；改名（原名）',
    );
  });

  it('tells sizes as file managers do', () => {
    expect([sizeText(3), sizeText(12_400), sizeText(3_250_000)]).toEqual(['1 KB', '12 KB', '3.3 MB']);
  });
});

describe('pairs to be looked at', () => {
  it('are one for each double that is a station, with the one that would stay', () => {
    const side = (number: number | null) => ({ number, row: null, name: '', source: '' });
    const others = [
      { ...side(5), metres: 12.4 },
      { ...side(null), metres: 3 },
      { ...side(9), metres: 40 },
    ];
    expect(
      pairsOf([
        { keep: side(2), others },
        { keep: side(null), others },
      ]),
    ).toEqual([
      { key: '2-5', a: 2, b: 5, metres: 12 },
      { key: '2-9', a: 2, b: 9, metres: 40 },
    ]);
  });
});
