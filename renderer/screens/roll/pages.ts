/** How the roll divides its postings and when it turns. */

export interface RollShape {
  readonly landscape: boolean;
  readonly largeText: boolean;
}

/** Six a page; with large text four, or three on a screen that lies on its side. */
export function postingsPerPage({ landscape, largeText }: RollShape): number {
  if (!largeText) return 6;
  return landscape ? 3 : 4;
}

export function inPages<T>(items: readonly T[], perPage: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / perPage) }, (_, page) => items.slice(page * perPage, (page + 1) * perPage));
}

/** A mere pause ends after so long without a touch. */
export const pauseMs = 20_000;

/** How long the page that is shown stays: the roll's own pace, or what is left of a pause. */
export function stayMs(rollSeconds: number, pausedUntilMs: number, nowMs: number): number {
  return Math.max(rollSeconds * 1000, pausedUntilMs - nowMs);
}
