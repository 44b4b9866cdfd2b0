/**
 * What a host that is more than a web server gives the page, as `window.yizhanHost`: only what a page cannot do itself.
 * No data passes here; data goes through the API. Absent under the plain Node host.
 */
export interface KioskHost {
  readonly kind: 'electron';
  /** Told every 2 s while the page shows content; the host reloads a page that falls silent or blank. */
  heartbeat(page: { readonly showsContent: boolean }): void;
  /** Wipes what the session may have left with the host: storage, clipboard, history, print queue. */
  endSession(): Promise<void>;
}
