import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inbox } from '../../../../maps/hub/exchange/inbox.ts';
import { links } from '../../../../maps/hub/exchange/links.ts';
import { standingNews } from '../../../../maps/hub/exchange/standing-news.ts';
import { holidayTable } from '../../../../maps/hub/holiday-table.ts';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { sqlReportStore } from '../../../../maps/hub/store/sql-report-store.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import { itemContents } from '../../../../shared/exchange/inbox-item.ts';
import { now } from '../../../support/builders.ts';
import { linkKeys } from '../../../support/exchange.ts';
import { onBothEngines, stationToPut } from '../../../support/hub-db.ts';
import { temporaryFolder, testClock } from '../../../support/station.ts';

/** Station 1 exchanges with the hub, 2 does not. */
async function opened(db: HubDb) {
  const clock = testClock();
  const stations = sqlStationStore({ db, nowMs: clock.nowMs });
  const reports = sqlReportStore(db);
  await stations.put([stationToPut(), stationToPut({ point: { lat: 36.7, lng: 101.8 } })], 'test');
  const linked = links({ db, nowMs: clock.nowMs });
  await linked.ledger();
  const { code } = await linked.makeCode(1, 'test');
  await linked.enrol({ code, linkKey: linkKeys().publicKey, name: '零工之家', address: '198.51.100.9' });
  const listsDir = join(temporaryFolder(), 'lists');
  mkdirSync(listsDir);
  const box = inbox(db);
  const onError = (error: unknown) => {
    throw error;
  };
  const news = standingNews({
    ...{ db, inbox: box, stations, reports, holidays: holidayTable(2026), listsDir },
    nowMs: clock.nowMs,
    onError,
  });
  const read = async (after = '', number = 1) => (await box.read(number, after, 200)).items;
  return { news, read, box, stations, reports, listsDir, clock };
}

onBothEngines('what stations are told without anybody writing', (open) => {
  it('is the holidays for all, and its own record for each that exchanges', async () => {
    const { news, read, stations } = await opened(await open());
    await news.tell();
    const items = await read();
    expect(items.map(({ kind }) => kind)).toEqual(['holidays', 'station']);
    expect(items.at(-1)?.content).toEqual((await stations.get(1)).station);
    expect((await read('', 2)).map(({ kind }) => kind)).toEqual(['holidays']);
    for (const { kind, content } of items) {
      const form = itemContents[kind as keyof typeof itemContents];
      expect([kind, form.safeParse(content).error]).toEqual([kind, undefined]);
    }
    await news.stop();
  });

  it('is nothing new where nothing has changed', async () => {
    const { news, read } = await opened(await open());
    await news.tell();
    const before = await read();
    await news.tell();
    expect(await read()).toEqual(before);
    await news.stop();
  });

  it('follows the map and the lists that the operator publishes', async () => {
    const { news, read, box, stations, listsDir } = await opened(await open());
    await news.tell();
    const last = (await box.read(1, '', 200)).next;
    await stations.edit(1, { address: '文苑路 14 号' }, 'test');
    writeFileSync(join(listsDir, 'keys.cose'), new Uint8Array([1, 2, 3]));
    await news.tell();
    expect((await read(last)).map(({ kind, content }) => [kind, content])).toEqual([
      ['key-list', { bytes: 'AQID' }],
      ['station', expect.objectContaining({ address: '文苑路 14 号' })],
    ]);
    await news.stop();
  });

  it('tells what the public says of a station, and takes it back once staff have decided', async () => {
    const { news, read, reports } = await opened(await open());
    await news.tell();
    await reports.add({ number: 1, kind: 'locked', amenity: null, address: '198.51.100.1' }, now);
    await reports.add({ number: 1, kind: 'locked', amenity: null, address: '198.51.100.2' }, now);
    await news.tell();
    const told = async () => (await read()).find(({ kind }) => kind === 'trust')?.content;
    expect(await told()).toEqual({ reports: [{ kind: 'locked', count: 2, lastMs: now }] });
    await reports.decide({ number: 1, kind: 'locked', amenity: null }, 'dismissed', 'test', now);
    await news.tell();
    expect(await told()).toBe(null);
    await news.stop();
  });
});
