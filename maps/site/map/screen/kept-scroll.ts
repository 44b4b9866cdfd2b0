/** Where the list stood, while the page lives: who comes back from a station finds it as it was. */
import { type RefObject, useLayoutEffect } from 'react';

let keptTop = 0;
const touches = ['pointerdown', 'wheel', 'keydown'] as const;

/** @param isList whether the box shows the list that scrolls; where it does not, the next one begins at its head */
export function useKeptScroll(ref: RefObject<HTMLElement | null>, isList: boolean): void {
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    if (!isList) {
      keptTop = 0;
      return;
    }
    const ending = new AbortController();
    const { signal } = ending;
    // rows come one after another: it stands where it stood once there are enough, unless somebody is quicker
    const rows = new MutationObserver(() => restore());
    let isSettled = false;
    const settle = () => {
      isSettled = true;
      rows.disconnect();
    };
    const restore = () => {
      if (box.scrollHeight - box.clientHeight < keptTop) return;
      box.scrollTop = keptTop;
      settle();
    };
    const keep = () => {
      if (isSettled) keptTop = box.scrollTop;
    };
    box.addEventListener('scroll', keep, { passive: true, signal });
    rows.observe(box, { childList: true, subtree: true });
    for (const touch of touches) box.addEventListener(touch, settle, { passive: true, signal });
    restore();
    return () => {
      rows.disconnect();
      ending.abort();
    };
  }, [ref, isList]);
}
