/** Signs that are nothing but a line: path data of Phosphor's pictograms, put in by the build (vite.config.ts). */
declare const __LINES__: Readonly<Record<LineName, string>>;

export type LineName =
  | 'arrow-clockwise'
  | 'calendar-blank'
  | 'calendar-x'
  | 'camera'
  | 'chat-circle-text'
  | 'check'
  | 'circle-notch'
  | 'clock'
  | 'clock-counter-clockwise'
  | 'identification-card'
  | 'image'
  | 'key'
  | 'link-break'
  | 'phone'
  | 'phone-fill'
  | 'prohibit'
  | 'question'
  | 'scan'
  | 'seal'
  | 'seal-check'
  | 'wifi-slash'
  | 'x';

export const lines = __LINES__;
