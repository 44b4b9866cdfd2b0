/** What stands on the map at one zoom: stations alone and groups of them, as a layer draws them. */
import type { WorldBounds } from '../../../../shared/map-data/station-columns.ts';
import type { DoorState } from '../door.tsx';

export interface Mark {
  /** World steps (station-columns.ts). */
  readonly x: number;
  readonly y: number;
  readonly count: number;
  /** Of a group: how many are open; null while nobody knows. */
  readonly open: number | null;
  /** Of a station alone; 0 for a group. */
  readonly number: number;
  /** Of a station alone. */
  readonly state: DoorState;
  /** Beside a station from `labelZoom` on (到 21:00), under a group its town; empty: none. */
  readonly label: string;
}

export interface MarkSource {
  /** Marks whose cells touch the bounds, at a whole zoom. The same array for the same question as long as nothing changed. */
  marks(bounds: WorldBounds, zoom: number): readonly Mark[];
  subscribe(changed: () => void): () => void;
}
