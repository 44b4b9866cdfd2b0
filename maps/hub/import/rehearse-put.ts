/** What putting these rows would do, without doing it: the store's own rule (put-stations.ts), over all that it holds. */
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import { stationText } from '../store/station-rows.ts';
import type { StationToPut, StoredStation } from '../store/station-store.ts';

export type Change = 'added' | 'changed' | 'same';

/** @param stored the station under the row's source, if there is one */
export function rehearsePut(row: StationToPut, stored: StoredStation | undefined): Change {
  if (!stored) return 'added';
  const { station, edited } = stored;
  const kept = edited.map((field) => [field, station[field]]);
  const unsaid = (['closures', 'photos'] as const).filter((field) => row[field].length === 0).map((field) => [field, station[field]]);
  const next: ListedStation = { ...row, ...Object.fromEntries([...kept, ...unsaid]), number: station.number };
  return stationText(next) === stationText(station) ? 'same' : 'changed';
}
