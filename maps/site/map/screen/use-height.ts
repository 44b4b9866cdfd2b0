import { type RefCallback, useCallback, useState } from 'react';

/** Of an element as it is now, also after its words have changed. */
export function useHeight(first: number): readonly [number, RefCallback<HTMLElement>] {
  const [height, setHeight] = useState(first);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [height, ref];
}
