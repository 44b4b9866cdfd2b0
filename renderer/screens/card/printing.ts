/** Printing a card by itself when its screen opens: one job for a card, whatever the screen does meanwhile. */
import { useEffect, useState } from 'react';
import type { IssuedCard, PrinterView, PrintOutcome } from '../../../shared/api/kiosk-api.ts';
import { api, useStation } from '../../api/station.ts';
import { drawCard, pictureOf } from '../../card/card-picture.ts';
import type { CardStation } from '../../card/pocket-card.ts';

export type Printing =
  | { readonly state: 'drawing' | 'printing' }
  | { readonly state: 'done'; readonly outcome: PrintOutcome }
  /** Nothing is there to print with, known before anything was sent. */
  | { readonly state: 'screen-only' };

export interface CardPrint {
  readonly canvas: HTMLCanvasElement | null;
  readonly printing: Printing;
}

const usualWidthDots = 576;

export function usePrintedCard(card: IssuedCard | null, sessionId: string): CardPrint {
  const station = useStation().data;
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [printing, setPrinting] = useState<Printing>({ state: 'drawing' });
  const name = station?.name;
  const phone = station?.phone;
  const cardHost = station?.cardHost;

  useEffect(() => {
    if (!card || name === undefined || phone === undefined) return;
    let here = true;
    const on: CardStation = { name, phone, cardHost: cardHost ?? '' };
    setPrinting({ state: 'drawing' });
    const show = (next: Printing) => here && setPrinting(next);
    void (async () => {
      const printer = await api['printer.status']({}).catch(
        (): PrinterView => ({ kind: 'none', widthDots: usualWidthDots, state: 'unknown' }),
      );
      const drawn = await drawCard([card], on, { kind: 'pocket', widthDots: printer.widthDots });
      if (!here) return;
      setCanvas(drawn);
      if (printer.kind === 'none') return show({ state: 'screen-only' });
      show({ state: 'printing' });
      // The card's id is the job's: asking again, also after a reload of the screen, prints nothing twice.
      const outcome = await print({ sessionId, cardId: card.cardId, jobId: card.cardId, picture: pictureOf(drawn) });
      show({ state: 'done', outcome });
    })();
    return () => {
      here = false;
    };
  }, [card, name, phone, cardHost, sessionId]);

  return { canvas, printing };
}

async function print(input: Parameters<(typeof api)['card.print']>[0]): Promise<PrintOutcome> {
  try {
    return await api['card.print'](input);
  } catch {
    return { outcome: 'failed', reason: 'unreachable' };
  }
}
