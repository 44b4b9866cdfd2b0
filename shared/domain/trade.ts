/** Finding a trade by its code or by what people call it; the table itself is trade-catalogue.ts. */
import { z } from 'zod';
import { searchKey } from './text.ts';
import { type Trade, trades } from './trade-catalogue.ts';

export { type Trade, trades } from './trade-catalogue.ts';

const byCode = new Map(trades.map((trade) => [trade.code, trade]));
const byName = new Map<string, Trade>();
for (const trade of trades) {
  for (const name of [String(trade.code), trade.word, ...trade.also]) byName.set(searchKey(name), byName.get(searchKey(name)) ?? trade);
}

export const tradeCodeSchema = z.int().refine((code) => byCode.has(code), 'no such trade');

/** @throws RangeError for a code that is not in the catalogue */
export function getTrade(code: number): Trade {
  const trade = byCode.get(code);
  if (!trade) throw new RangeError(`no trade ${code}`);
  return trade;
}

/** A trade by its code or by one of its names, exactly as people write it (`205`, `水电工`, `刮腻子`). */
export function findTrade(name: string): Trade | undefined {
  return byName.get(searchKey(name));
}
