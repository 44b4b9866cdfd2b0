import { useSyncExternalStore } from 'react';

const query = globalThis.matchMedia('(orientation: landscape)');

function onChange(changed: () => void): () => void {
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export function useLandscape(): boolean {
  return useSyncExternalStore(onChange, () => query.matches);
}
