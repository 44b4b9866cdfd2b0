/** A screen that waits for what the scanner reads. Without one a card opens its worker and other codes are told where they belong. */
import { useEffect, useRef } from 'react';
import type { ScanRead } from './wedge.ts';

type Take = (read: ScanRead) => void;
const takers: { current: Take }[] = [];

/** As long as it is shown this screen takes every scan. */
export function useScanTaker(take: Take): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    takers.push(latest);
    return () => void takers.splice(takers.indexOf(latest), 1);
  }, []);
}

/** Who waits for a scan, if anybody: the screen that asked last. */
export function scanTaker(): Take | undefined {
  return takers.at(-1)?.current;
}
