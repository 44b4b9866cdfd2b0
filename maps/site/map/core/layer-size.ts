/** How far the picture reaches beyond the view: as far as its memory allows, so that most drags end inside it. */

/** Four bytes each: 24 MB. */
const mostDots = 6_000_000;
const most = 0.35;
/** Even where that takes more memory: a smaller edge would be drawn again with every few frames of a drag. */
const least = 0.1;

/** Share of the view beyond each of its edges, 0.1 to 0.35. @param dpr dots for each CSS pixel, each way */
export function paddingOf(width: number, height: number, dpr: number): number {
  const dots = Math.max(1, width * height * dpr * dpr);
  return Math.max(least, Math.min(most, (Math.sqrt(mostDots / dots) - 1) / 2));
}
