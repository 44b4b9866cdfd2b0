/** How many of the bad pictures are read, beside a JWS with the same content on the same paper in the same run. */
import { cardUrl } from '../../../shared/card/card-url.ts';
import { signCard } from '../../../shared/card/signed-card.ts';
import { atLeast, type BenchRow } from '../report.ts';
import { sequence } from '../sequence.ts';
import { kid, prefix, realisticCards, signStation } from './cards.ts';
import { conditions, distances, take } from './conditions.ts';
import { readers } from './decoders.ts';
import { jwsSymbols, jwsUrl } from './jws.ts';
import { printedCardSymbol, type QrSymbol } from './symbol.ts';

/** Two of them without a phone. Eight cards (17.5 points) take a third longer; other seeds gave 18.2 and 18.9 points. */
const cards = 6;

interface Count {
  read: number;
  of: number;
}
/** By reader, then by picture: `folded at 5`. */
type Tally = ReadonlyMap<string, ReadonlyMap<string, Count>>;

const shots = Object.keys(conditions).flatMap((condition) => distances.map((distance) => ({ condition, distance })));
const shotName = (condition: string, distance: number) => `${condition} at ${distance}`;

async function tally(symbols: readonly QrSymbol[]): Promise<Tally> {
  const all = Object.entries(await readers());
  const result = new Map(
    all.map(([name]) => [name, new Map(shots.map(({ condition, distance }) => [shotName(condition, distance), { read: 0, of: 0 }]))]),
  );
  for (const [number, symbol] of symbols.entries()) {
    const random = sequence(100 + number);
    const pictures = shots.map(({ condition, distance }) => take(condition, symbol, distance, random));
    await Promise.all(
      all.map(async ([name, read]) => {
        for (const [at, text] of (await read(pictures)).entries()) {
          const { condition, distance } = shots[at] as (typeof shots)[number];
          const count = result.get(name)?.get(shotName(condition, distance)) as Count;
          count.of += 1;
          if (text === symbol.text) count.read += 1;
        }
      }),
    );
  }
  return result;
}

function percent(counts: Iterable<Count>): number {
  let [read, of] = [0, 0];
  for (const count of counts) {
    read += count.read;
    of += count.of;
  }
  return (100 * read) / of;
}

const rates = (result: Tally) => [...result].map(([name, counts]) => ({ name, rate: percent(counts.values()) }));
const mean = (result: Tally) => rates(result).reduce((sum, { rate }) => sum + rate, 0) / result.size;

function describe(title: string, symbols: readonly QrSymbol[], result: Tally): void {
  const sizes = [...new Set(symbols.map(({ version, level, dots }) => `v${version}-${level} at ${dots} dots`))].join(', ');
  const byReader = rates(result).map(({ name, rate }) => `${name} ${rate.toFixed(1)} %`);
  console.error(`  ${title} (${sizes}): mean ${mean(result).toFixed(1)} %, ${byReader.join(', ')}`);
  console.error(`    ${`% read at ${distances.join('/')} pixels`.padEnd(24)}`);
  for (const condition of Object.keys(conditions)) {
    const line = [...result].map(([name, counts]) => {
      const shares = distances.map((distance) => percent([counts.get(shotName(condition, distance)) as Count]).toFixed(0));
      return `${name} ${shares.join('/')}`.padEnd(20);
    });
    console.error(`    ${condition.padEnd(24)} ${line.join('')}`);
  }
}

export async function measureScan(): Promise<BenchRow[]> {
  const chosen = realisticCards().slice(0, cards);
  const card = chosen.map((one) => printedCardSymbol(cardUrl(prefix, signCard(one, kid, signStation)), prefix));
  const urls = await Promise.all(chosen.map(jwsUrl));
  const cardTally = await tally(card);
  describe('card', card, cardTally);
  let best = 0;
  for (const [title, symbolOf] of Object.entries(jwsSymbols)) {
    const symbols = urls.map(symbolOf);
    const result = await tally(symbols);
    describe(title, symbols, result);
    best = Math.max(best, mean(result));
  }
  const [top] = rates(cardTally).sort((a, b) => b.rate - a.rate);
  return [
    atLeast(`scan: mean of ${cardTally.size} readers, above the JWS`, mean(cardTally) - best, 'points', 15),
    atLeast(`scan: the best reader alone (${top?.name})`, top?.rate ?? 0, '%', 95),
  ];
}
