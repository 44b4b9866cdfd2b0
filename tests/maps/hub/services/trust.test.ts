import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noTrust, type TrustReport, trustOf } from '../../../../maps/hub/services/trust.ts';
import { publicReportKinds } from '../../../../shared/domain/listed-station.ts';
import { now } from '../../../support/builders.ts';

const hour = 3_600_000;
/** `said('locked', 'A', 5)`: A said so five hours ago. */
const said = (kind: TrustReport['kind'], party: string, hoursAgo: number, over: Partial<TrustReport> = {}): TrustReport => ({
  kind,
  party,
  amenity: null,
  atMs: now - hoursAgo * hour,
  decision: null,
  ...over,
});
const doubt = (...reports: TrustReport[]) => {
  const { doubt, doubtSinceMs } = trustOf(reports, now);
  return doubt && [doubt, (now - (doubtSinceMs ?? 0)) / hour];
};

describe('the shown trust', () => {
  it('is empty without reports', () => {
    expect(trustOf([], now)).toEqual(noTrust);
  });

  it('tells the last confirmation and how many there were in seven days', () => {
    expect(trustOf([said('open', 'A', 3), said('open', 'B', 1), said('open', 'C', 200)], now)).toEqual({
      ...noTrust,
      lastConfirmedMs: now - hour,
      confirmedIn7Days: 2,
    });
  });

  it('does not change by what one says, however often', () => {
    expect(doubt(said('locked', 'A', 5), said('locked', 'A', 1))).toBeNull();
  });

  it('changes when two independent people say the same within two days', () => {
    expect([
      doubt(said('locked', 'A', 49), said('locked', 'B', 1)),
      doubt(said('locked', 'A', 60), said('locked', 'B', 59)),
      doubt(said('locked', 'A', 50), said('locked', 'B', 1)),
      doubt(said('locked', 'A', 5), said('moved', 'B', 1)),
    ]).toEqual([['locked', 1], ['locked', 59], null, null]);
  });

  it('says since when, and goes on saying that', () => {
    expect(doubt(said('locked', 'A', 9), said('locked', 'B', 7), said('locked', 'C', 1))).toEqual(['locked', 7]);
  });

  it('asks that both mean the same thing that is broken', () => {
    const broken = (party: string, amenity: TrustReport['amenity']) => said('broken', party, 2, { amenity });
    expect([doubt(broken('A', 'water'), broken('B', 'microwave')), doubt(broken('A', 'water'), broken('B', 'water'))]).toEqual([
      null,
      ['broken', 2],
    ]);
  });

  it('is taken back by two who found it open later, not by one and not by the same one twice', () => {
    const locked = [said('locked', 'A', 5), said('locked', 'B', 4)];
    expect([
      doubt(...locked, said('open', 'C', 3)),
      doubt(...locked, said('open', 'C', 3), said('open', 'C', 2)),
      doubt(...locked, said('open', 'C', 6), said('open', 'D', 3)),
      doubt(...locked, said('open', 'C', 3), said('open', 'D', 2)),
    ]).toEqual([['locked', 4], ['locked', 4], ['locked', 4], null]);
  });

  it('does not take a machine for mended because the door is open', () => {
    expect(doubt(said('broken', 'A', 5), said('broken', 'B', 4), said('open', 'C', 3), said('open', 'D', 2))).toEqual(['broken', 4]);
  });

  it('forgets what staff have decided, and begins anew with later reports', () => {
    const decided = (decision: TrustReport['decision']) => [
      said('locked', 'A', 9, { decision }),
      said('locked', 'B', 8, { decision }),
      said('locked', 'C', 2),
    ];
    expect([doubt(...decided('accepted')), doubt(...decided('dismissed')), doubt(...decided(null), said('locked', 'D', 1))]).toEqual([
      null,
      null,
      ['locked', 8],
    ]);
    expect(trustOf([said('open', 'A', 1, { decision: 'dismissed' })], now)).toEqual(noTrust);
  });

  it('does not believe what is dated after now', () => {
    expect(trustOf([said('open', 'A', -1), said('locked', 'B', -1), said('locked', 'C', -2)], now)).toEqual(noTrust);
  });

  it('depends on no order, and one party alone never makes a doubt', () => {
    const report = fc.record({
      kind: fc.constantFrom(...publicReportKinds),
      party: fc.constantFrom('A', 'B', 'C'),
      amenity: fc.constant(null),
      atMs: fc.integer({ min: -300, max: 0 }).map((at) => now + at * hour),
      decision: fc.constantFrom(null, 'accepted' as const, 'dismissed' as const),
    });
    fc.assert(
      fc.property(fc.uniqueArray(report, { selector: ({ atMs }) => atMs }), fc.integer(), (reports, seed) => {
        const turned = [...reports].sort((a, b) => ((a.atMs * 31 + seed) % 97) - ((b.atMs * 31 + seed) % 97));
        expect(trustOf(turned, now)).toEqual(trustOf(reports, now));
        expect(
          trustOf(
            reports.map((one) => ({ ...one, party: 'A' })),
            now,
          ).doubt,
        ).toBeNull();
      }),
    );
  });
});
