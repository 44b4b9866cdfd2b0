import { beforeAll, describe, expect, it } from 'vitest';
import { startMessages } from '../../../../maps/site/map/messages.ts';
import { textOf } from '../../../../maps/site/map/say.tsx';
import { ageWords, clockParts, dayWords } from '../../../../maps/site/map/station/day-words.ts';
import { markWords, stateText } from '../../../../maps/site/map/station/state-words.tsx';
import type { ShownState } from '../../../../maps/site/map/station-view.ts';

const states: readonly (readonly [ShownState, line: string, mark: string])[] = [
  [{ kind: 'open', until: '21:00' }, '开着，到 21:00', '到 21:00'],
  [{ kind: 'open', until: null }, '开着，24 小时', '24 小时'],
  [{ kind: 'soon', minutes: 25, at: '12:00', end: 'break' }, '快关门，25 分钟后午休', '12:00 午休'],
  [{ kind: 'soon', minutes: 50, at: '06:00', end: 'shut' }, '快关门，50 分钟后关门', '06:00 关'],
  [{ kind: 'closed', opens: { inDays: 0, day: '2026-11-24', at: '14:00' } }, '关着，今天 14:00 开', '14:00 开'],
  [{ kind: 'closed', opens: { inDays: 1, day: '2026-11-25', at: '06:00' } }, '关着，明天 06:00 开', '06:00 开'],
  [{ kind: 'closed', opens: { inDays: 3, day: '2026-11-27', at: '06:00' } }, '关着，周五 06:00 开', ''],
  [{ kind: 'closed', opens: { inDays: 11, day: '2026-12-05', at: '08:00' } }, '关着，12 月 5 日 08:00 开', ''],
  [{ kind: 'closed', opens: null }, '关着', ''],
  [{ kind: 'suspended', closure: { from: '2026-11-20', to: '2026-12-04', reason: '装修' } }, '暂停开放，装修，到 12 月 4 日', '暂停'],
  [{ kind: 'suspended', closure: { from: '2026-11-20', to: null, reason: '装修' } }, '暂停开放，装修', '暂停'],
  [{ kind: 'suspended', closure: { from: '2026-11-20', to: '2026-12-04', reason: '' } }, '暂停开放，到 12 月 4 日', '暂停'],
  [{ kind: 'suspended', closure: { from: '2026-11-20', to: null, reason: '' } }, '暂停开放', '暂停'],
  [{ kind: 'unknown' }, '时间不明，去前先打电话', '不明'],
];

describe("a station's state in words", () => {
  beforeAll(() => startMessages('zh'));

  it.each(states)('says %j as %s', (state, line, mark) => {
    expect([stateText(state, true), markWords(state, textOf)]).toEqual([line, mark]);
  });

  it('does not send anybody to a telephone that is not there', () => {
    expect(stateText({ kind: 'unknown' }, false)).toBe('时间不明，去前先问一下');
  });
});

describe('days and ages in words', () => {
  beforeAll(() => startMessages('zh'));

  it('counts days in Asia/Shanghai, whatever the zone of the phone', () => {
    expect(clockParts(Date.parse('2026-11-24T23:59:00+08:00'))).toEqual({ day: '2026-11-24', clock: '23:59', minutes: 1439 });
    expect(clockParts(Date.parse('2026-11-25T00:01:00+08:00'))).toEqual({ day: '2026-11-25', clock: '00:01', minutes: 1 });
  });

  it('names a date, or its weekday', () => {
    expect([dayWords('2026-12-05'), dayWords('2026-12-05', 'weekday')]).toEqual(['12 月 5 日', '周六']);
  });

  it('rounds ages down, and takes what comes from the future for now', () => {
    const minute = 60_000;
    expect([-5, 0.9, 1.9, 59, 61, 60 * 23.9, 60 * 49].map((minutes) => ageWords(minutes * minute))).toEqual([
      '刚刚',
      '刚刚',
      '1 分钟前',
      '59 分钟前',
      '1 小时前',
      '23 小时前',
      '2 天前',
    ]);
  });
});
