/** What stands over a station in the sheet: why it is this one, and how many are in view. */
import { useMapState, useNow, usePlace } from '../app-context.tsx';
import { roughMetres } from '../place/place.ts';
import { Say, textOf } from '../say.tsx';
import { clockParts } from '../station/day-words.ts';
import { isOpen, type StationRow } from '../station-view.ts';

interface OverLineProps {
  readonly row: StationRow;
  readonly isChosen: boolean;
  onNearest(): void;
  onPlace(): void;
}

/** 离你最近，现在开着 · 图上 24 个·开着 17 个. */
export function OverLine({ row, isChosen, onNearest, onPlace }: OverLineProps) {
  const place = usePlace();
  const isRough = place.kind === 'found' && place.accuracyMetres >= roughMetres;
  const { count, openCount, isOffline, storedMs } = useMapState();
  const nowMs = useNow();
  const hasPlace = row.metres !== null;
  const isNow = isOpen(row.state);
  return (
    <div className="over">
      <span>
        {isChosen ? (
          <Say k="peek.chosen" />
        ) : (
          <Say k={!isNow ? 'peek.noneOpen' : isOffline ? 'peek.scheduled' : hasPlace ? 'peek.nearest' : 'peek.here'} />
        )}
      </span>
      {isChosen ? (
        <button type="button" className="chg" onClick={onNearest}>
          <Say k="peek.toNearest" />
        </button>
      ) : isRough ? (
        <button type="button" className="chg" onClick={onPlace}>
          <Say k="place.rough" values={{ value: Math.round(place.accuracyMetres / 1000) }} />
        </button>
      ) : isOffline && storedMs !== null ? (
        <span className="n">
          <Say k="peek.stored" values={{ clock: storedWords(storedMs, nowMs) }} />
        </span>
      ) : (
        count !== null &&
        openCount !== null && (
          <span className="n">
            <Say k="peek.counts" values={{ count, open: openCount }} />
          </span>
        )
      )}
    </div>
  );
}

function storedWords(atMs: number, nowMs: number): string {
  const at = clockParts(atMs);
  return at.day === clockParts(nowMs).day ? `${textOf('day.today')} ${at.clock}` : `${at.day.slice(5).replace('-', '/')} ${at.clock}`;
}
