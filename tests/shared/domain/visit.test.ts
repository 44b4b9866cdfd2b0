import { describe, expect, it } from 'vitest';
import { isRepeat, type Visit } from '../../../shared/domain/visit.ts';
import { endOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import { now, today } from '../../support/builders.ts';
import { sessionA, sessionB } from '../../support/station.ts';

const visit = (over: Partial<Visit> = {}): Visit => {
  const atMs = over.atMs ?? now;
  return { id: 'v', workDay: workDayOf(atMs), dailyNumber: 1, purpose: 'drink', atMs, sessionId: sessionA, ...over };
};
const touch = (over: Partial<Parameters<typeof isRepeat>[1]> = {}) => ({
  purpose: 'drink' as const,
  sessionId: sessionA,
  atMs: now + 60_000,
  ...over,
});

describe('a second touch', () => {
  it('repeats the visit within 10 minutes, in the same session, for the same purpose', () => {
    expect(isRepeat(visit(), touch())).toBe(true);
  });

  it.each([
    ['after 10 minutes', touch({ atMs: now + 10 * 60_000 })],
    ['by another person', touch({ sessionId: sessionB })],
    ['for another purpose', touch({ purpose: 'rest' })],
  ])('is a visit of its own %s', (_, second) => {
    expect(isRepeat(visit(), second)).toBe(false);
  });

  it('is a visit of its own on the next work day: 23:59 and 00:01', () => {
    const midnight = endOfDayMs(today) + 1;
    expect(isRepeat(visit({ atMs: midnight - 60_000 }), touch({ atMs: midnight + 60_000 }))).toBe(false);
  });
});
