import { useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** Room for the list beside the map. */
export const wideQuery = '(min-width: 64em)';
/** On a kiosk, where everything is twice as large. */
export const wideKioskQuery = '(min-width: 100em) and (orientation: landscape)';
