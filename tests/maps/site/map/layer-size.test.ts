import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paddingOf } from '../../../../maps/site/map/core/layer-size.ts';

const side = fc.integer({ min: 0, max: 4000 });

describe('the picture around the view', () => {
  it('reaches a third beyond it on a small screen, less far where dots are many', () => {
    expect([paddingOf(390, 844, 1), paddingOf(390, 844, 3).toFixed(2), paddingOf(3840, 2160, 2)]).toEqual([0.35, '0.21', 0.1]);
  });

  it('takes 24 MB at most, unless a tenth beyond the view takes more', () => {
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.5, max: 3, noNaN: true }), (width, height, dpr) => {
        const padding = paddingOf(width, height, dpr);
        const bytes = 4 * width * height * (dpr * (1 + 2 * padding)) ** 2;
        expect(padding).toBeLessThanOrEqual(0.35);
        if (padding > 0.1) expect(bytes).toBeLessThanOrEqual(24_000_001);
        else expect(padding).toBe(0.1);
      }),
    );
  });
});
