/** How large the symbols are: twenty realistic cards at both levels, and the largest card that the format allows. */
import { cardUrl } from '../../../shared/card/card-url.ts';
import { signCard } from '../../../shared/card/signed-card.ts';
import { atMost, type BenchRow } from '../report.ts';
import { kid, largestCard, prefix, realisticCards, signStation } from './cards.ts';
import { cardSymbol, headDots, printedCardSymbol } from './symbol.ts';

/** As long as the format allows. */
const longPrefix = 'https://job.xining.example.cn/c#';

export async function measureVersions(): Promise<BenchRow[]> {
  const made = realisticCards().map((card) => {
    const signed = signCard(card, kid, signStation);
    const url = cardUrl(prefix, signed);
    return {
      card,
      bytes: signed.length,
      digits: url.length - prefix.length,
      m: cardSymbol(url, prefix, 'M').version,
      q: cardSymbol(url, prefix, 'Q').version,
    };
  });
  console.error('  name      phone  bytes  digits  M   Q');
  for (const { card, bytes, digits, m, q } of made) {
    console.error(
      `  ${card.name.padEnd(6, '\u3000')}${(card.phone ? 'yes' : '-').padEnd(6)} ${String(bytes).padEnd(6)} ${String(digits).padEnd(7)} ${String(m).padEnd(3)} ${q}`,
    );
  }
  const largest = signCard(largestCard, kid, signStation);
  const symbol = printedCardSymbol(cardUrl(longPrefix, largest), longPrefix);
  return [
    atMost('QR: largest version of 20 realistic cards at M', Math.max(...made.map(({ m }) => m)), '', 9),
    atMost('QR: largest version of 20 realistic cards at Q', Math.max(...made.map(({ q }) => q)), '', 11),
    atMost('QR: the largest card allowed, signed', largest.length, 'bytes', 214),
    atMost(
      `QR: the same with a prefix of ${longPrefix.length} characters, v${symbol.version}-${symbol.level} at 6 dots`,
      symbol.modules * symbol.dots,
      'dots',
      headDots,
    ),
  ];
}
