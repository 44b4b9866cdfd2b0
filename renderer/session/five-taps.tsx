/** The staff's door: five taps in the upper right corner within three seconds. Nothing shows that it is there. */
import { useRef } from 'react';
import { useLocation } from 'wouter';

const taps = 5;
const withinMs = 3000;

export function FiveTaps() {
  const [, go] = useLocation();
  const times = useRef<number[]>([]);
  return (
    <div
      className="five-taps"
      aria-hidden="true"
      onPointerDown={(event) => {
        times.current = [...times.current, event.timeStamp].slice(-taps);
        const [first = 0] = times.current;
        if (times.current.length < taps || event.timeStamp - first > withinMs) return;
        times.current = [];
        go('/desk');
      }}
    />
  );
}
