import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emWidth, inLines, nameLines } from '../../../renderer/card/fit.ts';
import type { Pen } from '../../../renderer/card/pen.ts';
import { type CardStation, layPocketCard } from '../../../renderer/card/pocket-card.ts';
import { drawWallCard, wallSize } from '../../../renderer/card/wall-card.ts';
import type { IssuedCard } from '../../../shared/api/kiosk-api.ts';
import { trades } from '../../../shared/domain/trade.ts';
import type { LocalDate } from '../../../shared/domain/work-day.ts';
import { vectorOne } from '../../support/card-keys.ts';

interface Box {
  readonly what: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly size: number;
}

/** Keeps where everything was put instead of drawing it; words take what the font is taken to need. */
function recorder(): { pen: Pen; words: Box[]; codes: Box[] } {
  const words: Box[] = [];
  const codes: Box[] = [];
  const pen: Pen = {
    text(what, { x, y, size, most = Number.POSITIVE_INFINITY, align = 'left' }) {
      const fitting = Math.max(16, Math.min(size, most / emWidth(what)));
      const width = Math.min(most, emWidth(what) * fitting);
      const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
      if (what !== '') words.push({ what, left, right: left + width, top: y - 0.8 * fitting, bottom: y + 0.06 * fitting, size: fitting });
      return width;
    },
    line: () => undefined,
    fill: () => undefined,
    box: () => undefined,
    shape: () => undefined,
    code: ({ size }, x, y, module) => {
      codes.push({ what: 'code', left: x, top: y, right: x + size * module, bottom: y + size * module, size: module });
    },
  };
  return { pen, words, codes };
}

const apart = (a: Box, b: Box, by = 0) =>
  a.right + by <= b.left + 0.5 || b.right + by <= a.left + 0.5 || a.bottom + by <= b.top + 0.5 || b.bottom + by <= a.top + 0.5;

/** What lies on something else, too near the code, or beyond the edge. */
function faults({ words, codes }: ReturnType<typeof recorder>, width: number, height: number): string[] {
  const quietDots = 4 * 6;
  const all = [...words, ...codes];
  return [
    ...words.flatMap((a, at) => words.slice(at + 1).flatMap((b) => (apart(a, b) ? [] : [`${a.what} lies on ${b.what}`]))),
    ...words.flatMap((word) => codes.flatMap((code) => (apart(word, code, quietDots) ? [] : [`${word.what} is too near the code`]))),
    ...all.flatMap(({ what, left, right, top, bottom }) =>
      left < 0 || right > width + 1 || top < 0 || bottom > height ? [`${what} is beyond the edge`] : [],
    ),
  ];
}

const long = trades.toSorted((a, b) => b.word.length - a.word.length);
const anyCard: fc.Arbitrary<IssuedCard> = fc.record({
  cardId: fc.constant('0193582c-0000-7000-8000-000000000001'),
  number: fc.constant('001841-01-00000412-1'),
  name: fc.constantFrom(
    '王师傅',
    '王建国',
    '欧阳师傅',
    '才让卓玛',
    '阿卜杜热西提·阿卜杜热合曼',
    '买买提·艾力·吐尔逊',
    '一二三四五六七八九十一二三四五六七八九十',
  ),
  trades: fc.uniqueArray(
    fc.record({ code: fc.constantFrom(...long.map(({ code }) => code)), level: fc.constantFrom(1 as const, 2 as const, 3 as const, null) }),
    { minLength: 1, maxLength: 3, selector: ({ code }) => code },
  ),
  years: fc.option(fc.integer({ min: 1, max: 60 })),
  phone: fc.constantFrom('13800138000', null),
  dayWage: fc.constantFrom([260, 320] as const, [300, 300] as const, [1000, 9999] as const, null),
  available: fc.record({
    from: fc.constantFrom('2026-11-23' as LocalDate, '2026-12-26' as LocalDate),
    mask: fc.integer({ min: 0, max: 511 }),
  }),
  verified: fc.integer({ min: 0, max: 31 }),
  issued: fc.constant('2026-11-23' as LocalDate),
  validThrough: fc.constant('2027-02-21' as LocalDate),
  demo: fc.boolean(),
  url: fc.constantFrom(vectorOne.url, vectorOne.url.slice(0, -40)),
});
const anyStation: fc.Arbitrary<CardStation> = fc.record({
  name: fc.constantFrom('西河·零工之家', '西河市城北街道高铁新城零工之家驿站'),
  phone: fc.constantFrom('0970-000-0000', ''),
  cardHost: fc.constantFrom('jy.example.cn', '127.0.0.1:7420', 'gongren.xihe.example.cn'),
});

