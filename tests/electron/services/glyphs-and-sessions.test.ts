import { describe, expect, it } from 'vitest';
import { unprintable } from '../../../electron/services/glyphs.ts';
import { sessions } from '../../../electron/services/sessions.ts';

describe('the bundled font', () => {
  it.each(['王师傅', '欧阳建国', '阿卜杜热西提·阿卜杜热合曼', '冶玉兰', '犇', 'José'])('draws %s', (name) => {
    expect(unprintable(name)).toEqual([]);
  });

  it('says which characters it has no glyph for, each once', () => {
    expect(unprintable('\u{2a700}\u{2a700}师\u{1f9ff}')).toEqual(['\u{2a700}', '\u{1f9ff}']);
  });
});

describe('touch sessions', () => {
  const tie = { workerId: 'w', cardId: 'c', scanned: true };

  it('know their worker until they end, and nothing after', () => {
    const known = sessions();
    known.tie('s', tie);
    expect(known.find('s')).toEqual(tie);
    known.end('s');
    known.tie('s', tie);
    expect([known.find('s'), known.hasEnded('s'), known.hasEnded('other')]).toEqual([undefined, true, false]);
  });

  it('lose a worker who withdrew, in every session', () => {
    const known = sessions();
    known.tie('a', tie);
    known.tie('b', { ...tie, workerId: 'other' });
    known.cut('w');
    expect([known.find('a'), known.find('b')?.workerId]).toEqual([undefined, 'other']);
  });

  it('are not kept without end when pages die before they end them', () => {
    const known = sessions();
    for (let number = 0; number < 600; number++) known.tie(`s${number}`, tie);
    expect([known.find('s0'), known.find('s599')]).toEqual([undefined, tie]);
  });
});
