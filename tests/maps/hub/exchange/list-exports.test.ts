import { describe, expect, it } from 'vitest';
import { listExports } from '../../../../maps/hub/exchange/list-exports.ts';
import { takeBatch } from '../../../../maps/hub/exchange/take-batch.ts';
import { revocationExportSchema, stationExportSchema } from '../../../../shared/card/list-exports.ts';
import { batchOf, linkKeys } from '../../../support/exchange.ts';
import { openHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';

const dayMs = 86_400_000;

async function enrolled() {
  const { hub, db, clock } = await openHub();
  const { links, stations } = hub.parts;
  await stations.put([stationToPut(), stationToPut({ name: '没有联网的站' })], 'import');
  const enrol = async () => {
    const { code } = await links.makeCode(1, 'wang');
    return links.enrol({ code, linkKey: linkKeys().publicKey, name: '零工之家', address: '198.51.100.7' });
  };
  await enrol();
  const key = (generation: number) => ({ generation, publicKey: linkKeys().publicKey, createdAtMs: clock.nowMs() });
  return { db, links, clock, enrol, key };
}

describe('what the lists are signed from', () => {
  it('are the public keys that stations sent, an earlier one until the next began', async () => {
    const { db, links, clock, enrol, key } = await enrolled();
    const [first, second] = [key(1), { ...key(2), createdAtMs: clock.nowMs() + 30 * dayMs }];
    await links.putCardKey(1, first);
    await enrol();
    await links.putCardKey(1, second);
    const { stations } = await listExports(db, links, clock.nowMs());
    expect(stations).toEqual([
      {
        ...{ number: 1, kind: 'yizhan-station-keys', name: '城北零工之家驿站', phone: '0900-555 0100', demo: false },
        keys: [
          { station: 1, generation: 1, publicKey: first.publicKey, from: '2026-11-23', to: '2026-12-23', status: 'retired' },
          { station: 1, generation: 2, publicKey: second.publicKey, from: '2026-12-23', to: '2028-01-22', status: 'active' },
        ],
      },
    ]);
    const [{ number: _, ...content } = { number: 0 }] = stations;
    expect(stationExportSchema.safeParse(content).success).toBe(true);
  });

  it('are the cards that stations declared void, as long as that must be known', async () => {
    const { db, links, clock } = await enrolled();
    const facts = [
      { kind: 'revoked', generation: 1, serial: 7, until: '2026-12-01' },
      { kind: 'revoked', generation: 1, serial: 3, until: '2026-11-23' },
      { kind: 'revoked', generation: 1, serial: 9, until: '2026-11-22' },
      { kind: 'revoked', generation: 2, serial: 0, until: '2027-01-01' },
    ] as const;
    await takeBatch(db, 1, batchOf(facts as never), clock.nowMs());
    const { revocations } = await listExports(db, links, clock.nowMs());
    expect(revocations).toEqual({
      ...{ kind: 'yizhan-revocations', madeAtMs: clock.nowMs() },
      revoked: [
        { station: 1, generation: 1, serials: [3, 7] },
        { station: 1, generation: 2, serials: [0] },
      ],
    });
    expect(revocationExportSchema.safeParse(revocations).success).toBe(true);
  });
});
