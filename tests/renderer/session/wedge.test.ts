import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWedge, silenceMs } from '../../../renderer/session/wedge.ts';
import { vectorOne } from '../../support/card-keys.ts';

/** Types a text with so many milliseconds between keys; answers the scan and which keys were kept from the page. */
function type(text: string, gapMs: number, { enter = true, startMs = 1000 } = {}) {
  const wedge = createWedge();
  let atMs = startMs;
  let swallowed = 0;
  for (const key of text) {
    if (wedge.key(key, atMs).swallow) swallowed++;
    atMs += gapMs;
  }
  const scan = enter ? wedge.key('Enter', atMs).scan : wedge.idle(atMs + silenceMs);
  return { scan, swallowed };
}

describe('a keyboard-wedge scanner', () => {
  it.each([1, 5, 15, 30])('is known by %i ms between keys, and nothing but its first keys reaches the page', (gapMs) => {
    expect(type(vectorOne.url, gapMs)).toEqual({ scan: vectorOne.url, swallowed: vectorOne.url.length - 2 });
  });

  it('may end with silence instead of Enter', () => {
    expect(type(vectorOne.url, 5, { enter: false }).scan).toBe(vectorOne.url);
  });

  it('may give the digits alone', () => {
    const digits = vectorOne.url.slice(vectorOne.url.indexOf('#') + 1);
    expect(type(digits, 5).scan).toBe(digits);
  });

  it('is not a person, who needs more than 35 ms for a key', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 36, max: 400 }), (text, gapMs) => {
        expect(type(text, gapMs)).toEqual({ scan: null, swallowed: 0 });
      }),
    );
    expect(type(vectorOne.url, 60).scan).toBeNull();
  });

  it('that reads something else is let go: a shop’s barcode, a link', () => {
    expect([type('6901234567892', 5).scan, type('https://example.org/menu?table=12', 5).scan]).toEqual([null, null]);
  });

  it('is found after a person’s typing', () => {
    const wedge = createWedge();
    for (const [at, key] of [...'ma'].entries()) wedge.key(key, at * 200);
    let atMs = 2000;
    for (const key of vectorOne.url) {
      wedge.key(key, atMs);
      atMs += 3;
    }
    expect(wedge.key('Enter', atMs).scan).toBe(vectorOne.url);
  });

  it('gives each card once', () => {
    const wedge = createWedge();
    let atMs = 0;
    for (const key of vectorOne.url) {
      atMs += 3;
      wedge.key(key, atMs);
    }
    expect([wedge.key('Enter', atMs + 3).scan, wedge.key('Enter', atMs + 6).scan, wedge.idle(atMs + 500)]).toEqual([
      vectorOne.url,
      null,
      null,
    ]);
  });
});
