/** Ending a print job before its end: because the person left, the printer named a fault, or nothing moves any more. */
import type { PrintOutcome } from '../../shared/api/kiosk-api.ts';

export type Reason = Extract<PrintOutcome, { outcome: 'failed' }>['reason'];

/** Why a job ends early; never leaves the printer's own code. */
export class Stopped extends Error {
  readonly reason: Reason | 'stalled';

  constructor(reason: Reason | 'stalled') {
    super(reason);
    this.reason = reason;
  }
}

export type OrStop = <T>(work: () => Promise<T>, ms?: number) => Promise<T>;

/** Work that does not begin, or ends early, when the job is called off; or that ends after `ms`. @throws Stopped */
export function stoppable(signal: AbortSignal): { orStop: OrStop; release: () => void } {
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new Stopped('cancelled'));
  });
  stopped.catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  return {
    async orStop(begin, ms) {
      if (signal.aborted) throw new Stopped('cancelled');
      const work = begin();
      work.catch(() => undefined);
      if (ms === undefined) return Promise.race([work, stopped]);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Stopped('stalled')), ms);
      });
      return Promise.race([work, stopped, late]).finally(() => clearTimeout(timer));
    },
    release: () => signal.removeEventListener('abort', stop),
  };
}
