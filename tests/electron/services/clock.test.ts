import { describe, expect, it } from 'vitest';
import { stationClock } from '../../../electron/services/clock.ts';
import { now } from '../../support/builders.ts';
import { testClock } from '../../support/station.ts';

const hour = 3_600_000;

describe('the clock guard', () => {
  it('trusts a clock that goes on from the last event', () => {
    const clock = testClock();
    const guard = stationClock(clock, now - hour);
    clock.pass(5 * hour);
    expect([guard.state(), guard.trustedMs(), guard.nowMs()]).toEqual(['good', now + 5 * hour, now + 5 * hour]);
  });

  it('suspects a clock that stands before the last event, and lets time go on from there', () => {
    const clock = testClock(Date.parse('2000-01-01'));
    const guard = stationClock(clock, now);
    clock.pass(hour);
    expect([guard.state(), guard.trustedMs()]).toEqual(['suspect', now + hour]);
  });

  it('trusts it again when it has been set right, also after a week without power', () => {
    const clock = testClock(Date.parse('2000-01-01'));
    const guard = stationClock(clock, now);
    expect(guard.state()).toBe('suspect');
    clock.set(now + 7 * 24 * hour);
    expect([guard.state(), guard.trustedMs()]).toEqual(['good', now + 7 * 24 * hour]);
  });

  it('suspects a clock that jumps ahead by more than a day while running', () => {
    const clock = testClock();
    const guard = stationClock(clock, now);
    guard.state();
    clock.set(now + 25 * hour);
    expect([guard.state(), guard.trustedMs()]).toEqual(['suspect', now]);
  });

  it('takes a small correction either way', () => {
    const clock = testClock();
    const guard = stationClock(clock, now - hour);
    guard.state();
    clock.set(now + 20 * hour);
    const ahead = guard.state();
    clock.set(now + 20 * hour - 60_000);
    expect([ahead, guard.state()]).toEqual(['good', 'good']);
  });
});
