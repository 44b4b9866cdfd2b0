/** A queue whose printer may be changed while the station runs; what is under way on the one before is called off. */
import type { Printer, PrintQueue } from './printer.ts';
import { createPrintQueue } from './queue.ts';

export interface SwitchableQueue extends PrintQueue {
  use(printer: Printer): void;
}

export function switchableQueue(first: Printer): SwitchableQueue {
  let queue = createPrintQueue(first);
  return {
    use(printer) {
      void queue.close();
      queue = createPrintQueue(printer);
    },
    print: (job) => queue.print(job),
    cancelSession: (sessionId) => queue.cancelSession(sessionId),
    status: () => queue.status(),
    close: () => queue.close(),
  };
}
