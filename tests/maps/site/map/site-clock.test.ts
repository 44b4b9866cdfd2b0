import { describe, expect, it } from 'vitest';
import { siteClock } from '../../../../maps/site/map/core/site-clock.ts';

const day = 86_400_000;

describe('the time on the page', () => {
  it.each([-day, day, 7_200_000])('is the server’s where the phone is wrong by %i ms, and runs on by itself', (wrongMs) => {
    let monotonic = 5_000;
    const realMs = Date.parse('2026-11-24T11:35:00+08:00');
    const clock = siteClock(
      () => realMs + wrongMs + monotonic - 5_000,
      () => monotonic,
    );
    expect(clock.now()).toBe(realMs + wrongMs);
    clock.learn(realMs);
    monotonic += 60_000;
    expect(clock.now()).toBe(realMs + 60_000);
  });

  it('stays the phone’s where that is right to a few seconds: the answer took its time', () => {
    const clock = siteClock(
      () => 1_000_000,
      () => 10,
    );
    clock.learn(998_000);
    expect(clock.now()).toBe(1_000_000);
  });

  it('does not follow a phone that is set while the page is open', () => {
    let wall = 1_000_000;
    const clock = siteClock(
      () => wall,
      () => 10,
    );
    wall += day;
    expect(clock.now()).toBe(1_000_000);
  });
});
