import { describe, expect, it } from 'vitest';
import { amountText, dayPayFen, wageText, yuanText } from '../../../shared/domain/wage.ts';

describe('a wage', () => {
  it('is written in yuan without needless zeros', () => {
    expect([28_000, 1850, 1805, 600, 5].map(yuanText)).toEqual(['280', '18.5', '18.05', '6', '0.05']);
  });

  it('keeps its unit beside the amount', () => {
    expect(wageText({ minFen: 20_000, maxFen: 28_000, unit: 'day' })).toBe('200-280元/天');
    expect(amountText({ minFen: 600, maxFen: 600, unit: 'order' })).toBe('6');
  });

  it('is compared as pay for a working day of 8 hours, a month of 21.75 days', () => {
    const units = ['hour', 'day', 'month', 'order'] as const;
    expect(units.map((unit) => dayPayFen({ minFen: 1000, maxFen: 2000, unit }))).toEqual([16_000, 2000, 92, null]);
  });
});
