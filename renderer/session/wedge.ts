/**
 * A scanner that types (keyboard wedge), told from a person by its pace and by what it types: a card's address or its digits. What
 * it types never reaches a field or a key. Pure: time is given.
 */

/** People do not type faster than this, scanners not slower. */
const slowestMs = 35;
/** A scan without Enter ends after this silence. */
export const silenceMs = 100;
const shortest = 20;
const longest = 2000;
const isCard = /^(?:https?:\/\/[^\s#]+(?:#|%23)\/?\d{20,}.*|1\d{60,})$/i;

export interface Wedge {
  /** Takes a key; `swallow` when it belongs to a scan and must not reach the page, `scan` when it ended one. */
  key(key: string, atMs: number): { readonly swallow: boolean; readonly scan: string | null };
  /** Time has passed: answers a scan that ended without Enter. */
  idle(atMs: number): string | null;
}

export function createWedge(): Wedge {
  let typed = '';
  let lastMs = Number.NEGATIVE_INFINITY;

  function finish(): string | null {
    const text = typed;
    typed = '';
    return text.length >= shortest && isCard.test(text) ? text : null;
  }

  return {
    key(key, atMs) {
      const quick = atMs - lastMs <= slowestMs;
      lastMs = atMs;
      if (key === 'Enter') {
        const scan = quick ? finish() : null;
        typed = '';
        return { swallow: scan !== null, scan };
      }
      if (key.length !== 1) return { swallow: false, scan: null };
      if (!quick || typed.length >= longest) typed = '';
      typed += key;
      // The first characters may be a person's; from the third quick one on nobody types so.
      return { swallow: quick && typed.length > 2 && mayBeCard(typed), scan: null };
    },
    idle: (atMs) => (atMs - lastMs >= silenceMs ? finish() : null),
  };
}

/** Whether it begins as cards do: digits, or a link. */
function mayBeCard(typed: string): boolean {
  const text = typed.toLowerCase();
  return /^\d/.test(text) || ['http://', 'https://'].some((start) => text.startsWith(start) || start.startsWith(text));
}
