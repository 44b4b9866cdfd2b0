/** From a card to dots: fonts first, then the canvas, then one bit a dot. Preview and paper share the picture. */
import type { IssuedCard, PrintInput } from '../../shared/api/kiosk-api.ts';
import { cardWords } from './card-words.ts';
import { family, pen } from './pen.ts';
import { type CardStation, layPocketCard } from './pocket-card.ts';
import { drawWallCard, wallSheetSize, wallSize } from './wall-card.ts';

/** `pocket`: a roll of so many dots; `wall`: A6; `sheet`: up to four on A4. */
export type CardForm = { readonly kind: 'pocket'; readonly widthDots: number } | { readonly kind: 'wall' } | { readonly kind: 'sheet' };

/** The font comes in ranges: each character that will be drawn is asked for in each weight. */
async function loadFonts(cards: readonly IssuedCard[], station: CardStation): Promise<void> {
  const fixed =
    '就业推荐卡演示内容是编的通过驿站联系元天工钱面议核验过没有本人自己说扫码后请对网址号日期发到效用前当看身份证不收押金扣件找我干活0123456789-–，。、：/ ';
  const own = cards.flatMap((card) => Object.values(cardWords(card)).flatMap((value) => JSON.stringify(value)));
  const text = fixed + own.join('') + station.name + station.phone + station.cardHost;
  await Promise.all([400, 600, 800].map((weight) => document.fonts.load(`${weight} 40px ${family}`, text)));
}

/** Draws up to four cards (a sheet) or one (the other forms). */
export async function drawCard(cards: readonly IssuedCard[], station: CardStation, form: CardForm): Promise<HTMLCanvasElement> {
  await loadFonts(cards, station);
  const [first] = cards;
  if (!first) throw new Error('no card to draw');
  const canvas = document.createElement('canvas');
  const size =
    form.kind === 'pocket'
      ? { widthDots: form.widthDots, heightDots: layPocketCard(first, station, form.widthDots, null) }
      : form.kind === 'wall'
        ? wallSize
        : wallSheetSize;
  canvas.width = size.widthDots;
  canvas.height = size.heightDots;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (form.kind === 'pocket') layPocketCard(first, station, form.widthDots, pen(context));
  else if (form.kind === 'wall') drawWallCard(first, station, pen(context));
  else {
    cards.slice(0, 4).forEach((card, place) => {
      context.save();
      context.translate((place % 2) * wallSize.widthDots, Math.floor(place / 2) * (wallSheetSize.heightDots / 2));
      drawWallCard(card, station, pen(context));
      context.restore();
    });
    context.setLineDash([12, 12]);
    context.beginPath();
    context.moveTo(wallSheetSize.widthDots / 2, 0);
    context.lineTo(wallSheetSize.widthDots / 2, wallSheetSize.heightDots);
    context.moveTo(0, wallSheetSize.heightDots / 2);
    context.lineTo(wallSheetSize.widthDots, wallSheetSize.heightDots / 2);
    context.stroke();
  }
  threshold(context, canvas.width, canvas.height);
  return canvas;
}

const middle = 128;

function isBlack(data: Uint8ClampedArray, at: number): boolean {
  return (data[at] ?? 255) * 0.299 + (data[at + 1] ?? 255) * 0.587 + (data[at + 2] ?? 255) * 0.114 < middle;
}

/** What is seen is what is printed: no greys. */
function threshold(context: CanvasRenderingContext2D, width: number, height: number): void {
  const image = context.getImageData(0, 0, width, height);
  for (let at = 0; at < image.data.length; at += 4) {
    const value = isBlack(image.data, at) ? 0 : 255;
    // Four plain writes: an array for each dot costs 100 ms a card.
    image.data[at] = value;
    image.data[at + 1] = value;
    image.data[at + 2] = value;
    image.data[at + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** Rows of ceil(width / 8) bytes, most significant bit first, 1 = black. */
export function packBits({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>): Uint8Array {
  const rowBytes = Math.ceil(width / 8);
  const bits = new Uint8Array(rowBytes * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isBlack(data, (y * width + x) * 4)) continue;
      const at = y * rowBytes + (x >> 3);
      bits[at] = (bits[at] ?? 0) | (128 >> (x & 7));
    }
  }
  return bits;
}

/** As the station takes it for printing. */
export function pictureOf(canvas: HTMLCanvasElement): PrintInput['picture'] {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const bits = packBits(context.getImageData(0, 0, canvas.width, canvas.height));
  let binary = '';
  for (let at = 0; at < bits.length; at += 0x8000) binary += String.fromCharCode(...bits.subarray(at, at + 0x8000));
  return { widthDots: canvas.width, heightDots: canvas.height, bits: btoa(binary) };
}
