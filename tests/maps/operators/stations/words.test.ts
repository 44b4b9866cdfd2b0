import { describe, expect, it } from 'vitest';
import zh from '../../../../maps/operators/i18n/zh.json';
import type { Say } from '../../../../maps/operators/messages.ts';
import { momentText } from '../../../../maps/operators/parts/times.ts';
import { dayHoursWords } from '../../../../maps/operators/station/hours-field.tsx';
import { nextWords } from '../../../../maps/operators/stations/district-choice.tsx';
import { stateWords } from '../../../../maps/operators/stations/state-words.tsx';

/** 2026-11-23, 11:35 in Shanghai. */
const now = Date.UTC(2026, 10, 23, 3, 35);
const hour = 3_600_000;
const nothing = { untilMs: null, opensMs: null, suspended: null };

const say: Say = (key, values = {}) => {
  const text = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], zh) as string;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
};

describe('the words for a station’s state', () => {
  it.each([
    [{ ...nothing, state: 'open' as const, untilMs: now + 9 * hour }, 'open', '开着，到 20:35'],
    [{ ...nothing, state: 'open' as const }, 'open', '一直开着'],
    [{ ...nothing, state: 'closing' as const, untilMs: now + hour / 2 }, 'soon', '快关了，到 12:05'],
    [{ ...nothing, state: 'closed' as const, opensMs: now + 20 * hour }, 'shut', '关着，明天 7:35 开'],
    [{ ...nothing, state: 'closed' as const }, 'shut', '关着'],
    [{ ...nothing, state: 'unknown' as const }, 'unknown', '几点开不清楚'],
    [{ ...nothing, state: 'closed' as const, suspended: { reason: '装修', until: '2026-12-04' } }, 'paused', '暂停开放，到12月4日'],
    [{ ...nothing, state: 'closed' as const, suspended: { reason: '装修', until: null } }, 'paused', '暂停开放'],
  ])('never call open what is not known: %j', (state, tone, text) => {
    expect(stateWords(say, state, now)).toEqual({ tone, text });
  });

  it('name a moment by its day in Shanghai', () => {
    expect([now, now - 12 * hour, now - 50 * hour, now - 400 * 24 * hour].map((ms) => momentText(say, ms, now))).toEqual([
      ...['今天 11:35', '昨天 23:35', '11月21日 9:35', '2025年10月19日 11:35'],
    ]);
  });

  it('tell a day’s hours, past midnight too', () => {
    expect(
      [
        [],
        [[0, 1440]],
        [
          [420, 720],
          [840, 1440],
        ],
        [[600, 1560]],
      ].map((hours) => dayHoursWords(say, hours as never)),
    ).toEqual([...['休息', '全天', '7:00–12:00  14:00–24:00', '10:00–次日 2:00']]);
  });
});

describe('the districts to choose from', () => {
  it('are those under what was chosen, with all that lies below them', () => {
    const districts = [
      { district: ['河西省', '西河市', '城北区'], count: 3 },
      { district: ['河西省', '西河市'], count: 1 },
      { district: ['河西省', '东河市', '城北区'], count: 2 },
      { district: ['河东省'], count: 5 },
    ];
    expect([nextWords(districts, []), nextWords(districts, ['河西省']), nextWords(districts, ['河西省', '西河市'])]).toEqual([
      [
        ['河西省', 6],
        ['河东省', 5],
      ],
      [
        ['西河市', 4],
        ['东河市', 2],
      ],
      [['城北区', 3]],
    ]);
  });
});
