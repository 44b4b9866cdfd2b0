/** Stores that tell when something in them has changed, whoever changed it. */
import type { ReportStore } from '../store/report-store.ts';
import type { StationStore } from '../store/station-store.ts';

export function tellStations(store: StationStore, changed: () => void): StationStore {
  return {
    ...store,
    put: (...given) => store.put(...given).finally(changed),
    edit: (...given) => store.edit(...given).finally(changed),
    close: (...given) => store.close(...given).finally(changed),
    withdraw: (...given) => store.withdraw(...given).finally(changed),
    restore: (...given) => store.restore(...given).finally(changed),
    merge: (...given) => store.merge(...given).finally(changed),
  };
}

export function tellReports(store: ReportStore, changed: () => void): ReportStore {
  return {
    ...store,
    add: (...given) => store.add(...given).finally(changed),
    undo: (...given) => store.undo(...given).finally(changed),
    decide: (...given) => store.decide(...given).finally(changed),
  };
}
