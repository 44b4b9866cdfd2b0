/**
 * A scanner that types (keyboard wedge), told from a person by its pace. What it types of a card never reaches a field or a key; of
 * other codes only where somebody waits for one. Pure: time is given.
 */

/** People do not type faster than this, scanners not slower. */
const slowestMs = 35;
/** A scan without Enter ends after this silence. */
export const silenceMs = 100;
const shortestCard = 20;
/** A code that is no card's: three characters and Enter at that pace are no person's, without Enter it takes more. */
const shortest = { entered: 3, silent: 6 };
const longest = 2000;
const isCard = /^(?:https?:\/\/[^\s#]+(?:#|%23)\/?\d{20,}.*|1\d{60,})$/i;

export interface ScanRead {
  readonly text: string;
  /** A card's address or its digits; else a code of something else. */
  readonly card: boolean;
}

export interface Wedge {
  /**
   * Takes a key; `swallow` when it belongs to a scan and must not reach the page, `read` when it ended one.
   * @param greedy whether every scan belongs to somebody, not only a card
   */
  key(key: string, atMs: number, greedy?: boolean): { readonly swallow: boolean; readonly read: ScanRead | null };
  /** Time has passed: answers a scan that ended without Enter. */
  idle(atMs: number): ScanRead | null;
}

export function createWedge(): Wedge {
  let typed = '';
  let lastMs = Number.NEGATIVE_INFINITY;

  function finish(atLeast: number): ScanRead | null {
    const text = typed;
    typed = '';
    if (text.length < atLeast) return null;
    return { text, card: text.length >= shortestCard && isCard.test(text) };
  }

  return {
    key(key, atMs, greedy = false) {
      const quick = atMs - lastMs <= slowestMs;
      lastMs = atMs;
      if (key === 'Enter') {
        const read = quick ? finish(shortest.entered) : null;
        typed = '';
        return { swallow: read !== null, read };
      }
      if (key.length !== 1) return { swallow: false, read: null };
      if (!quick || typed.length >= longest) typed = '';
      typed += key;
      // The first characters may be a person's; from the third quick one on nobody types so.
      return { swallow: quick && typed.length > 2 && (greedy || mayBeCard(typed)), read: null };
    },
    idle: (atMs) => (atMs - lastMs >= silenceMs ? finish(shortest.silent) : null),
  };
}

/** Whether it begins as cards do: digits, or a link. */
function mayBeCard(typed: string): boolean {
  const text = typed.toLowerCase();
  return /^\d/.test(text) || ['http://', 'https://'].some((start) => text.startsWith(start) || start.startsWith(text));
}
