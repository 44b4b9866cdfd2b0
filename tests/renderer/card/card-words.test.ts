import { describe, expect, it } from 'vitest';
import { cardCode } from '../../../renderer/card/card-code.ts';
import { packBits } from '../../../renderer/card/card-picture.ts';
import { cardWords, daysText } from '../../../renderer/card/card-words.ts';
import type { CardView } from '../../../shared/api/kiosk-api.ts';
import type { LocalDate } from '../../../shared/domain/work-day.ts';
import { vectorOne } from '../../support/card-keys.ts';

const card: CardView = {
  cardId: '0193582c-0000-7000-8000-000000000001',
  number: '001841-01-00000412-1',
  name: '王建国',
  trades: [
    { code: 203, level: 3 },
    { code: 204, level: null },
  ],
  years: 12,
  phone: '13800138000',
  dayWage: [260, 320],
  available: { from: '2026-11-23' as LocalDate, mask: 63 },
  verified: 3,
  issued: '2026-11-23' as LocalDate,
  validThrough: '2027-02-21' as LocalDate,
  demo: false,
};

describe('the words on a card', () => {
  it('are those of an employer', () => {
    expect(cardWords(card)).toEqual({
      trades: [
        { word: '油漆工', icon: 'paint-roller', level: '熟练' },
        { word: '木工', icon: 'hammer', level: null },
      ],
      name: '王建国',
      years: '干了 12 年',
      phone: '138 0013 8000',
      wage: '260–320',
      available: '周一到周六能干，今天起',
      verified: ['本人', '手机'],
      said: ['工钱', '年头', '哪天能干'],
    });
  });

  it('leave out what is not on it', () => {
    const bare = {
      ...card,
      years: null,
      phone: null,
      dayWage: null,
      verified: 0,
      available: { from: '2026-11-24' as LocalDate, mask: 127 + 128 },
    };
    expect(cardWords(bare)).toMatchObject({
      years: null,
      phone: null,
      wage: null,
      verified: [],
      said: ['哪天能干'],
      available: '每天能干，11月24日起，夜班也行',
    });
  });

  it.each([
    [127, '每天'],
    [31, '周一到周五'],
    [96, '周六、日'],
    [21, '周一、三、五'],
    [64, '周日'],
  ])('tell the days of mask %i as %s', (mask, text) => {
    expect(daysText(mask)).toBe(text);
  });
});

describe('the code on a card', () => {
  it('has the stronger correction where it fits 61 modules, else the usual one', () => {
    expect([cardCode(vectorOne.url, 61).size, cardCode(vectorOne.url, 60).size]).toEqual([61, 53]);
  });
});

describe('bits for paper', () => {
  it('are rows of whole bytes, the leftmost dot first, black as 1', () => {
    const black = [0, 0, 0, 255];
    const white = [255, 255, 255, 255];
    const row = [black, white, white, white, white, white, white, black, black, white];
    const data = new Uint8ClampedArray([...row, ...row].flat());
    expect([...packBits({ data, width: 10, height: 2 })]).toEqual([0b10000001, 0b10000000, 0b10000001, 0b10000000]);
  });
});
