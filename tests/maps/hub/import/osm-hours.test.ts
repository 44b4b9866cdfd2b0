import { describe, expect, it } from 'vitest';
import { readOsmHours } from '../../../../maps/hub/import/osm-hours.ts';

const told = (text: string) => {
  const schedule = readOsmHours(text);
  return (
    schedule && [
      schedule.week.map((day) => day.map(([from, to]) => `${from / 60}-${to / 60}`).join('+') || '-').join(' '),
      schedule.holidays,
    ]
  );
};

describe('opening_hours of OpenStreetMap', () => {
  it.each([
    ['24/7', '0-24 0-24 0-24 0-24 0-24 0-24 0-24', 'same'],
    ['Mo-Fr 8:00~17:30', '8-17.5 8-17.5 8-17.5 8-17.5 8-17.5 - -', 'unknown'],
    ['Su-Mo 09:00-17:00; Tu-Sa 08:30-21:00', '9-17 8.5-21 8.5-21 8.5-21 8.5-21 8.5-21 9-17', 'unknown'],
    [
      'Mo-Sa 08:30-12:00,14:30-18:00; Su off',
      '8.5-12+14.5-18 8.5-12+14.5-18 8.5-12+14.5-18 8.5-12+14.5-18 8.5-12+14.5-18 8.5-12+14.5-18 -',
      'unknown',
    ],
    ['Fr,Sa 20:00-02:00; PH off', '- - - - 20-26 20-26 -', 'closed'],
    ['Mo-Su 06:00-20:00; PH 08:00-18:00', '6-20 6-20 6-20 6-20 6-20 6-20 6-20', [[480, 1080]]],
    ['Mo-Fr 08:00-20:00; We off', '8-20 8-20 - 8-20 8-20 - -', 'unknown'],
  ])('%s is understood', (text, week, holidays) => {
    expect(told(text)).toEqual([week, holidays]);
  });

  it.each([
    'Apr-Oct 06:00-20:00',
    'Mo-Fr sunrise-sunset',
    'Mo-Fr 08:00+',
    'Mo-Fr 08:00-17:00 "按铃"',
    'Mo-Fr 08:00-17:00 || by appointment',
    'Mo-Fr 08:00-08:00',
    'Mo-Fr 25:00-26:00',
    'Mo-Fr 08:00-12:00,11:00-17:00',
    'Mo[1] 08:00-12:00',
    'week 1-10 Mo 08:00-12:00',
    'Mo-Xx 08:00-12:00',
    '周一至周五 8:00-17:00',
    '08:00-17:00',
    '',
  ])('%s is not: unknown', (text) => {
    expect(told(text)).toBe(null);
  });
});
