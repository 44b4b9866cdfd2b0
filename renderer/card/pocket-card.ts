/** The pocket card for 58 and 80 mm rolls at 203 dpi. Height follows from what is on it. */
import type { IssuedCard } from '../../shared/api/kiosk-api.ts';
import { cardCode } from './card-code.ts';
import { cardWords } from './card-words.ts';
import { emWidth, inLines, nameLines } from './fit.ts';
import type { Pen } from './pen.ts';

export interface CardStation {
  readonly name: string;
  readonly phone: string;
  readonly cardHost: string;
}

/** Dots of a module: 0.75 mm. */
export const moduleDots = 6;
const narrow = 384;

/** Draws when given a pen; answers the height either way. */
export function layPocketCard(card: IssuedCard, station: CardStation, widthDots: number, draw: Pen | null): number {
  const words = cardWords(card);
  const isNarrow = widthDots <= narrow;
  const unit = isNarrow ? 0.74 : 1;
  const px = (dots: number) => Math.round(dots * unit);
  const edge = isNarrow ? 8 : 18;
  const right = widthDots - edge;
  const inner = widthDots - 2 * edge;
  let y = 0;

  draw?.fill(0, 0, widthDots, px(78));
  draw?.text('就业推荐卡', { x: edge, y: px(52), size: px(44), weight: 800, white: true });
  draw?.text(station.name, { x: right, y: px(50), size: px(31), weight: 600, align: 'right', most: inner - px(250), white: true });
  y += px(78);
  if (card.demo) {
    draw?.text('演示卡，内容是编的', { x: widthDots / 2, y: y + px(38), size: px(32), weight: 800, align: 'center' });
    y += px(52);
    draw?.line(y, 0, widthDots);
  }

  for (const { word, level } of words.trades) {
    const tall = px(words.trades.length > 2 ? 132 : 165);
    draw?.text(word, { x: edge - 4, y: y + tall - px(28), size: tall - px(24), weight: 800, most: inner - (level ? px(96) : 0) });
    if (level) {
      const [side, high] = [px(66), px(108)];
      const top = y + (tall - high) / 2 + 1;
      draw?.box(right - side, top, side, high, px(10), 3);
      for (const [at, character] of [...level].entries()) {
        draw?.text(character, { x: right - side / 2, y: top + px(46) + at * px(46), size: px(40), weight: 800, align: 'center' });
      }
    }
    y += tall;
    draw?.line(y, 0, widthDots);
    y += 3;
  }

  const yearsWidth = words.years ? px(200) : 0;
  const names = nameLines(words.name, (inner - yearsWidth) / px(48));
  for (const [at, name] of names.entries()) {
    const last = at === names.length - 1;
    const size = names.length > 1 ? px(62) : px(70);
    draw?.text(name, { x: edge, y: y + px(82), size, weight: 800, most: inner - yearsWidth });
    if (last && words.years)
      draw?.text(words.years, { x: right, y: y + px(80), size: px(38), weight: 600, align: 'right', most: yearsWidth - px(14) });
    y += last ? px(100) : px(72);
  }
  if (words.phone) {
    draw?.text(words.phone, { x: edge, y: y + px(68), size: px(80), weight: 800, most: inner });
    y += px(92);
  } else {
    draw?.text('通过驿站联系', { x: edge, y: y + px(48), size: px(46), weight: 800, most: inner });
    y += px(64);
    if (station.phone !== '') {
      draw?.text(station.phone, { x: edge, y: y + px(44), size: px(52), weight: 800, most: inner });
      y += px(60);
    }
  }
  if (words.wage) {
    const width = draw?.text(words.wage, { x: edge, y: y + px(56), size: px(58), weight: 800, most: inner - px(120) }) ?? 0;
    draw?.text('元/天', { x: edge + width + px(12), y: y + px(56), size: px(38), weight: 600 });
  } else draw?.text('工钱面议', { x: edge, y: y + px(54), size: px(50), weight: 800 });
  y += px(74);
  for (const line of inLines(words.available, inner / px(34))) {
    draw?.text(line, { x: edge, y: y + px(36), size: px(37), weight: 600, most: inner });
    y += px(47);
  }
  y += px(9);
  draw?.line(y, 0, widthDots, 4);
  y += px(28);

  const code = cardCode(card.url, Math.floor(narrow / moduleDots));
  const side = code.size * moduleDots;
  if (isNarrow) {
    draw?.code(code, (widthDots - side) / 2, y, moduleDots);
    y += side + 24;
    const line = (title: string, list: readonly string[]) => {
      draw?.text(title, { x: edge, y: y + 26, size: 25, weight: 800 });
      for (const part of inLines(list.join('、'), (inner - 150) / 24)) {
        draw?.text(part, { x: right, y: y + 26, size: 25, weight: 600, align: 'right', most: inner - 150 });
        y += 33;
      }
      y += 3;
    };
    line('驿站核验过', words.verified.length > 0 ? words.verified : ['没有核验']);
    line('本人自己说', words.said);
    y += 6;
  } else {
    draw?.code(code, 24, y, moduleDots);
    const column = 24 + 61 * moduleDots + 28;
    let at = y;
    const list = (titles: readonly string[], items: readonly string[]) => {
      const write = (words: string, size: number, weight: 600 | 800) => {
        at += 40;
        draw?.text(words, { x: column, y: at, size, weight, most: widthDots - column - 4 });
      };
      for (const title of titles) write(title, 36, 800);
      draw?.line(at + 12, column, widthDots - edge + 4);
      at += 18;
      for (const item of items) write(item, 31, 600);
      at += 22;
    };
    list(['驿站', '核验过'], words.verified.length > 0 ? words.verified : ['没有']);
    list(['自己说'], words.said);
    y = Math.max(y + Math.max(side, 61 * moduleDots) + 22, at);
  }

  const check = '扫码后请核对网址';
  const noteWidth = px(230);
  const beside = emWidth(station.cardHost) * px(37) <= inner - noteWidth;
  draw?.text(station.cardHost, { x: edge, y: y + px(34), size: px(37), weight: 800, most: beside ? inner - noteWidth - px(10) : inner });
  if (!beside) y += px(40);
  draw?.text(check, {
    x: beside ? right : edge,
    y: y + px(34),
    size: px(28),
    weight: 600,
    align: beside ? 'right' : 'left',
    most: noteWidth,
  });
  y += px(52);
  const row = (title: string, value: string) => {
    draw?.text(title, { x: edge, y: y + px(30), size: px(28), weight: 800 });
    draw?.text(value, { x: edge + px(74), y: y + px(30), size: px(28), weight: 600, most: inner - px(74) });
    y += px(39);
  };
  row('卡号', card.number);
  row('日期', `${card.issued} 发，${card.validThrough} 到期`);
  if (station.phone !== '') row('驿站', station.phone);
  y += px(6);
  draw?.line(y, edge, right);
  y += px(8);
  draw?.text('用工前请当面看身份证。不收押金，不扣证件。', { x: edge, y: y + px(32), size: px(27), weight: 600, most: inner });
  return y + px(50);
}
