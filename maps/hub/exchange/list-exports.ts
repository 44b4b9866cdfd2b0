/**
 * What the lists are signed from (docs/keys.md), of all stations at once: the public keys that they sent and the cards that they declared void.
 * The hub has no key that signs lists; whoever holds the root takes these files to it.
 */
import { cardDayDate, cardDayOf } from '../../../shared/card/card-day.ts';
import { keyDays, type RevocationExport, type StationExport } from '../../../shared/card/list-exports.ts';
import type { ListedStation } from '../../../shared/domain/listed-station.ts';
import { workDayOf } from '../../../shared/domain/work-day.ts';
import { demoSource } from '../demo/demo-city.ts';
import type { HubDb } from '../store/hub-db.ts';
import type { Links } from './links.ts';

export interface ListExports {
  readonly stations: readonly (StationExport & { readonly number: number })[];
  readonly revocations: RevocationExport;
}

const dateOf = (ms: number) => cardDayDate(cardDayOf(ms));

export async function listExports(db: HubDb, links: Pick<Links, 'cardKeys'>, nowMs: number): Promise<ListExports> {
  const keys = Map.groupBy(await links.cardKeys(), ({ number }) => number);
  const rows = await db.reader.selectFrom('station').select(['number', 'data']).execute();
  const known = new Map(rows.map(({ number, data }) => [number, JSON.parse(data) as ListedStation]));
  const stations = [...keys].map(([number, generations]) => {
    const { name = `${number} 号驿站`, phone = '', source } = known.get(number) ?? {};
    return {
      ...{ number, kind: 'yizhan-station-keys' as const, name, phone, demo: source?.name === demoSource },
      keys: generations.map(({ generation, publicKey, createdAtMs }, at) => {
        const next = generations[at + 1];
        const to = next ? dateOf(next.createdAtMs) : cardDayDate(cardDayOf(createdAtMs) + keyDays);
        const status = next ? ('retired' as const) : ('active' as const);
        return { station: number, generation, publicKey, from: dateOf(createdAtMs), to, status };
      }),
    };
  });
  const cards = await db.reader
    .selectFrom('revoked_card')
    .where('until', '>=', workDayOf(nowMs))
    .select(['number', 'generation', 'serial'])
    .orderBy('number')
    .orderBy('generation')
    .orderBy('serial')
    .execute();
  const revoked = [...Map.groupBy(cards, ({ number, generation }) => `${number}-${generation}`).values()].map((group) => {
    const { number: station = 0, generation = 0 } = group[0] ?? {};
    return { station, generation, serials: group.map(({ serial }) => serial) };
  });
  return { stations, revocations: { kind: 'yizhan-revocations', madeAtMs: nowMs, revoked } };
}
