/** Requests that arrive whether or not the last one was answered: how long each took, counted from when it was due. */
import { Agent, get } from 'node:http';

export interface Arrivals {
  readonly perSecond: number;
  readonly seconds: number;
  readonly addressOf: () => URL;
  /** 200 unless given. */
  readonly status?: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'lifo' });

/** Milliseconds, sorted. @throws when an answer has another status */
export async function arrivals({ perSecond, seconds, addressOf, status = 200 }: Arrivals): Promise<Float64Array> {
  const count = perSecond * seconds;
  const took = new Float64Array(count);
  await new Promise<void>((resolve, reject) => {
    const startMs = performance.now();
    let sent = 0;
    let answered = 0;
    const send = (at: number, dueMs: number) => {
      const request = get(addressOf(), { agent }, (response) => {
        if (response.statusCode !== status) return reject(new Error(`${request.path}: ${response.statusCode}`));
        response.resume().once('end', () => {
          took[at] = performance.now() - dueMs;
          answered += 1;
          if (answered === count) resolve();
        });
      });
      request.once('error', reject);
    };
    const due = () => {
      for (; sent < count && startMs + (sent / perSecond) * 1000 <= performance.now(); sent += 1) {
        send(sent, startMs + (sent / perSecond) * 1000);
      }
      // a timer is a millisecond late, and that would be counted
      if (sent < count) setImmediate(due);
    };
    due();
  });
  return took.sort();
}

export function closeConnections(): void {
  agent.destroy();
}
