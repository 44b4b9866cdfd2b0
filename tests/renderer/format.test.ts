import { describe, expect, it } from 'vitest';
import { clockFace, dateText, dayText, distanceText, minuteText, momentText, phoneText } from '../../renderer/format.ts';
import { messages } from '../../renderer/i18n/setup.ts';
import { addDays, type LocalDate } from '../../shared/domain/work-day.ts';
import { at, now, today } from '../support/builders.ts';

const zh = messages.getFixedT('zh');
const en = messages.getFixedT('en');

describe('times', () => {
  it('are the station’s, in five figures', () => {
    expect([clockFace(now), clockFace(at(0, 5)), clockFace(at(23, 59))]).toEqual(['06:38', '00:05', '23:59']);
  });

  it('turn the day at midnight of the station', () => {
    expect([dateText(zh, at(0)), dateText(zh, at(0) - 1), dateText(en, at(0))]).toEqual([
      '11月23日 星期一',
      '11月22日 星期日',
      'Mon 23 Nov',
    ]);
  });

  it('name the days around today and write the others out', () => {
    expect([-2, -1, 0, 1, 2, 5].map((away) => dayText(zh, addDays(today, away), now))).toEqual([
      '11月21日',
      '昨天',
      '今天',
      '明天',
      '后天',
      '11月28日',
    ]);
  });

  it('count days across the end of a year', () => {
    expect(dayText(zh, '2027-01-01' as LocalDate, at(6) + 38 * 86_400_000)).toBe('明天');
  });

  it('say when something was verified', () => {
    expect([momentText(zh, at(6, 12), now), momentText(zh, at(-6, 40), now)]).toEqual(['今天06:12', '昨天18:40']);
  });

  it('name the next day of a night shift', () => {
    expect([minuteText(zh, 480), minuteText(zh, 1440), minuteText(zh, 1830)]).toEqual(['8:00', '次日 0:00', '次日 6:30']);
  });
});

describe('distances', () => {
  it('are metres below a kilometre, then kilometres, rounded as far as they can be believed', () => {
    expect([0, 30, 340, 949, 951, 2_140, 9_949, 9_960, 12_400].map((metres) => distanceText(zh, metres))).toEqual([
      '50 米',
      '50 米',
      '350 米',
      '950 米',
      '1.0 公里',
      '2.1 公里',
      '9.9 公里',
      '10 公里',
      '12 公里',
    ]);
  });
});

describe('telephone numbers', () => {
  it('stand in groups when they are mobile numbers, and as they are otherwise', () => {
    expect(['19900002608', '0970-000-0000', '12333'].map(phoneText)).toEqual(['199 0000 2608', '0970-000-0000', '12333']);
  });
});
