/**
 * In a browser's kiosk mode the browser's own shortcuts must not lead out of the page. What people need inside the page stays:
 * Tab, Enter, Space, arrows, Escape, typing. Keys that belong to the operating system cannot be caught here.
 */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const inside = new Set([
  'Tab',
  'Enter',
  ' ',
  'Escape',
  'Backspace',
  'Delete',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Shift',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
]);

export function leavesThePage({ key, ctrlKey, altKey, metaKey, shiftKey }: Key): boolean {
  if (ctrlKey || altKey || metaKey) return true;
  if (inside.has(key)) return key === 'Escape' && shiftKey;
  return [...key].length > 1;
}

/** Catches before anything else does; answers how to let go again. */
export function guardKeys(target: Window): () => void {
  const listening = new AbortController();
  const capture = { capture: true, signal: listening.signal, passive: false } as const;
  const refuse = (event: Event) => event.preventDefault();
  target.addEventListener('keydown', (event) => leavesThePage(event) && event.preventDefault(), capture);
  target.addEventListener('wheel', (event) => event.ctrlKey && event.preventDefault(), capture);
  for (const type of ['contextmenu', 'dragstart', 'dragover', 'drop', 'gesturestart', 'auxclick'])
    target.addEventListener(type, refuse, capture);
  return () => listening.abort();
}
