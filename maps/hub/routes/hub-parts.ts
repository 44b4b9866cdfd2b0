/** What routes are given: they know no database. */
import type { Inbox } from '../exchange/inbox.ts';
import type { Links } from '../exchange/links.ts';
import type { PhotoFolder } from '../photos/photo-folder.ts';
import type { Operators } from '../services/operators.ts';
import type { ShownStations } from '../services/shown-stations.ts';
import type { LiveStore } from '../store/live-store.ts';
import type { ReportStore } from '../store/report-store.ts';
import type { StationStore } from '../store/station-store.ts';

export interface HubParts {
  readonly stations: StationStore;
  readonly shown: ShownStations;
  readonly live: LiveStore;
  readonly reports: ReportStore;
  readonly operators: Operators;
  readonly photos: PhotoFolder;
  readonly links: Links;
  readonly inbox: Inbox;
  readonly nowMs: () => number;
  /** How many proxies of our own stand before the hub. */
  readonly proxies: number;
  /** The site is reached over https only. */
  readonly secure: boolean;
}