describe('a pocket card', () => {
  it.each([576, 384])('lays nothing over anything else on %i dots, and keeps the code’s quiet zone', (widthDots) => {
    fc.assert(
      fc.property(anyCard, anyStation, (card, station) => {
        const kept = recorder();
        const height = layPocketCard(card, station, widthDots, kept.pen);
        expect(faults(kept, widthDots, height)).toEqual([]);
        expect(height).toBe(layPocketCard(card, station, widthDots, null));
        expect(height).toBeLessThanOrEqual(3600);
      }),
    );
  });

  it('has the code at 6 dots a module, as large as the paper of 58 mm allows', () => {
    fc.assert(
      fc.property(anyCard, anyStation, fc.constantFrom(576, 384), (card, station, widthDots) => {
        const { pen, codes } = recorder();
        layPocketCard(card, station, widthDots, pen);
        expect(codes.map(({ size, left, right }) => [size, right - left <= 384])).toEqual([[6, true]]);
      }),
    );
  });

  it('says 演示 on the paper exactly when it is one', () => {
    fc.assert(
      fc.property(anyCard, anyStation, fc.constantFrom(576, 384, 840), (card, station, widthDots) => {
        const { pen, words } = recorder();
        if (widthDots === 840) drawWallCard(card, station, pen);
        else layPocketCard(card, station, widthDots, pen);
        expect(words.some(({ what }) => what.includes('演示'))).toBe(card.demo);
      }),
    );
  });

  it('gives the worker’s number, or the station’s, never both as the one to call', () => {
    fc.assert(
      fc.property(anyCard, anyStation, (card, station) => {
        const { pen, words } = recorder();
        layPocketCard(card, station, 576, pen);
        const said = words.map(({ what }) => what);
        expect([said.includes('138 0013 8000'), said.includes('通过驿站联系')]).toEqual([card.phone !== null, card.phone === null]);
      }),
    );
  });
});

describe('a wall card', () => {
  it('lays nothing over anything else', () => {
    fc.assert(
      fc.property(anyCard, anyStation, (card, station) => {
        const kept = recorder();
        drawWallCard(card, station, kept.pen);
        expect(faults(kept, wallSize.widthDots, wallSize.heightDots)).toEqual([]);
      }),
    );
  });

  it('has trade words of 14 mm and more', () => {
    fc.assert(
      fc.property(anyCard, anyStation, (card, station) => {
        const { pen, words } = recorder();
        drawWallCard(card, station, pen);
        const names = card.trades.map(({ code }) => long.find((trade) => trade.code === code)?.word);
        expect(words.filter(({ what, size }) => names.includes(what) && size < 14 * 8)).toEqual([]);
      }),
    );
  });
});

describe('words that do not fit one line', () => {
  it('are cut between phrases, without the mark at the cut', () => {
    expect(inLines('周一到周六能干，今天起，夜班也行', 12)).toEqual(['周一到周六能干，今天起', '夜班也行']);
    expect(inLines('今天起', 12)).toEqual(['今天起']);
  });

  it('leave a name whole unless it is long and has a dot', () => {
    expect(nameLines('王建国', 7)).toEqual(['王建国']);
    expect(nameLines('阿卜杜热西提·阿卜杜热合曼', 7)).toEqual(['阿卜杜热西提·', '阿卜杜热合曼']);
    expect(nameLines('一二三四五六七八九十', 7)).toEqual(['一二三四五六七八九十']);
  });
});
