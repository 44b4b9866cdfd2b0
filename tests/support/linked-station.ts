/** A station and a hub in one process, real on both sides, with a network between them that the test can cut. */
import { reportSource } from '../../electron/reports/answer.ts';
import type { Actor } from '../../shared/api/actor.ts';
import { openHub } from './hub.ts';
import { stationToPut } from './hub-db.ts';
import { type TestStation, type TestStationOptions, testStation } from './station.ts';

export const hubUrl = 'http://127.0.0.1:7420';

export interface Net {
  /** What answers in the place of the hub; put back by `through`. */
  answer: (request: Request) => Promise<Response>;
  readonly through: (request: Request) => Promise<Response>;
  /** Every body that left the station. */
  readonly sent: string[];
}

/** A hub with one station on its map, and a station beside it that has not enrolled. */
export async function stationBesideHub(options: TestStationOptions = {}) {
  const hub = await openHub();
  await hub.hub.parts.stations.put([stationToPut()], 'import');
  const through = (request: Request) => hub.hub.fetch(request, { address: '198.51.100.7' });
  const net: Net = { answer: through, through, sent: [] };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input as string, init);
    net.sent.push(await request.clone().text());
    return net.answer(request);
  };
  const station = testStation({ reports: reportSource, ...options, fetch });
  return { ...station, hub, net, code: async () => (await hub.hub.parts.links.makeCode(1, 'wang')).code };
}

/** The first of the staff, who manages. */
export async function manager({ api, actorOf }: Pick<TestStation, 'api' | 'actorOf'>): Promise<Actor> {
  const { token } = await api['staff.set-up']({ name: '马站长', pin: '482915' });
  return actorOf(token) as Actor;
}

/** The same, enrolled by a code as staff type it. */
export async function enrolledStation(options: TestStationOptions = {}) {
  const both = await stationBesideHub(options);
  const actor = await manager(both);
  await both.api['link.enrol']({ url: hubUrl, code: await both.code() }, actor);
  return { ...both, actor };
}
