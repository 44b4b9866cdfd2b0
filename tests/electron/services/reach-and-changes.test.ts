import { describe, expect, it } from 'vitest';
import { at, now, posting, today } from '../../support/builders.ts';
import { testStation } from '../../support/station.ts';

describe('reach', () => {
  it('adds up by posting and local hour', async () => {
    const { api, clock, publish, db } = testStation();
    const one = posting();
    publish(one);
    await api['reach.record']({ reach: [{ postingId: one.id, shown: 3, touched: 0 }] });
    await api['reach.record']({ reach: [{ postingId: one.id, shown: 2, touched: 1 }] });
    clock.set(at(7, 1));
    await api['reach.record']({ reach: [{ postingId: one.id, shown: 1, touched: 0 }] });
    expect(db.prepare('SELECT work_day, hour, shown, touched FROM posting_reach ORDER BY hour').raw().all()).toEqual([
      [today, 6, 5, 1],
      [today, 7, 1, 0],
    ]);
  });

  it('passes over postings that are gone', async () => {
    const { api, publish } = testStation();
    const one = posting();
    publish(one);
    const reach = [one.id, '0193582b-0000-7000-8000-00000000dead'].map((postingId) => ({ postingId, shown: 1, touched: 0 }));
    expect(await api['reach.record']({ reach })).toEqual({ recorded: 1 });
  });
});

describe('changes', () => {
  const version = async (station: ReturnType<typeof testStation>) => (await station.api['changes.read']({})).version;

  it('have the same version while nothing changes', async () => {
    const station = testStation();
    station.publish(posting());
    const before = await version(station);
    station.clock.pass(2000);
    expect(await version(station)).toBe(before);
  });

  it('have another version after an edit, when a posting expires, when one goes stale, and when the day turns', async () => {
    const station = testStation();
    const seen = [await version(station)];
    const step = async (change: () => void) => {
      change();
      seen.push(await version(station));
    };
    await step(() => station.publish(posting({ validThroughMs: now + 60_000, verifiedAtMs: now })));
    await step(() => station.publish(posting({ validThroughMs: at(72), verifiedAtMs: now - 23.5 * 3_600_000 })));
    await step(() => station.clock.pass(61_000));
    await step(() => station.clock.pass(3_600_000));
    await step(() => station.clock.pass(18 * 3_600_000));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('say when the clock is suspect; postings then neither expire nor go stale', async () => {
    const station = testStation();
    station.publish(posting());
    await station.api['changes.read']({});
    station.clock.set(now + 30 * 86_400_000);
    const [card] = (await station.api['roll.read']({})).postings;
    expect([(await station.api['changes.read']({})).clock, card?.stale]).toEqual(['suspect', false]);
  });
});
