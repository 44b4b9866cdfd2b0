/**
 * What the reports of the public add up to. Two independent people who say the same within two days put a doubt on the station;
 * two who find it open later, or a decision of staff, take it away. The station's own facts do not change by it.
 */
import type { ShownTrust } from '../../../shared/domain/listed-station.ts';
import type { PublicReport } from '../store/report-store.ts';

export const windowMs = 48 * 3_600_000;
const weekMs = 7 * 24 * 3_600_000;

export const noTrust: ShownTrust = { lastConfirmedMs: null, confirmedIn7Days: 0, doubt: null, doubtSinceMs: null };

export type TrustReport = Pick<PublicReport, 'kind' | 'amenity' | 'party' | 'atMs' | 'decision'>;

/**
 * Of the reports on one station, in any order. Reports that staff dismissed count for nothing; those accepted are settled: staff
 * have changed the station. What is dated after now (a clock set back) counts for nothing yet.
 */
export function trustOf(reports: readonly TrustReport[], nowMs: number): ShownTrust {
  const said = reports.filter(({ atMs, decision }) => atMs <= nowMs && decision !== 'dismissed').sort((a, b) => a.atMs - b.atMs);
  const confirmed = said.filter(({ kind }) => kind === 'open');
  const doubt = latestDoubt(said, confirmed);
  return {
    lastConfirmedMs: confirmed.at(-1)?.atMs ?? null,
    confirmedIn7Days: confirmed.filter(({ atMs }) => atMs > nowMs - weekMs).length,
    doubt: doubt?.kind ?? null,
    doubtSinceMs: doubt?.sinceMs ?? null,
  };
}

interface Doubt {
  readonly kind: NonNullable<ShownTrust['doubt']>;
  readonly sinceMs: number;
}

/** Of several, the one that was agreed on last. */
function latestDoubt(said: readonly TrustReport[], confirmed: readonly TrustReport[]): Doubt | undefined {
  let latest: Doubt | undefined;
  for (const later of said) {
    if (later.kind === 'open' || later.decision !== null) continue;
    const earlier = said.find(
      ({ kind, amenity, party, atMs, decision }) =>
        kind === later.kind &&
        amenity === later.amenity &&
        decision === null &&
        party !== later.party &&
        atMs <= later.atMs &&
        atMs >= later.atMs - windowMs,
    );
    // An open door does not mend the water machine.
    const refuted =
      later.kind !== 'broken' && new Set(confirmed.filter(({ atMs }) => atMs > later.atMs).map(({ party }) => party)).size >= 2;
    if (earlier && !refuted) latest = { kind: later.kind, sinceMs: latest?.kind === later.kind ? latest.sinceMs : later.atMs };
  }
  return latest;
}
