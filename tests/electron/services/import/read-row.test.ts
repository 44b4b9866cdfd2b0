import { describe, expect, it } from 'vitest';
import { type Column, columnWord } from '../../../../electron/services/import/columns.ts';
import { readRow } from '../../../../electron/services/import/read-row.ts';
import { now } from '../../../support/builders.ts';

const cells: Readonly<Partial<Record<Column, string>>> = {
  id: 'D1',
  title: '刷墙刮腻子',
  trade: '油漆工',
  employer: '安居装修队',
  headcount: '3人',
  conditions: '会刮腻子就行',
  content: '三间屋刮腻子、刷白墙',
  place: '海棠新区 文苑路工地',
  lat: '36.63',
  lng: '101.77',
  work_date: '2026/11/23',
  start: '8点',
  end: '17:00',
  duration_days: '1天',
  pay_min: '260元',
  pay_max: '280',
  pay_unit: '元/天',
  settlement: '日结',
  meals: '管',
  tools: '提供',
  insurance: '有',
  contact_name: '马师傅',
  contact_phone: '199 0000 2608',
  valid_through: '2026-11-24',
  verified_at: '2026-11-23 06:12',
};

function read(over: Partial<Record<Column, string>> = {}, source = 'csv') {
  const all = { ...cells, ...over };
  return readRow({ row: 12, cells: new Map(Object.entries(all) as [Column, string][]), labelOf: columnWord }, { source, nowMs: now });
}

function faults(over: Partial<Record<Column, string>>): [string | null, string][] {
  const outcome = read(over);
  return outcome.ok ? [] : outcome.faults.map(({ column, code }) => [column, code]);
}

function message(over: Partial<Record<Column, string>>): string | undefined {
  const outcome = read(over);
  return outcome.ok ? undefined : outcome.faults[0]?.message;
}

