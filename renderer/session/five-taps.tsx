/** The staff's door: five taps in the upper right corner within three seconds. Nothing shows it, and it covers nothing. */
import { useEffect } from 'react';
import { useLocation } from 'wouter';

const taps = 5;
const withinMs = 3000;
const cornerMm = 22;

export function FiveTaps() {
  const [, go] = useLocation();
  useEffect(() => {
    let times: number[] = [];
    const onDown = ({ clientX, clientY, timeStamp }: PointerEvent) => {
      const mm = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm')) || 4;
      const inCorner = clientX > window.innerWidth - cornerMm * mm && clientY < cornerMm * mm;
      times = inCorner ? [...times, timeStamp].slice(-taps) : [];
      const [first = 0] = times;
      if (times.length < taps || timeStamp - first > withinMs) return;
      times = [];
      go('/desk');
    };
    window.addEventListener('pointerdown', onDown, true);
    return () => window.removeEventListener('pointerdown', onDown, true);
  }, [go]);
  return null;
}
