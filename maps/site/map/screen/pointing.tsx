/** 在地图上点: the map is moved under a tip, for who has no location or a wrong one. */
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../icon.tsx';
import { Say, textOf } from '../say.tsx';
import { useHeight } from './use-height.ts';

interface PointingProps {
  /** Pixels at the head that are covered. */
  readonly head: number;
  onCover(pixels: number): void;
  onDone(): void;
  onCancel(): void;
}

/** The tip stands in the middle of what is free, which is what the map calls its middle. */
export function Pointing({ head, onCover, onDone, onCancel }: PointingProps) {
  const ref = useRef<HTMLButtonElement>(null);
  const [foot, footRef] = useHeight(0);
  const [cover] = useState(() => onCover);
  useEffect(() => ref.current?.focus(), []);
  useEffect(() => cover(foot), [cover, foot]);
  return (
    <>
      <div className="aim" aria-hidden="true" style={head > 0 ? { marginTop: (head - foot) / 2 } : undefined}>
        <Icon name="map-pin-line" />
      </div>
      <section ref={footRef} className="sheet aimsheet" aria-label={textOf('place.point')}>
        <p>
          <Say k="place.drag" />
        </p>
        <div className="acts">
          <button type="button" ref={ref} className="btn main" onClick={onDone}>
            <Say k="place.hereKey" />
          </button>
          <button type="button" className="btn line" onClick={onCancel}>
            <Say k="cancel" />
          </button>
        </div>
      </section>
    </>
  );
}
