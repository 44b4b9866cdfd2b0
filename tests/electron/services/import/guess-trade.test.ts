import { describe, expect, it } from 'vitest';
import { guessTrade } from '../../../../electron/services/import/guess-trade.ts';

function guessed(title: string) {
  const guess = guessTrade(title);
  return guess.kind === 'one' ? guess.trade.word : guess.kind === 'several' ? guess.trades.map((trade) => trade.word) : null;
}

describe('the trade in a title', () => {
  it.each([
    ['招送水工两名', '送水'],
    ['工厂普工包吃住', '工厂普工'],
    ['急招 厨⼯', '做饭帮厨'],
    ['夜班分拣打包员', '分拣打包'],
    ['建筑垃圾清运', '拆墙清运'],
  ])('of %s is %s', (title, word) => {
    expect(guessed(title)).toBe(word);
  });

  it('is left open when two trades fit as well', () => {
    expect(guessed('搬家司机')).toEqual(['搬家', '司机']);
  });

  it('is left open when no word of the catalogue is there, also for 其他', () => {
    expect([guessed('在线接单赚钱'), guessed('其他'), guessed('')]).toEqual([null, null, null]);
  });
});
