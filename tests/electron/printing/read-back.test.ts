import { describe, expect, it } from 'vitest';
import type { Picture } from '../../../electron/printing/printer.ts';
import { readBack } from '../../../electron/printing/read-back.ts';
import { cardDigits, cardPicture, cardPrefix } from '../../support/card-picture.ts';

function blackened(picture: Picture, rows: readonly [number, number]): Picture {
  const stride = Math.ceil(picture.widthDots / 8);
  return { ...picture, bits: picture.bits.slice().fill(0xff, rows[0] * stride, rows[1] * stride) };
}

describe('the reading back of a card', () => {
  it.each([
    [576, 1_400, 6],
    [576, 700, 7],
    [384, 900, 6],
    [384, 700, 4],
  ])('reads the QR of a picture of %i by %i dots, %i dots a module', async (widthDots, heightDots, moduleDots) => {
    expect(await readBack(cardPicture({ widthDots, heightDots, moduleDots }))).toBe(cardPrefix + cardDigits);
  });

  it('reads nothing from a QR that is damaged beyond its own repair', async () => {
    expect(await readBack(blackened(cardPicture(), [180, 300]))).toBeNull();
  });

  it('reads nothing from a picture without a QR', async () => {
    expect(await readBack({ widthDots: 576, heightDots: 400, bits: new Uint8Array(72 * 400) })).toBeNull();
  });

  it('reads nothing from a QR that runs out of the picture', async () => {
    const card = cardPicture();
    expect(await readBack({ widthDots: 576, heightDots: 300, bits: card.bits.slice(0, 72 * 300) })).toBeNull();
  });
});
