/** Above the districts there are groups only: how many stand in view, how many of them are open. */
import { useMapState, useNow } from '../app-context.tsx';
import { Door } from '../door.tsx';
import { figure } from '../figure.ts';
import { Say } from '../say.tsx';
import { clockParts } from '../station/day-words.ts';

export function Overview() {
  const { count, openCount, isExact } = useMapState();
  const nowMs = useNow();
  return (
    <div className="overview">
      <div className="over">
        <span>
          <Say k="count.inView" />
        </span>
        <span className="n">
          <Say k="count.now" values={{ clock: clockParts(nowMs).clock }} />
        </span>
      </div>
      <div className="big2">
        <div>
          <b className="n">
            <Figure value={count} isExact={isExact} />
          </b>
          <span>
            <Say k="count.stationsWord" />
          </span>
        </div>
        {openCount !== null && (
          <div>
            <b className="n go">
              <Figure value={openCount} isExact={isExact} />
            </b>
            <span>
              <Door state="open" />
              <Say k="count.openWord" />
            </span>
          </div>
        )}
      </div>
      <p className="ringkey">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <circle cx="16" cy="16" r="13" fill="none" stroke="var(--shut-line)" strokeWidth="1.5" />
          {openCount !== null && <path d="M16 4a12 12 0 1 1-11.4 8.3" fill="none" stroke="var(--go)" strokeWidth="6" />}
        </svg>
        <span>
          <Say k={openCount === null ? 'count.tapRing' : 'count.ring'} />
        </span>
      </p>
    </div>
  );
}

function Figure({ value, isExact }: { readonly value: number | null; readonly isExact: boolean }) {
  if (value === null) return '…';
  const text = figure(value);
  return isExact ? text : <Say k="count.about" values={{ value: text }} />;
}
