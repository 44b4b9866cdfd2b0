import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWedge, silenceMs } from '../../../renderer/session/wedge.ts';
import { vectorOne } from '../../support/card-keys.ts';

/** Types a text with so many milliseconds between keys; answers what was read and how many keys were kept from the page. */
function type(text: string, gapMs: number, { enter = true, startMs = 1000, greedy = false } = {}) {
  const wedge = createWedge();
  let atMs = startMs;
  let swallowed = 0;
  for (const key of text) {
    if (wedge.key(key, atMs, greedy).swallow) swallowed++;
    atMs += gapMs;
  }
  const read = enter ? wedge.key('Enter', atMs).read : wedge.idle(atMs + silenceMs);
  return { read, swallowed };
}

describe('a keyboard-wedge scanner', () => {
  it.each([1, 5, 15, 30])('is known by %i ms between keys, and nothing but its first keys reaches the page', (gapMs) => {
    expect(type(vectorOne.url, gapMs)).toEqual({ read: { text: vectorOne.url, card: true }, swallowed: vectorOne.url.length - 2 });
  });

  it('may end with silence instead of Enter', () => {
    expect(type(vectorOne.url, 5, { enter: false }).read).toEqual({ text: vectorOne.url, card: true });
  });

  it('may give the digits alone', () => {
    const digits = vectorOne.url.slice(vectorOne.url.indexOf('#') + 1);
    expect(type(digits, 5).read).toEqual({ text: digits, card: true });
  });

  it('is not a person, who needs more than 35 ms for a key', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 36, max: 400 }), (text, gapMs) => {
        expect(type(text, gapMs)).toEqual({ read: null, swallowed: 0 });
      }),
    );
    expect(type(vectorOne.url, 60).read).toBeNull();
  });

  it.each(['CDB-0007', '6901234567892', 'https://example.org/menu?table=12'])('that reads %s reads no card', (text) => {
    expect(type(text, 5).read).toEqual({ text, card: false });
  });

  it('that reads another code keeps it from the page where somebody waits for one', () => {
    const code = 'CDB-0007';
    expect([type(code, 5).swallowed, type(code, 5, { greedy: true }).swallowed]).toEqual([0, code.length - 2]);
  });

  it('reads nothing of two characters, and of five only with Enter', () => {
    expect([type('07', 5).read, type('00007', 5, { enter: false }).read, type('00007', 5).read?.text]).toEqual([null, null, '00007']);
  });

  it('is found after a person’s typing', () => {
    const wedge = createWedge();
    for (const [at, key] of [...'ma'].entries()) wedge.key(key, at * 200);
    let atMs = 2000;
    for (const key of vectorOne.url) {
      wedge.key(key, atMs);
      atMs += 3;
    }
    expect(wedge.key('Enter', atMs).read?.text).toBe(vectorOne.url);
  });

  it('gives each card once', () => {
    const wedge = createWedge();
    let atMs = 0;
    for (const key of vectorOne.url) {
      atMs += 3;
      wedge.key(key, atMs);
    }
    expect([wedge.key('Enter', atMs + 3).read?.text, wedge.key('Enter', atMs + 6).read, wedge.idle(atMs + 500)]).toEqual([
      vectorOne.url,
      null,
      null,
    ]);
  });
});
