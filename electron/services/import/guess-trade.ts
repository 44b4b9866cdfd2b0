/** The trade that a title speaks of: 招送水工 says 送水. Guesses only what leaves no doubt. */
import { searchKey } from '../../../shared/domain/text.ts';
import { type Trade, trades } from '../../../shared/domain/trade.ts';

export type TradeGuess =
  | { readonly kind: 'one'; readonly trade: Trade }
  | { readonly kind: 'several'; readonly trades: readonly Trade[] }
  | { readonly kind: 'none' };

const names = trades
  .filter((trade) => trade.word !== '其他')
  .flatMap((trade) => [trade.word, ...trade.also].map((name) => ({ trade, key: searchKey(name) })))
  .sort((a, b) => b.key.length - a.key.length);

/** The longest name wins (工厂普工 over 普工); two trades by names of one length are a doubt. */
export function guessTrade(title: string): TradeGuess {
  const key = searchKey(title);
  const found = names.filter((name) => key.includes(name.key));
  const longest = found[0];
  if (!longest) return { kind: 'none' };
  const several = [...new Set(found.filter((name) => name.key.length === longest.key.length).map((name) => name.trade))];
  return several.length === 1 ? { kind: 'one', trade: longest.trade } : { kind: 'several', trades: several };
}
