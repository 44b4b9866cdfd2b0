/** A test slip for the printer's own width: words, and a frame that shows whether the edges come out. */
import type { PrintInput } from '../../../../shared/api/kiosk-api.ts';
import { pictureOf } from '../../../card/card-picture.ts';

export function drawTestSlip(
  widthDots: number,
  lines: readonly [title: string, station: string, ...rest: string[]],
): PrintInput['picture'] {
  const canvas = document.createElement('canvas');
  const size = Math.round(widthDots / 14);
  canvas.width = widthDots;
  canvas.height = size * 2 * (lines.length + 1);
  const ink = canvas.getContext('2d');
  if (!ink) throw new Error('no canvas');
  ink.fillStyle = '#fff';
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.fillStyle = '#000';
  ink.fillRect(0, 0, canvas.width, 4);
  ink.fillRect(0, canvas.height - 4, canvas.width, 4);
  ink.fillRect(0, 0, 4, canvas.height);
  ink.fillRect(canvas.width - 4, 0, 4, canvas.height);
  ink.textBaseline = 'top';
  const family = getComputedStyle(document.body).fontFamily;
  for (const [at, line] of lines.entries()) {
    ink.font = `${at === 0 ? 800 : 400} ${at === 0 ? size * 1.5 : size}px ${family}`;
    ink.fillText(line, size, size * (1 + at * 2), widthDots - 2 * size);
  }
  return pictureOf(canvas);
}
