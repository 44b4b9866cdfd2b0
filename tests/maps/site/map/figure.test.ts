import { describe, expect, it } from 'vitest';
import { figure } from '../../../../maps/site/map/figure.ts';

describe('a figure', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [200_000, '200,000'],
    [1_234_567, '1,234,567'],
  ])('of %i is written %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });
});
