import type { KioskHost } from '../shared/api/kiosk-host.ts';

declare global {
  interface Window {
    /** What Electron's preload gives; absent in a browser. */
    readonly yizhanHost?: KioskHost;
  }
}
