/**
 * The keys a kiosk's page may receive: what a scanner types and what a person needs to move and confirm. An allow-list,
 * because the shortcuts of Chromium and of the desktops are more than anyone can list.
 */
const named = new Set([
  'Enter',
  'Tab',
  'Backspace',
  'Delete',
  'Escape',
  'Shift',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

export interface KeyStroke {
  readonly key: string;
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

export function mayReachThePage({ key, shift, control, alt, meta }: KeyStroke): boolean {
  if (control || alt || meta) return false;
  if (named.has(key)) return !(shift && key === 'Escape');
  return [...key].length === 1;
}
