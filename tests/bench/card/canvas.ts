/** The kiosk's own drawing of a card, in Chromium, with the bundled font. */
import type { Picture } from '../../../electron/printing/printer.ts';
import type { IssuedCard, PrintInput } from '../../../shared/api/kiosk-api.ts';
import { bundled, withPage } from './browser.ts';

const entry = `
  import '@fontsource-variable/noto-sans-sc/wght.css';
  export { drawCard, pictureOf } from '/renderer/card/card-picture.ts';`;

export interface Drawn {
  readonly picture: Picture;
  /** Taken in the page: the way to the page and back is this bench's, not the kiosk's. */
  readonly ms: number;
}

export type Draw = (card: IssuedCard, widthDots: number) => Promise<Drawn>;

export async function withCanvas(
  station: { name: string; phone: string; cardHost: string },
  use: (draw: Draw) => Promise<void>,
): Promise<void> {
  await withPage(await bundled(entry), '/', ({ page }) =>
    use(async (card, widthDots) => {
      const { ms, drawn } = await page.evaluate(
        async ({ card, station, widthDots }) => {
          const address = '/entry.js';
          const { drawCard, pictureOf } = await import(address);
          const start = performance.now();
          const drawn: PrintInput['picture'] = pictureOf(await drawCard([card], station, { kind: 'pocket', widthDots }));
          return { ms: performance.now() - start, drawn };
        },
        { card, station, widthDots },
      );
      return { ms, picture: { ...drawn, bits: new Uint8Array(Buffer.from(drawn.bits, 'base64')) } };
    }),
  );
}