describe('a row of the table', () => {
  it('becomes a posting', () => {
    expect(read()).toEqual({
      ok: true,
      row: {
        row: 12,
        source: 'csv',
        sourceId: 'D1',
        content: {
          title: '刷墙刮腻子',
          trade: 203,
          occupationCode: null,
          employer: '安居装修队',
          headcount: 3,
          conditions: '会刮腻子就行',
          content: '三间屋刮腻子、刷白墙',
          place: '海棠新区 文苑路工地',
          point: { lat: 36.63, lng: 101.77 },
          workDate: '2026-11-23',
          startMinute: 480,
          endMinute: 1020,
          durationDays: 1,
          wage: { minFen: 26_000, maxFen: 28_000, unit: 'day' },
          settlement: 'day',
          meals: true,
          tools: 'provided',
          insurance: true,
          contactName: '马师傅',
          contactPhone: '19900002608',
          validThroughMs: Date.parse('2026-11-24T15:59:59.999Z'),
          verifiedAtMs: Date.parse('2026-11-22T22:12:00Z'),
        },
      },
    });
  });

  it('leaves open what nobody said', () => {
    const outcome = read({
      lat: '',
      lng: '',
      work_date: '',
      start: '',
      end: '',
      duration_days: '',
      pay_max: '',
      settlement: '',
      meals: '',
      tools: ' ',
      insurance: '\u200b',
      contact_name: '',
      contact_phone: '',
      verified_at: '',
    });
    expect(outcome.ok && outcome.row.content).toMatchObject({
      point: null,
      workDate: null,
      startMinute: null,
      endMinute: null,
      durationDays: null,
      wage: { minFen: 26_000, maxFen: 26_000, unit: 'day' },
      settlement: null,
      meals: null,
      tools: null,
      insurance: null,
      contactName: null,
      contactPhone: null,
      verifiedAtMs: null,
    });
  });

  it('takes its own source before the one of the import', () => {
    const sources = [read({ source: '人社局' }), read({ source: ' ' })].map((outcome) => outcome.ok && outcome.row.source);
    expect(sources).toEqual(['人社局', 'csv']);
  });

  it('folds look-alike characters and keeps a formula as text', () => {
    const outcome = read({ title: '厨⼯  １名', trade: '⼚工', content: '=cmd|calc!A1' });
    expect(outcome).toMatchObject({ ok: false, faults: [{ column: '工种', code: 'trade_unknown' }] });
    const read2 = read({ title: '厨⼯  １名', trade: '厨⼯', content: '=cmd|calc!A1' });
    expect(read2.ok && read2.row.content).toMatchObject({ title: '厨工 1名', trade: 102, content: '=cmd|calc!A1' });
  });

  it('takes a night shift into the next day', () => {
    const outcome = read({ start: '22:00', end: '次日06:00' });
    expect(outcome.ok && outcome.row.content).toMatchObject({ startMinute: 1320, endMinute: 1800 });
  });

  it.each<[string, Partial<Record<Column, string>>, string, string]>([
    ['no id', { id: '' }, '编号', 'value_missing'],
    ['an id that a spreadsheet rounded', { id: '1.2E+15' }, '编号', 'scientific_notation'],
    ['an endless id', { id: 'x'.repeat(201) }, '编号', 'value_too_long'],
    ['an endless source', { source: '源'.repeat(41) }, '来源', 'value_too_long'],
    ['no title', { title: '' }, '标题', 'value_missing'],
    ['a title beyond 40 characters', { title: '刷'.repeat(41) }, '标题', 'value_too_long'],
    ['no trade', { trade: '' }, '工种', 'value_missing'],
    ['a trade that is not in the catalogue', { trade: '宇航员' }, '工种', 'trade_unknown'],
    ['a trade code that is not in the catalogue', { trade: '999' }, '工种', 'trade_unknown'],
    ['no employer', { employer: '' }, '用人单位', 'value_missing'],
    ['no headcount', { headcount: '' }, '人数', 'value_missing'],
    ['a headcount in words', { headcount: '若干' }, '人数', 'value_unreadable'],
    ['a negative headcount', { headcount: '-3' }, '人数', 'value_out_of_range'],
    ['a headcount beyond 999', { headcount: '1000' }, '人数', 'value_out_of_range'],
    ['no conditions', { conditions: '' }, '条件', 'value_missing'],
    ['no content', { content: '' }, '内容', 'value_missing'],
    ['endless content', { content: '刷'.repeat(501) }, '内容', 'value_too_long'],
    ['no place', { place: '' }, '地点', 'value_missing'],
    ['a latitude alone', { lng: '' }, '经度', 'point_incomplete'],
    ['a longitude alone', { lat: '' }, '纬度', 'point_incomplete'],
    ['a place abroad', { lat: '0', lng: '0' }, '纬度', 'point_outside'],
    ['swapped degrees', { lat: '101.77', lng: '36.63' }, '纬度', 'point_outside'],
    ['a day that is not in the calendar', { work_date: '2026-02-30' }, '上工日期', 'value_unreadable'],
    ['a start in words', { start: '早上' }, '开始', 'value_unreadable'],
    ['a start on the next day', { start: '次日2:00', end: '' }, '开始', 'value_out_of_range'],
    ['an end before the start', { start: '22:00', end: '6:00' }, '结束', 'end_before_start'],
    ['an end without a start', { start: '' }, '开始', 'end_without_start'],
    ['a shift of more than a day', { start: '8:00', end: '次日9:00' }, '结束', 'shift_too_long'],
    ['an absurd duration', { duration_days: '9,999,999,999,999' }, '天数', 'value_out_of_range'],
    ['a duration of nothing', { duration_days: '0' }, '天数', 'value_out_of_range'],
    ['no pay', { pay_min: '', pay_max: '' }, '最低工钱', 'value_missing'],
    ['pay to be agreed', { pay_min: '面议', pay_max: '' }, '最低工钱', 'value_unreadable'],
    ['pay of nothing', { pay_min: '0', pay_max: '' }, '最低工钱', 'value_out_of_range'],
    ['pay without a unit', { pay_unit: '' }, '计价单位', 'pay_without_unit'],
    ['an unknown unit', { pay_unit: '件' }, '计价单位', 'value_unreadable'],
    ['a maximum without a minimum', { pay_min: '' }, '最低工钱', 'value_missing'],
    ['a maximum below the minimum', { pay_max: '200' }, '最高工钱', 'pay_reversed'],
    ['absurd pay', { pay_max: '28000' }, '最高工钱', 'pay_beyond_wage'],
    ['absurd pay without a maximum', { pay_min: '99999999999999999999', pay_max: '' }, '最低工钱', 'pay_beyond_wage'],
    ['an unknown settlement', { settlement: '年结' }, '结算', 'value_unreadable'],
    ['tools that are neither', { tools: '看情况' }, '工具', 'value_unreadable'],
    ['a phone that is none', { contact_phone: '1990000' + '12345' }, '电话', 'phone_invalid'],
    ['two phones', { contact_phone: '19900002608/19900002609' }, '电话', 'phone_invalid'],
    ['a phone that a spreadsheet rounded', { contact_phone: '1.99E+10' }, '电话', 'scientific_notation'],
    ['no validity', { valid_through: '' }, '有效期', 'value_missing'],
    ['a validity in words', { valid_through: '长期' }, '有效期', 'value_unreadable'],
    ['a verification that is still to come', { verified_at: '2026-11-23 06:49' }, '核实时间', 'verified_in_future'],
    ['a verification without its time', { verified_at: '2026-11-23' }, '核实时间', 'value_unreadable'],
  ])('refuses %s, once', (_, over, column, code) => {
    expect(faults(over)).toEqual([[column, code]]);
  });

  it('bears a clock that runs ten minutes ahead', () => {
    expect(faults({ verified_at: '2026-11-23 06:48' })).toEqual([]);
  });

  it('tells every fault of a row at once, whatever rule finds it', () => {
    expect(
      faults({
        title: '刷'.repeat(41),
        trade: '宇航员',
        start: '22:00',
        end: '6:00',
        pay_min: '300',
        headcount: '0',
        contact_phone: '12',
        employer: '',
      }),
    ).toEqual(
      expect.arrayContaining([
        ['工种', 'trade_unknown'],
        ['标题', 'value_too_long'],
        ['人数', 'value_out_of_range'],
        ['电话', 'phone_invalid'],
        ['结束', 'end_before_start'],
        ['最高工钱', 'pay_reversed'],
        ['用人单位', 'value_missing'],
      ]),
    );
  });

  it('says in words what to do', () => {
    expect(message({ employer: '' })).toBe('缺 用人单位：招聘信息必须写明用人单位。');
    expect(message({ pay_min: '', pay_max: '' })).toBe('缺 工钱：招聘信息必须写明工钱。');
    expect(message({ start: '22:00', end: '6:00' })).toBe('结束时间比开始时间早。干到第二天的请写 次日06:00。');
    expect(message({ title: '刷'.repeat(41) })).toBe('写得太长，最多 40 个字。');
    expect(message({ lat: '101.77', lng: '36.63' })).toBe('经度和纬度写反了。');
  });

  it('repeats no phone number in a message', () => {
    for (const phone of ['19900002608/19900002609', '199000026081', '1.9900002608E+10'])
      expect(message({ contact_phone: phone })).not.toContain('2608');
  });
});
