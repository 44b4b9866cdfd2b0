import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completionLimits, idlePhase, usualLimits } from '../../../renderer/session/idle.ts';

const second = 1000;
const phaseAfter = (seconds: number, limits = usualLimits) => idlePhase(5 * second, (5 + seconds) * second, limits);

describe('an untouched session', () => {
  it('is in use for a minute', () => {
    expect([phaseAfter(0), phaseAfter(59.999)]).toEqual([{ phase: 'in-use' }, { phase: 'in-use' }]);
  });

  it('then asks for 20 seconds, counting down to 1', () => {
    expect([60, 60.001, 61, 79, 79.999].map((seconds) => phaseAfter(seconds))).toEqual([
      { phase: 'asking', secondsLeft: 20 },
      { phase: 'asking', secondsLeft: 20 },
      { phase: 'asking', secondsLeft: 19 },
      { phase: 'asking', secondsLeft: 1 },
      { phase: 'asking', secondsLeft: 1 },
    ]);
  });

  it('is over after 80 seconds, and stays over', () => {
    expect([phaseAfter(80), phaseAfter(86_400)]).toEqual([{ phase: 'over' }, { phase: 'over' }]);
  });

  it('is over after 15 seconds on a completion screen, without asking', () => {
    expect([14.999, 15].map((seconds) => phaseAfter(seconds, completionLimits))).toEqual([{ phase: 'in-use' }, { phase: 'over' }]);
  });

  it('can be extended any number of times: a touch begins it anew', () => {
    for (let touches = 1, touchMs = 0; touches <= 50; touches++, touchMs += 79 * second) {
      expect(idlePhase(touchMs, touchMs + 79 * second, usualLimits)).toEqual({ phase: 'asking', secondsLeft: 1 });
    }
  });

  it('only ever moves forward while nobody touches', () => {
    const rank = { 'in-use': 0, asking: 1, over: 2 } as const;
    fc.assert(
      fc.property(fc.nat(200_000), fc.nat(200_000), (a, b) => {
        const [earlier, later] = [Math.min(a, b), Math.max(a, b)].map((ms) => idlePhase(0, ms, usualLimits));
        return rank[later?.phase ?? 'in-use'] >= rank[earlier?.phase ?? 'in-use'];
      }),
    );
  });
});
