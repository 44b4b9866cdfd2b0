/** Which map app leads there. The last one is remembered; whoever said so is sent there at once, and still sees this sheet behind it. */
import { useEffect, useRef, useState } from 'react';
import { type DirectionsProvider, directionsUrl, isWeChat, providers, providersInWeChat } from '../../../../shared/geo/directions.ts';
import type { Point } from '../../../../shared/geo/distance.ts';
import { Icon } from '../icon.tsx';
import { Modal } from '../modal.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';
import { memory } from '../settings.ts';
import { Distance, walkOf } from '../station/distance-words.tsx';
import type { StationRow } from '../station-view.ts';

interface DirectionsProps {
  readonly row: StationRow;
  readonly from: Point | null;
  onClose(): void;
}

export default function DirectionsSheet({ row, from, onClose }: DirectionsProps) {
  const language = useLanguage();
  const inWeChat = isWeChat(navigator.userAgent);
  const offered = inWeChat ? providersInWeChat : providers;
  const [remembered] = useState(() => memory.get('mapApp'));
  const [app, setApp] = useState<DirectionsProvider>(remembered?.app ?? offered[0]?.id ?? 'amap');
  const [isDirect, setDirect] = useState(remembered?.isDirect ?? false);
  const name = row.name ?? '';
  const url = directionsUrl(app, { point: row.point, name, from });
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || !remembered?.isDirect) return;
    opened.current = true;
    leave(directionsUrl(remembered.app, { point: row.point, name, from }));
  }, [remembered, row.point, name, from]);
  const remember = (next: { app: DirectionsProvider; isDirect: boolean }) => memory.set('mapApp', next);
  const walk = row.metres === null ? null : walkOf(row.metres);
  const chosen = offered.find(({ id }) => id === app);

  return (
    <Modal
      title={<Say k="go.which" />}
      over={
        <>
          <span>
            <Say k="go.to" values={{ name }} />
          </span>
          {row.metres !== null && (
            <span className="n">
              <Distance metres={row.metres} />
              {walk !== null && (
                <>
                  <Say k="dot" />
                  <Say k="walk.walk" values={{ count: walk }} />
                </>
              )}
            </span>
          )}
        </>
      }
      onClose={onClose}
    >
      <fieldset className="apps">
        <legend className="vh">
          <Say k="go.which" />
        </legend>
        {offered.map((one) => (
          <label key={one.id} className={`app ${one.id === app ? 'on' : ''}`}>
            <input
              type="radio"
              className="vh"
              name="map-app"
              checked={one.id === app}
              onChange={() => {
                setApp(one.id);
                if (remembered) remember({ app: one.id, isDirect });
              }}
            />
            <span className="mono" aria-hidden="true">
              {one.zh[0]}
            </span>
            <span>
              <b>{one[language]}</b>
              <AppNote isLast={remembered?.app === one.id} inWeChat={one.id === 'tencent'} isGoogle={one.id === 'google'} />
            </span>
            <Icon name={one.id === app ? 'check-circle-fill' : 'circle-line'} className={one.id === app ? '' : 'dimmed'} />
          </label>
        ))}
      </fieldset>
      <button
        type="button"
        className="switch"
        role="switch"
        aria-checked={isDirect}
        onClick={() => {
          setDirect(!isDirect);
          remember({ app, isDirect: !isDirect });
        }}
      >
        <span>
          <Say k="go.direct" />
        </span>
        <span className="track">
          <Icon name="check-line" />
        </span>
      </button>
      <div className="acts">
        <a className="btn main" href={url} target="_blank" rel="noopener noreferrer" onClick={() => remember({ app, isDirect })}>
          <Say k="go.open" values={{ app: chosen?.[language] ?? '' }} />
        </a>
        <CopyKey text={`${name} ${row.address}`} />
      </div>
      {inWeChat && (
        <p className="fine rep">
          <Say k="go.weChat" />
        </p>
      )}
    </Modal>
  );
}

function AppNote({ isLast, inWeChat, isGoogle }: { readonly isLast: boolean; readonly inWeChat: boolean; readonly isGoogle: boolean }) {
  const k = isLast ? 'go.last' : inWeChat ? 'go.inWeChat' : isGoogle ? 'go.mayFail' : null;
  return k ? (
    <span className="sub">
      <Say k={k} />
    </span>
  ) : null;
}

/** On a phone the map app takes over; on a desk the map stays where it is. */
function leave(url: string): void {
  if (matchMedia('(pointer: coarse)').matches) location.assign(url);
  else window.open(url, '_blank', 'noopener');
}

/** 抄地址: for when no app opens. Where the clipboard is shut, the address stands there to be held down or copied by hand. */
function CopyKey({ text }: { readonly text: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'shown'>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('shown');
    }
  };
  return (
    <>
      <button type="button" className="btn line" onClick={() => void copy()}>
        <Icon name={state === 'copied' ? 'check-line' : 'copy-line'} />
        <Say k={state === 'copied' ? 'go.copied' : 'go.copy'} />
      </button>
      {state === 'shown' && <output className="copybox">{text}</output>}
      <span className="vh" role="status">
        {state === 'copied' && textOf('go.copied')}
      </span>
    </>
  );
}
