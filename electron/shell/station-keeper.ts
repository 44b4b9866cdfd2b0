/**
 * Opens the station, and goes on trying if it cannot. A kiosk has no way to be started again by those who stand before it,
 * and what kept it from opening often passes: a disk that was not mounted yet, a full disk, the other host that holds the
 * data. Trying changes nothing in the data, and also a corrupt file may be replaced by a restored one meanwhile.
 */
import type { Station } from '../compose.ts';
import { type Failure, failureOf } from '../failure.ts';
import type { Log } from '../log.ts';
import { failurePage } from './failure-page.ts';

const retryMs = 30_000;

export interface StationKeeper {
  readonly handler: (request: Request) => Promise<Response>;
  isOpen(): boolean;
  /** Of the open station; null while there is none. */
  mapOrigin(): string | null;
  /** Tries again if it is time; true if the station was opened just now. */
  tick(): boolean;
  close(): void;
}

export function keepStation(open: () => Station, log: Log, monotonicMs: () => number): StationKeeper {
  let station: Station | null = null;
  let failure: Failure | null = null;
  let triedMs = monotonicMs();

  function attempt(): boolean {
    triedMs = monotonicMs();
    try {
      station = open();
      if (failure !== null) log.info('station_opened_after', { code: failure.code });
      return true;
    } catch (error) {
      const now = failureOf(error);
      // Logs hold transitions: the same failure every half minute would push everything else out.
      if (now.code !== failure?.code) log.error('station_not_opened', { code: now.code, error: String(error) });
      failure = now;
      return false;
    }
  }

  attempt();
  return {
    handler: async (request) => (station === null ? failurePage(failure ?? failureOf(null)) : station.handler(request)),
    isOpen: () => station !== null,
    mapOrigin: () => station?.mapOrigin() ?? null,
    tick: () => station === null && monotonicMs() - triedMs >= retryMs && attempt(),
    close() {
      station?.close();
      station = null;
    },
  };
}
