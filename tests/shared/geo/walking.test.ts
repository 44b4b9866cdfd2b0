import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceText, walkingMinutes } from '../../../shared/geo/walking.ts';

describe('walking', () => {
  it('counts 75 metres a minute over 1.3 times the straight line', () => {
    expect([0, 20, 86, 87, 320, 577, 1000].map(walkingMinutes)).toEqual([1, 1, 1, 2, 6, 10, 17]);
  });

  it('is at least a minute, even for what is no distance', () => {
    expect([-5, Number.NaN].map(walkingMinutes)).toEqual([1, 1]);
  });
});

describe('a distance as it is shown', () => {
  it('is metres in tens below a kilometre, then kilometres', () => {
    expect([0, 4, 324, 994, 995, 1_240, 9_949, 9_950, 12_400, 1_234_567].map(distanceText)).toEqual([
      { value: '0', unit: 'metres' },
      { value: '0', unit: 'metres' },
      { value: '320', unit: 'metres' },
      { value: '990', unit: 'metres' },
      { value: '1.0', unit: 'kilometres' },
      { value: '1.2', unit: 'kilometres' },
      { value: '9.9', unit: 'kilometres' },
      { value: '10', unit: 'kilometres' },
      { value: '12', unit: 'kilometres' },
      { value: '1235', unit: 'kilometres' },
    ]);
    expect(distanceText(Number.NaN)).toEqual({ value: '0', unit: 'metres' });
    expect(distanceText(-3)).toEqual({ value: '0', unit: 'metres' });
  });

  it('never shows a nearer place as the farther one', () => {
    const metresShown = (metres: number) => {
      const { value, unit } = distanceText(metres);
      return Number(value) * (unit === 'metres' ? 1 : 1000);
    };
    const metres = fc.double({ min: 0, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(metres, metres, (a, b) => void expect(metresShown(Math.min(a, b))).toBeLessThanOrEqual(metresShown(Math.max(a, b)))),
    );
  });
});
