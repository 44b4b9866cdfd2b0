import { describe, expect, it } from 'vitest';
import { noticeWhen } from '../../../renderer/components/notice-when.ts';
import { messages } from '../../../renderer/i18n/setup.ts';
import { at, now } from '../../support/builders.ts';

const day = 24;
const when = (startsAtMs: number, endsAtMs: number) => noticeWhen(messages.t, { startsAtMs, endsAtMs }, now);

describe('when a notice is', () => {
  it('is a near day by its name, a later one by its date, and from when to when', () => {
    expect([when(at(9), at(12)), when(at(day + 8), at(day + 11)), when(at(4 * day + 9), at(4 * day + 12, 30))]).toEqual([
      ['今天', '9:00 到 12:00'],
      ['明天', '8:00 到 11:00'],
      ['11月27日 星期五', '9:00 到 12:30'],
    ]);
  });

  it('is several days with the hours of each', () => {
    expect(when(at(6 * day + 18, 30), at(17 * day + 21))).toEqual(['11月29日到12月10日', '每天 18:30 到 21:00']);
  });

  it('is only its end for a rule that holds already, and whole days where no hours are meant', () => {
    expect([when(at(0), at(30 * day + 23, 59)), when(at(2 * day), at(3 * day)), when(at(2 * day), at(4 * day))]).toEqual([
      ['12月23日以前有效'],
      ['11月25日 星期三'],
      ['后天到11月26日'],
    ]);
  });
});
