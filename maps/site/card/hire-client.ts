/** 我用了这位师傅: the hub is told the card's key and serial, and nothing else of it. */
import type { CardSerial } from './card-view.ts';

/** `noWay`: this station or this server takes none. */
export type HireTold = 'told' | 'later' | 'noWay' | 'failed';

export async function tellHire({ station, generation, serial }: CardSerial): Promise<HireTold> {
  try {
    const answer = await fetch('/api/hires', {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ station, generation, serial }),
    });
    if (answer.ok) return 'told';
    if (answer.status === 429) return 'later';
    return answer.status >= 500 ? 'failed' : 'noWay';
  } catch {
    return 'failed';
  }
}
