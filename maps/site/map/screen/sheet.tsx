/**
 * The sheet at the map's foot: peek, half, full. It follows the finger; its handle does the same for a keyboard. What lies above its
 * stop is drawn by sliding the whole, so that a drag costs no layout.
 */
import { type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { textOf, useLanguage } from '../say.tsx';
import { useKeptScroll } from './kept-scroll.ts';

export const stops = ['peek', 'half', 'full'] as const;
export type Stop = (typeof stops)[number];

interface SheetProps {
  readonly stop: Stop;
  readonly label: string;
  readonly floats: ReactNode;
  readonly head: ReactNode;
  readonly children: ReactNode;
  onStop(stop: Stop): void;
  /** Pixels of the map that it covers at its lowest stop. */
  onCover(pixels: number): void;
}

/** Of the list under the head. */
const halfShare = 0.36;
const dragFrom = 6;

export function Sheet({ stop, label, floats, head, children, onStop, onCover }: SheetProps) {
  useLanguage();
  const ref = useRef<HTMLElement>(null);
  const headRef = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ head: 0, all: 0 });
  const [dragged, setDragged] = useState<number | null>(null);
  const from = useRef<{ y: number; shown: number; moves: boolean } | null>(null);

  // observed from the first layout on: asked for before, it would be made once more
  useEffect(() => {
    const measure = () => setSize({ head: headRef.current?.offsetHeight ?? 0, all: ref.current?.offsetHeight ?? 0 });
    const observer = new ResizeObserver(measure);
    if (headRef.current) observer.observe(headRef.current);
    if (ref.current) observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);

  const shownAt: Readonly<Record<Stop, number>> = {
    peek: size.head,
    half: Math.min(size.all, size.head + Math.round(size.all * halfShare)),
    full: size.all,
  };
  const shown = dragged ?? shownAt[stop];
  // the list is of what the map shows when the sheet is low: pulling it up takes nothing away
  const cover = shownAt.peek;
  useEffect(() => onCover(cover), [cover, onCover]);

  const body = useRef<HTMLDivElement>(null);
  useKeptScroll(body, stop === 'full');
  const before = useRef(stop);
  useEffect(() => {
    if (stop === 'full' && before.current !== 'full') body.current?.focus({ preventScroll: true });
    before.current = stop;
  }, [stop]);

  const step = (by: number) => {
    const next = stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(stop) + by))];
    if (next) onStop(next);
  };
  const drag = {
    onPointerDown: (event: PointerEvent) => {
      if (event.isPrimary && event.button === 0) from.current = { y: event.clientY, shown, moves: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const start = from.current;
      if (!start) return;
      const by = start.y - event.clientY;
      if (!start.moves && Math.abs(by) < dragFrom) return;
      if (!start.moves) event.currentTarget.setPointerCapture(event.pointerId);
      start.moves = true;
      setDragged(Math.max(shownAt.peek * 0.6, Math.min(shownAt.full, start.shown + by)));
    },
    onPointerUp: (event: PointerEvent) => {
      const start = from.current;
      from.current = null;
      setDragged(null);
      if (start?.moves) onStop(nearestStop(shownAt, start.shown, start.shown + start.y - event.clientY));
    },
    onPointerCancel: () => {
      from.current = null;
      setDragged(null);
    },
    // the end of a drag is no touch on the key under the finger
    onClickCapture: (event: React.MouseEvent) => {
      if (dragged !== null) event.stopPropagation();
    },
  };

  return (
    <section
      ref={ref}
      className={`sheet stops at-${stop} ${dragged === null ? '' : 'dragged'}`}
      style={{ transform: `translateY(${size.all - shown}px)`, ...(size.all === 0 && { visibility: 'hidden' }) }}
      aria-label={label}
    >
      {floats}
      <div ref={headRef} className="sheethead" {...drag}>
        <button
          type="button"
          className="handle"
          aria-label={textOf(stop === 'full' ? 'sheet.less' : 'sheet.more')}
          aria-expanded={stop !== 'peek'}
          onClick={() => onStop(stop === 'peek' ? 'half' : stop === 'half' ? 'full' : 'peek')}
          onKeyDown={(event) => {
            if (event.key === 'ArrowUp') step(1);
            else if (event.key === 'ArrowDown') step(-1);
            else return;
            event.preventDefault();
          }}
        >
          <i className="grab" />
        </button>
        {head}
      </div>
      <div ref={body} tabIndex={-1} className="sheetbody" style={{ paddingBottom: size.all - shownAt[stop] }} inert={stop === 'peek'}>
        {children}
      </div>
    </section>
  );
}

/** Where a drag ends: the stop that it went towards, if it went far enough. */
export function nearestStop(shownAt: Readonly<Record<Stop, number>>, from: number, to: number): Stop {
  const lean = to + (to - from) * 0.35;
  const distance = (stop: Stop) => Math.abs(shownAt[stop] - lean);
  return stops.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}
