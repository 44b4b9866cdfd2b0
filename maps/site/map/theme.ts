/** Day and night: as the phone is set, until somebody chooses. */
import { memory } from './settings.ts';

export type Theme = 'light' | 'dark';

const night = () => matchMedia('(prefers-color-scheme: dark)');

export function shownTheme(): Theme {
  return memory.get('theme') ?? (night().matches ? 'dark' : 'light');
}

const listeners = new Set<() => void>();

export function chooseTheme(theme: Theme): void {
  memory.set('theme', theme);
  applyTheme();
}

export function applyTheme(): void {
  const chosen = memory.get('theme');
  if (chosen) document.documentElement.dataset['theme'] = chosen;
  for (const changed of listeners) changed();
}

export function watchTheme(changed: () => void): () => void {
  const query = night();
  listeners.add(changed);
  query.addEventListener('change', changed);
  return () => {
    listeners.delete(changed);
    query.removeEventListener('change', changed);
  };
}
