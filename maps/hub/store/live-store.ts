/** The last figures that each station told of itself, and the tokens by which stations are known. */
import type { LiveFigures } from '../../../shared/domain/listed-station.ts';
import type { Writer } from './station-store.ts';

export interface LiveStore {
  /** Figures older than those kept are left. Answers whether they were taken. */
  put(figures: LiveFigures): Promise<boolean>;
  /** For many at once: simulated stations. */
  putMany(figures: readonly LiveFigures[]): Promise<void>;
  find(number: number): Promise<LiveFigures | undefined>;
  /** Measured at that moment or later. */
  since(atMs: number): Promise<readonly LiveFigures[]>;
  /** A new token for a station; the old one is worth nothing from then on. @throws HubError station_not_found */
  giveToken(number: number, by: Writer): Promise<string>;
  /** Whose token that is. */
  numberOf(token: string): Promise<number | undefined>;
}
