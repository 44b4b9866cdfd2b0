/** A single station as the public sees it, kept as text for a moment: thousands may open the same page at once. */
import type { LiveStore } from '../store/live-store.ts';
import type { PlainStation } from '../store/plain-reading.ts';
import type { TrustStore } from '../store/report-store.ts';
import type { StationStore } from '../store/station-store.ts';
import { noTrust } from './trust.ts';

export interface ShownStations {
  /** JSON of the whole answer. @throws HubError station_not_found, station_gone */
  answer(number: number): Promise<string>;
  /** After a change here; another process's changes show when the moment is over. */
  forget(): void;
}

const keptMs = 1000;
const most = 10_000;

export function shownStations(parts: {
  /** Of a station of which nobody said anything; undefined for others. */
  readonly plain: (number: number) => Promise<PlainStation | undefined>;
  readonly stations: StationStore;
  readonly trust: TrustStore;
  readonly live: LiveStore;
  readonly nowMs: () => number;
}): ShownStations {
  const { plain, stations, trust, live, nowMs } = parts;
  const kept = new Map<number, { readonly text: string; readonly untilMs: number }>();
  let round = 0;

  async function read(number: number): Promise<string> {
    const usual = await plain(number);
    if (usual) return answerOf(usual);
    const [{ station, revision, updatedAtMs }, shown, figures] = await Promise.all([
      stations.get(number),
      trust.of(number, nowMs()),
      live.find(number),
    ]);
    return JSON.stringify({ ok: true, value: { station, trust: shown, live: figures ?? null, revision, updatedAtMs } });
  }

  return {
    async answer(number) {
      const known = kept.get(number);
      if (known && known.untilMs > nowMs()) return known.text;
      const begun = round;
      const text = await read(number);
      // What was read before a change is answered once more, and not kept.
      if (begun === round) {
        if (kept.size >= most) kept.clear();
        kept.set(number, { text, untilMs: nowMs() + keptMs });
      }
      return text;
    },
    forget() {
      round += 1;
      kept.clear();
    },
  };
}

/** Its text travels as it is kept. */
function answerOf({ text, live, revision, updatedAtMs }: PlainStation): string {
  const rest = JSON.stringify({ trust: noTrust, live, revision, updatedAtMs });
  return `{"ok":true,"value":{"station":${text},${rest.slice(1)}}`;
}
