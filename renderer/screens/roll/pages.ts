/** How the roll divides its postings, where notices come in between, and when it turns. */

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

export type RollPage<Posting, Notice> =
  | { readonly kind: 'postings'; readonly postings: readonly Posting[] }
  | { readonly kind: 'notice'; readonly notice: Notice }
  /** What the station has: where there are no postings. */
  | { readonly kind: 'services' };

/**
 * The pages of one round: after every second page of postings a notice, the next ones in the next round, so that each has its turn. A
 * lone page of postings stands twice before one. Without postings, what the station has and every notice.
 */
export function roundOf<Posting, Notice>(
  postings: readonly (readonly Posting[])[],
  notices: readonly Notice[],
  round: number,
): RollPage<Posting, Notice>[] {
  const told = notices.map((notice) => ({ kind: 'notice', notice }) as const);
  if (postings.length === 0) return [{ kind: 'services' }, ...told];
  const lone = postings.length === 1 && told.length > 0;
  const pages = (lone ? [...postings, ...postings] : postings).map((page) => ({ kind: 'postings', postings: page }) as const);
  const slots = Math.floor(pages.length / 2);
  return pages.flatMap((page, at) => {
    const notice = at % 2 === 1 ? told[(round * slots + (at - 1) / 2) % told.length] : undefined;
    return notice ? [page, notice] : [page];
  });
}

/** A mere pause ends after so long without a touch. */
export const pauseMs = 20_000;

/** How long the page that is shown stays: the roll's own pace, or what is left of a pause. */
export function stayMs(rollSeconds: number, pausedUntilMs: number, nowMs: number): number {
  return Math.max(rollSeconds * 1000, pausedUntilMs - nowMs);
}
