/** How far the reading is (reading.ts writes it), as all that shows stations must know it. */
import { type HolidayTable, noHolidays } from '../../../../shared/domain/hours/holidays.ts';
import type { Manifest } from '../../../../shared/map-data/manifest.ts';
import type { MapState } from '../map-model.ts';

export interface Status {
  phase: MapState['phase'];
  manifest: Manifest | null;
  holidays: HolidayTable;
  /** When what is shown was served; null with a network. */
  storedMs: number | null;
  /** Something could not be had. */
  isPartial: boolean;
  /** Of what is in view all shards were few enough to be read. */
  isWhole: boolean;
  isReading: boolean;
}

export const firstStatus = (): Status => ({
  ...{ phase: 'loading', manifest: null, holidays: noHolidays, storedMs: null },
  ...{ isPartial: false, isWhole: false, isReading: true },
});
