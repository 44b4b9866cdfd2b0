import { expect, it } from 'vitest';
import { takeBatch } from '../../../../maps/hub/exchange/take-batch.ts';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { editStationPosting, type StationPostingEdit, stationPostings } from '../../../../maps/hub/telling/station-postings.ts';
import { takeAwayOver } from '../../../../maps/hub/telling/take-away.ts';
import { addDays, endOfDayMs } from '../../../../shared/domain/work-day.ts';
import { content, now, today } from '../../../support/builders.ts';
import { batchOf, postingFact } from '../../../support/exchange.ts';
import { onBothEngines } from '../../../support/hub-db.ts';
import { codeOf, toldCity } from './told-city.ts';

const id = '0193582c-0000-7000-8000-000000000001';
const ours = postingFact({ id, revision: 4, content: content({ validThroughMs: endOfDayMs(addDays(today, 3)) }) });

/** Station 1 has told its posting, at revision 4. */
async function opened(db: HubDb) {
  const city = await toldCity(db);
  await takeBatch(db, 1, batchOf([ours]), now);
  return {
    ...city,
    list: (number = 1) => stationPostings(db.reader, number),
    edit: (fields: StationPostingEdit['fields'], over: Partial<StationPostingEdit> = {}) =>
      editStationPosting(city.parts, { number: 1, id, base: 4, fields, confirmed: [], ...over }, '王芳'),
  };
}

onBothEngines('the union’s edit of a station’s own posting', (open) => {
  it('is told to that station only: the fields that differ, and the revision that was seen', async () => {
    const { edit, reads, audited } = await opened(await open());
    expect(await edit({ headcount: 7, place: ours.content.place })).toEqual(['headcount']);
    const told = { kind: 'posting', key: `${id}@4`, content: { of: 'station', id, base: 4, fields: { headcount: 7 } } };
    expect([await reads(1), await reads(2)]).toEqual([[told], []]);
    expect(await audited()).toEqual([{ by: '王芳', action: 'station-posting.edit', number: 1, details: { id, fields: ['headcount'] } }]);
  });

  it('goes with one of the same revision that the station has not read, and shows as waiting until it has', async () => {
    const { edit, reads, list, readsAll, parts } = await opened(await open());
    await edit({ headcount: 7 });
    await edit({ title: '刷墙' });
    const fields = { headcount: 7, title: '刷墙' };
    expect((await reads(1)).map((item) => item.content)).toEqual([{ of: 'station', id, base: 4, fields }]);
    const row = { id, state: 'published', revision: 4, content: ours.content, updatedAtMs: ours.updatedAtMs };
    expect(await list()).toEqual({ number: 1, name: '城北零工之家驿站', postings: [{ ...row, waiting: fields }] });
    expect(await edit({ title: ours.content.title })).toEqual(['title']);
    expect((await list()).postings[0]?.waiting).toEqual({ headcount: 7, title: ours.content.title });
    await readsAll(2);
    await takeAwayOver(parts);
    expect((await reads(1)).length).toBe(1);
    await readsAll(1);
    await takeAwayOver(parts);
    expect([await reads(1), (await list()).postings]).toEqual([[], [{ ...row, waiting: {} }]]);
  });

  it('that changes nothing is not told', async () => {
    const { edit, reads, audited } = await opened(await open());
    expect(await edit({ headcount: ours.content.headcount })).toEqual([]);
    expect([await reads(1), await audited()]).toEqual([[], []]);
  });

  it('is refused where the hub does not know what was seen, and for a posting that is not that station’s', async () => {
    const { edit } = await opened(await open());
    await expect(edit({ headcount: 7 }, { base: 5 })).rejects.toMatchObject({ code: 'changed_meanwhile', details: { revision: 4 } });
    expect(await codeOf(edit({ headcount: 7 }, { id: '0193582c-0000-7000-8000-000000000002' }))).toBe('posting_not_found');
    expect(await codeOf(edit({ headcount: 7 }, { number: 2 }))).toBe('posting_not_found');
  });

  it('is refused for what could not be published', async () => {
    const { edit, reads } = await opened(await open());
    expect(await codeOf(edit({ employer: null }))).toBe('posting_incomplete');
    expect(await codeOf(edit({ conditions: '限男性' }))).toBe('posting_blocked');
    expect(await codeOf(edit({ headcount: 200 }))).toBe('posting_doubtful');
    expect(await codeOf(edit({ headcount: 200 }, { confirmed: ['headcount_high'] }))).toBe('done');
    expect(await codeOf(edit({ endMinute: 100 }))).toBe('input_invalid');
    expect((await reads(1)).length).toBe(1);
  });

  it('is refused by a station that is not there, is gone, or exchanges nothing; so is the list', async () => {
    const { edit, list, linked, stations } = await opened(await open());
    const both = async (number: number) => [await codeOf(edit({ headcount: 7 }, { number })), await codeOf(list(number))];
    expect([await both(9), await both(3)]).toEqual([Array(2).fill('station_not_found'), Array(2).fill('station_not_linked')]);
    await linked.revoke(1, 'test');
    expect(await both(1)).toEqual(Array(2).fill('station_not_linked'));
    await stations.withdraw(1, 'test');
    expect(await both(1)).toEqual(Array(2).fill('station_gone'));
  });
});
