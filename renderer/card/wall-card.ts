/** The wall card: A6 at 8 dots a millimetre (203 dpi), and four of it on an A4 sheet with lines to cut along. */
import type { IssuedCard } from '../../shared/api/kiosk-api.ts';
import { iconShape } from '../components/icon.tsx';
import { cardCode } from './card-code.ts';
import { cardWords } from './card-words.ts';
import { inLines, nameLines } from './fit.ts';
import type { Pen } from './pen.ts';
import { type CardStation, moduleDots } from './pocket-card.ts';

export const wallSize = { widthDots: 840, heightDots: 1184 } as const;
export const wallSheetSize = { widthDots: 1680, heightDots: 2376 } as const;

const edge = 36;
const right = wallSize.widthDots - edge;
const inner = right - edge;

export function drawWallCard(card: IssuedCard, station: CardStation, draw: Pen): void {
  const words = cardWords(card);
  draw.fill(0, 0, wallSize.widthDots, 75);
  draw.text('找我干活', { x: edge, y: 56, size: 50, weight: 800, white: true });
  const title = card.demo ? `${station.name} 演示卡` : `${station.name} 就业推荐卡`;
  draw.text(title, { x: right, y: 50, size: 31, weight: 600, align: 'right', most: inner - 230, white: true });

  // One trade has the room of two, three share it; no word is less than 14 mm high.
  let y = 75;
  if (words.trades.length === 1 && words.trades[0]) {
    const { word, icon } = words.trades[0];
    draw.shape(iconShape(icon), edge - 8, y + 20, 132);
    draw.text(word, { x: edge, y: y + 362, size: 236, weight: 800, most: inner });
    draw.line(y + 400, edge, right, 4);
  } else {
    const tall = words.trades.length > 2 ? 134 : 200;
    const side = words.trades.length > 2 ? 68 : 122;
    for (const { word, icon } of words.trades) {
      draw.shape(iconShape(icon), edge - 4, y + (tall - side) / 2, side);
      const x = edge + side + 22;
      draw.text(word, { x, y: y + tall - (tall > 134 ? 32 : 22), size: tall > 134 ? 172 : 122, weight: 800, most: right - x });
      y += tall;
      draw.line(y, edge, right, 4);
    }
  }
  y = 75 + 2 * 200;
  const levels = [...new Set(words.trades.map(({ level }) => level).filter((level) => level !== null))];
  const level = levels.length === 1 ? levels[0] : null;
  const skill = [level, words.years].filter(Boolean).join('，');
  const names = nameLines(words.name, (inner - (skill ? 350 : 0)) / 48);
  const [first, second] = names;
  if (second === undefined) draw.text(words.name, { x: edge, y: y + 82, size: 76, weight: 800, most: inner - (skill ? 350 : 0) });
  else {
    draw.text(first ?? '', { x: edge, y: y + 50, size: 44, weight: 800, most: inner - (skill ? 350 : 0) });
    draw.text(second, { x: edge, y: y + 98, size: 44, weight: 800, most: inner - (skill ? 350 : 0) });
  }
  if (skill) draw.text(skill, { x: right, y: y + 80, size: 42, weight: 600, align: 'right', most: 340 });
  if (words.phone) draw.text(words.phone, { x: edge, y: y + 194, size: 112, weight: 800, most: inner });
  else {
    draw.text('通过驿站联系', { x: edge, y: y + 144, size: 52, weight: 800, most: inner });
    draw.text(station.phone, { x: edge, y: y + 206, size: 60, weight: 800, most: inner });
  }

  const code = cardCode(card.url, 61);
  const top = 715;
  draw.code(code, edge, top, moduleDots);
  const column = edge + 61 * moduleDots + 32;
  const width = right - column;
  if (words.wage) {
    const taken = draw.text(words.wage, { x: column, y: top + 56, size: 72, weight: 800, most: width - 104 });
    draw.text('元/天', { x: column + taken + 12, y: top + 56, size: 36, weight: 600 });
  } else draw.text('工钱面议', { x: column, y: top + 54, size: 60, weight: 800, most: width });
  // Two lines at the most: what comes after the days shares the second.
  const [days = '', ...rest] = inLines(words.available, width / 24);
  const later = rest.join('，');
  draw.text(days, { x: column, y: top + (later ? 90 : 108), size: later ? 28 : 38, weight: 800, most: width });
  if (later) draw.text(later, { x: column, y: top + 122, size: 28, weight: 800, most: width });
  draw.line(top + 130, column, right, 4);
  draw.text('驿站核验过：', { x: column, y: top + 174, size: 32, weight: 600 });
  draw.text(words.verified.length > 0 ? words.verified.join('、') : '没有核验', {
    x: column,
    y: top + 216,
    size: 34,
    weight: 600,
    most: width,
  });
  draw.text(`到 ${card.validThrough} 有效`, { x: column, y: top + 258, size: 32, weight: 600, most: width });
  draw.line(top + 278, column, right, 4);
  draw.text(station.cardHost, { x: column, y: top + 328, size: 44, weight: 800, most: width });
  draw.text('扫码后请核对网址', { x: column, y: top + 366, size: 31, weight: 600, most: width });

  draw.line(1122, edge, right, 4);
  const phone = station.phone === '' ? '' : `驿站 ${station.phone}`;
  draw.text(`卡号 ${card.number}`, { x: edge, y: 1160, size: 30, weight: 600, most: inner * 0.56 });
  draw.text(phone, { x: right, y: 1160, size: 30, weight: 600, align: 'right', most: inner * 0.42 });
}
