/** A station without a printer: the card is on the screen, and nothing else is promised. */
import type { Printer } from './printer.ts';

export function createNoPrinter(widthDots = 576): Printer {
  return {
    kind: 'none',
    widthDots,
    status: async () => ({ kind: 'none', widthDots, state: 'offline' }),
    print: async () => ({ outcome: 'failed', reason: 'no_printer' }),
  };
}
