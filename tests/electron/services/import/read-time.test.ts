import { describe, expect, it } from 'vitest';
import { readClock, readDate, readValidThrough, readVerifiedAt } from '../../../../electron/services/import/read-time.ts';
import { clockText } from '../../../../shared/domain/work-day.ts';

const utc = (text: string) => ({ ok: true, value: Date.parse(text) });

describe('reading a date', () => {
  it.each([
    '2026-11-03',
    '2026-11-3',
    '2026/11/3',
    '2026.11.03',
    '2026年11月3日',
    '２０２６年11月 3号',
    '20261103',
    '2026/11/3 0:00',
    '2026-11-03 00:00:00',
  ])('reads %s', (text) => {
    expect(readDate(text)).toEqual({ ok: true, value: '2026-11-03' });
  });

  it.each(['11月23日', '11/23/2026', '46349', '明天', '2026-11-23 8:00', '2026-11-233'])('refuses %s', (text) => {
    expect(readDate(text)).toMatchObject({ ok: false, message: expect.stringContaining('请写成 2026-11-23') });
  });

  it('refuses a day that is not in the calendar', () => {
    expect(readDate('2026-02-30')).toEqual({ ok: false, code: 'value_unreadable', message: '日历上没有「2026-02-30」这一天。' });
  });
});

describe('reading a time of day', () => {
  it.each([
    ['8:00', 480],
    ['08:00', 480],
    ['8：30', 510],
    ['8:00:00', 480],
    ['8点', 480],
    ['8点半', 510],
    ['8点05分', 485],
    ['8时30', 510],
    ['早上8点', 480],
    ['中午12点', 720],
    ['下午2点半', 870],
    ['晚上 9:30', 1290],
    ['24:00', 1440],
    ['次日6:00', 1800],
    ['次日 06:00', 1800],
    ['第二天6点', 1800],
    ['30:00', 1800],
  ])('reads %s', (text, minute) => {
    expect(readClock(text)).toEqual({ ok: true, value: minute });
  });

  it.each(['8', '830', '8:60', '0.3333', '49:00', '晚上12点', '次日30:00', '面谈', '8:00-17:00'])('refuses %s', (text) => {
    expect(readClock(text)).toMatchObject({ ok: false, message: expect.stringContaining('次日06:00') });
  });

  it('reads back every time that the screens write', () => {
    for (let minute = 0; minute < 2880; minute++) expect(readClock(clockText(minute))).toEqual({ ok: true, value: minute });
  });
});

describe('reading a moment', () => {
  it('takes a bare date of a validity as the end of that day in UTC+8', () => {
    expect(readValidThrough('2026-11-23')).toEqual(utc('2026-11-23T15:59:59.999Z'));
  });

  it.each([
    '2026-11-23 6:12',
    '2026-11-23T06:12',
    '2026-11-23T06:12:00+08:00',
    '2026-11-22T22:12:00Z',
    '2026-11-22T22:12:00.000Z',
    '2026年11月23日 6点12分',
  ])('reads %s as one moment', (text) => {
    expect(readVerifiedAt(text)).toEqual(utc('2026-11-22T22:12:00Z'));
  });

  it('parts a day of one digit from the hour', () => {
    expect(readVerifiedAt('2026-1-5 6:12')).toEqual(utc('2026-01-04T22:12:00Z'));
  });

  it('asks for the time of a verification', () => {
    expect(readVerifiedAt('2026-11-23')).toMatchObject({ ok: false, message: expect.stringContaining('请把时间也写上') });
  });

  it.each(['18:00', '2026-11-23 25:00', '2026-11-23 8:00 到晚上', '2026-13-01', '长期'])('refuses %s', (text) => {
    expect(readValidThrough(text)).toMatchObject({ ok: false });
  });
});
