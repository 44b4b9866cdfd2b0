/** What staff make of a case of reports: dismissed, or accepted, which changes the station itself. */
import { getAmenity } from '../../../shared/domain/amenity.ts';
import type { Closure } from '../../../shared/domain/listed-station.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import type { ReportCase, ReportStore } from '../store/report-store.ts';
import type { StationStore } from '../store/station-store.ts';

export interface Decision {
  readonly about: Pick<ReportCase, 'number' | 'kind' | 'amenity'>;
  readonly decision: 'accepted' | 'dismissed';
  /** Of one that is locked; from today until further notice unless given. */
  readonly closure?: Closure | undefined;
}

/**
 * The station first: if that fails the case stays open, and deciding it again does no harm. `moved` changes nothing by itself: where
 * to is for staff to find out and to edit. Answers how many reports were decided.
 * @throws HubError station_not_found, station_gone, too_many_closures
 */
export async function decideReport(
  { stations, reports, nowMs }: { readonly stations: StationStore; readonly reports: ReportStore; readonly nowMs: () => number },
  { about, decision, closure }: Decision,
  by: string,
): Promise<number> {
  const { number, kind, amenity } = about;
  const { station } = await stations.get(number);
  if (decision === 'accepted' && kind === 'locked') {
    await stations.close(number, closure ?? { from: workDayOf(nowMs()), to: null, reason: '多人反映锁着门' }, by);
  }
  if (decision === 'accepted' && kind === 'broken' && amenity !== null) {
    const mask = 1 << getAmenity(amenity).bit;
    const { yes, known } = station.amenities;
    await stations.edit(number, { amenities: { yes: yes & ~mask, known: known | mask } }, by);
  }
  const decided = await reports.decide(about, decision, by, nowMs());
  if (decision === 'accepted' && kind === 'never-existed') await stations.withdraw(number, by);
  return decided;
}
