import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stationSettingsSchema } from '../../../shared/domain/station.ts';
import { settings } from '../../support/builders.ts';

describe('station settings', () => {
  it('clamp every number to what a station can mean, whatever was written', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (screenInches, rollSeconds) => {
        const read = stationSettingsSchema.parse({ ...settings, screenInches, rollSeconds });
        expect(read.screenInches >= 7 && read.screenInches <= 98 && read.rollSeconds >= 5 && read.rollSeconds <= 30).toBe(true);
      }),
    );
  });

  it('turn a page duration of 9,999,999,999,999 s into 30, and none at all into 10', () => {
    const seconds = [9_999_999_999_999, -1, Number.NaN, undefined, '10'].map(
      (rollSeconds) => stationSettingsSchema.parse({ ...settings, rollSeconds }).rollSeconds,
    );
    expect(seconds).toEqual([30, 5, 10, 10, 10]);
  });

  it('take no site for cards but one that fits on a card, and plain http only beside the machine', () => {
    const sites = [
      'https://jy.example.cn',
      'http://127.0.0.1:7420',
      'http://jy.example.cn',
      'https://JY.example.cn',
      `https://${'a'.repeat(30)}.cn`,
      '',
      7,
      undefined,
    ];
    const read = sites.map((cardSite) => stationSettingsSchema.parse({ ...settings, cardSite }).cardSite);
    expect(read).toEqual(['https://jy.example.cn', 'http://127.0.0.1:7420', null, null, null, null, null, null]);
  });

  it('clamp the floor of pay to 1-1,000 yuan an hour, and know when none is set', () => {
    const read = [1900, 5, 9e9, 1900.4, 0, -3, Number.NaN, '1900', null, undefined].map(
      (payFloorFenPerHour) => stationSettingsSchema.parse({ ...settings, payFloorFenPerHour }).payFloorFenPerHour,
    );
    expect(read).toEqual([1900, 100, 100_000, 1900, null, null, null, null, null, null]);
  });

  it('refuse a station without a name', () => {
    expect(stationSettingsSchema.safeParse({ ...settings, name: ' ' }).success).toBe(false);
  });
});
