/** `/s/<number>`: the page that signs and QR codes lead to. It reads what this one station needs and nothing else. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { mapPath, stationPath } from '../addresses.ts';
import { useApp, useMapState, useNow, usePlace, useStation } from '../app-context.tsx';
import { Mark } from '../door.tsx';
import { GoSheet } from '../go/go-sheet.tsx';
import type { StationAnswer } from '../map-model.ts';
import { pointOf } from '../place/place.ts';
import { Say, textOf, useLanguage } from '../say.tsx';
import { seenAround } from '../screen/map-remote.ts';
import { Notices } from '../screen/notices.tsx';
import { StationPage } from './station-page.tsx';

export function StationScreen({ number }: { readonly number: number }) {
  useLanguage();
  const { model, finder, isKiosk } = useApp();
  const answer = useStation(number);
  const { isOffline } = useMapState();
  const place = usePlace();
  const nowMs = useNow();
  const [isGoing, setGoing] = useState(false);
  const origin = pointOf(place);
  useEffect(() => model.setOrigin(origin), [model, origin]);
  useEffect(() => void finder.findIfAllowed(), [finder]);
  // what it says of itself now comes with the map around it
  const { lat, lng } = answer.kind === 'there' ? answer.row.point : { lat: null, lng: null };
  useEffect(() => {
    if (lat !== null) model.see(seenAround({ lat, lng }, 16, { width: 2, height: 2 }));
  }, [model, lat, lng]);
  const name = answer.kind === 'there' ? answer.row.name : answer.kind === 'gone' ? answer.name : null;
  useEffect(() => {
    document.title = name ? textOf('title.station', { name }) : textOf('title.map');
    return () => {
      document.title = textOf('title.map');
    };
  }, [name]);
  useEffect(() => {
    // newer browsers answer with a promise, which is no way to end an effect
    void window.scrollTo(0, 0);
  }, []);

  if (answer.kind !== 'there') return <NoStation answer={answer} number={number} />;
  return (
    <>
      <Notices />
      <StationPage
        row={answer.row}
        detail={answer.detail}
        nowMs={nowMs}
        isOffline={isOffline}
        isKiosk={isKiosk}
        backHref={`${mapPath}?at=${number}`}
        onGo={() => setGoing(true)}
      />
      {isGoing && <GoSheet row={answer.row} from={origin} onClose={() => setGoing(false)} />}
    </>
  );
}

function NoStation({ answer, number }: { readonly answer: Exclude<StationAnswer, { kind: 'there' }>; readonly number: number }) {
  const { model } = useApp();
  return (
    <main className="phone plain nostation">
      <div className="topbar">
        <Link className="brand pad" href={mapPath}>
          <Mark />
          <Say k="brand" />
        </Link>
      </div>
      {answer.kind === 'loading' ? (
        <div className="hero" aria-busy="true">
          <h1 className="vh">
            <Say k="station.loading" />
          </h1>
          <div className="ghosts">
            <i />
            <i />
            <i />
          </div>
        </div>
      ) : (
        <Words answer={answer} number={number} onRetry={() => model.retry()} />
      )}
    </main>
  );
}

interface WordsProps {
  readonly answer: Exclude<StationAnswer, { kind: 'there' | 'loading' }>;
  readonly number: number;
  onRetry(): void;
}

function Words({ answer, number, onRetry }: WordsProps) {
  if (answer.kind === 'gone') {
    const { name, mergedInto } = answer;
    return (
      <div className="hero">
        <h1>{name}</h1>
        <p>{mergedInto ? <Say k="station.merged" values={{ name: mergedInto.name }} /> : <Say k="station.gone" />}</p>
        <div className="acts">
          {mergedInto && (
            <Link className="btn main" href={stationPath(mergedInto.number)}>
              <Say k="station.toMerged" values={{ name: mergedInto.name }} />
            </Link>
          )}
          <Link className={`btn ${mergedInto ? 'line' : 'main'}`} href={mapPath}>
            <Say k="station.nearestOpen" />
          </Link>
        </div>
      </div>
    );
  }
  const isMissing = answer.kind === 'missing';
  return (
    <div className="hero">
      <h1>
        <Say k={isMissing ? 'station.missingHead' : 'station.failedHead'} />
      </h1>
      <p>
        <Say k={isMissing ? 'station.missing' : 'station.failed'} values={{ number }} />
      </p>
      <div className="acts">
        {!isMissing && (
          <button type="button" className="btn main" onClick={onRetry}>
            <Say k="offline.retry" />
          </button>
        )}
        <Link className={`btn ${isMissing ? 'main' : 'line'}`} href={mapPath}>
          <Say k="station.nearestOpen" />
        </Link>
      </div>
    </div>
  );
}
