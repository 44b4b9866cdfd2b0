import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { inbox } from '../../../../maps/hub/exchange/inbox.ts';
import { type Links, links } from '../../../../maps/hub/exchange/links.ts';
import { takeBatch } from '../../../../maps/hub/exchange/take-batch.ts';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { sqlStationStore } from '../../../../maps/hub/store/sql-station-store.ts';
import type { Fact } from '../../../../shared/exchange/fact.ts';
import { now } from '../../../support/builders.ts';
import { batchOf, dayFact, linkKeys, postingFact } from '../../../support/exchange.ts';
import { onBothEngines, stationToPut } from '../../../support/hub-db.ts';

onBothEngines('a batch of facts', (open) => {
  let db: HubDb;
  let known: Links;
  const days = () => db.reader.selectFrom('station_day').select(['number', 'day', 'visits', 'purposes']).orderBy('day').execute();
  const take = (facts: readonly Fact[], where: Parameters<typeof batchOf>[1] = {}) => takeBatch(db, 1, batchOf(facts, where), now);

  beforeEach(async () => {
    db = await open();
    known = links({ db, nowMs: () => now });
    await known.ledger();
    await sqlStationStore({ db, nowMs: () => now }).put([stationToPut(), stationToPut()], 'import');
    const { code } = await known.makeCode(1, 'wang');
    await known.enrol({ code, linkKey: linkKeys().publicKey, name: '零工之家', address: '198.51.100.7' });
  });

  it('is kept, and tells how far it is kept', async () => {
    const facts = [dayFact('2026-11-22', { visits: { rest: 4, jobs: 2 } }), postingFact(), { kind: 'confirmed', atMs: now - 5 } as const];
    const { acknowledgement, facts: fresh } = await take(facts);
    expect(acknowledgement).toEqual({ epoch: 1, next: 4, nowMs: now });
    expect(fresh).toEqual(facts);
    expect(await days()).toEqual([{ number: 1, day: '2026-11-22', visits: 6, purposes: '{"rest":4,"jobs":2}' }]);
    expect((await known.find(1))?.confirmedAtMs).toBe(now - 5);
    const kept = await db.reader.selectFrom('station_posting').select('data').executeTakeFirstOrThrow();
    expect(JSON.parse(kept.data)).toEqual(facts[1]);
  });

  it('of which a part was kept before brings only the rest', async () => {
    const [one, two, three] = [dayFact('2026-11-20'), dayFact('2026-11-21'), dayFact('2026-11-22')];
    await take([one, two]);
    const again = await take([two, three], { from: 2 });
    expect([again.facts, again.acknowledgement.next, (await days()).length]).toEqual([[three], 4, 3]);
    expect((await take([one, two])).facts).toEqual([]);
  });

  it('with a later state of the same thing leaves the later one', async () => {
    await take([dayFact('2026-11-22', { visits: { rest: 1 } }), dayFact('2026-11-22', { visits: { rest: 2 } })]);
    expect((await days()).map(({ visits }) => visits)).toEqual([2]);
  });

  it('forgets a posting that is no longer public, also one of the same batch', async () => {
    const ids = [1, 2, 3].map(() => crypto.randomUUID());
    const [one = '', two = '', three = ''] = ids;
    await take([postingFact({ id: one }), postingFact({ id: two })]);
    await take(
      [
        { kind: 'gone', id: one },
        postingFact({ id: three }),
        { kind: 'gone', id: three },
        { kind: 'gone', id: two },
        postingFact({ id: two }),
      ],
      {
        from: 3,
      },
    );
    expect((await db.reader.selectFrom('station_posting').select('id').execute()).map(({ id }) => id)).toEqual([two]);
  });

  it('after a gap is refused, with what is expected, and nothing of it is kept', async () => {
    await take([dayFact('2026-11-20')]);
    await expect(take([dayFact('2026-11-22')], { from: 3 })).rejects.toMatchObject({
      code: 'sequence_gap',
      details: { epoch: 1, next: 2 },
    });
    expect((await days()).length).toBe(1);
  });

  it('of an earlier epoch is refused; of a later one begins at 1', async () => {
    await take([dayFact('2026-11-20')], { epoch: 3 });
    await expect(take([dayFact('2026-11-21')], { epoch: 2 })).rejects.toMatchObject({ code: 'epoch_past', details: { epoch: 3, next: 2 } });
    await expect(take([dayFact('2026-11-21')], { epoch: 4, from: 2 })).rejects.toMatchObject({ code: 'sequence_gap' });
    expect((await take([dayFact('2026-11-21')], { epoch: 4 })).acknowledgement).toEqual({ epoch: 4, next: 2, nowMs: now });
  });

  it('with one fact that is not valid is refused as a whole, and names it', async () => {
    const wrong = { ...dayFact('2026-11-22'), day: '2026-13-01' } as Fact;
    await expect(take([dayFact('2026-11-21'), wrong])).rejects.toMatchObject({ code: 'batch_invalid', details: { sequence: 2 } });
    expect(await days()).toEqual([]);
  });

  it('of a future version, or without a form, is refused', async () => {
    await expect(takeBatch(db, 1, { ...batchOf([]), version: 2 }, now)).rejects.toMatchObject({ code: 'batch_version' });
    for (const body of [null, [], 'x', { version: 1 }, { ...batchOf([dayFact('2026-11-22')]), more: 1 }]) {
      await expect(takeBatch(db, 1, body, now)).rejects.toMatchObject({ code: 'batch_invalid' });
    }
  });

  it('of a station that never enrolled, or no longer may, is refused', async () => {
    await expect(takeBatch(db, 2, batchOf([]), now)).rejects.toMatchObject({ code: 'link_unknown' });
    await known.revoke(1, 'wang');
    await expect(take([dayFact('2026-11-22')])).rejects.toMatchObject({ code: 'link_revoked' });
  });

  it('sent in any pieces, again and again, leaves what one batch would', async () => {
    const all = Array.from({ length: 12 }, (_, at) => dayFact(`2026-10-${String((at % 5) + 1).padStart(2, '0')}`, { visitors: at }));
    let epoch = 1;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(11), fc.integer({ min: 1, max: 12 })), { maxLength: 12 }), async (pieces) => {
        epoch += 1;
        let next = 1;
        for (const [from, count] of [...pieces, [0, 12] as const]) {
          const part = all.slice(from, from + count);
          const sent = take(part, { epoch, from: from + 1 });
          if (from + 1 > next) await expect(sent).rejects.toMatchObject({ code: 'sequence_gap' });
          else next = Math.max(next, (await sent).acknowledgement.next);
        }
        const found = await db.reader.selectFrom('station_day').select(['day', 'visitors']).orderBy('day').execute();
        expect([next, found.map(({ visitors }) => visitors)]).toEqual([13, [10, 11, 7, 8, 9]]);
      }),
      { numRuns: 8 },
    );
  });
});

onBothEngines('what stations are told', (open) => {
  let db: HubDb;
  beforeEach(async () => {
    db = await open();
    const south = stationToPut({ district: ['河西省', '西河市', '城南区'] });
    await sqlStationStore({ db, nowMs: () => now }).put([stationToPut(), south], 'import');
  });
  const keys = (page: { items: readonly { key: string }[] }) => page.items.map(({ key }) => key);

  it('is for all, for a district, or for one; later replaces earlier; null takes away', async () => {
    const box = inbox(db);
    await box.tell([
      { scope: 'all', kind: 'notice', key: 'a', content: { title: '甲' } },
      { scope: ['河西省', '西河市'], kind: 'notice', key: 'b', content: { title: '乙' } },
      { scope: ['河西省', '西河市', '城南区'], kind: 'notice', key: 'c', content: { title: '丙' } },
      { scope: 1, kind: 'notice', key: 'd', content: { title: '丁' } },
    ]);
    const first = await box.read(1, '', 200);
    expect([keys(first), keys(await box.read(2, '', 200))]).toEqual([
      ['a', 'b', 'd'],
      ['a', 'b', 'c'],
    ]);
    await box.tell([
      { scope: 'all', kind: 'notice', key: 'a', content: null },
      { scope: 1, kind: 'notice', key: 'd', content: { title: '丁' } },
    ]);
    expect(await box.read(1, first.next, 200)).toEqual({
      items: [{ revision: 5, kind: 'notice', key: 'a', content: null }],
      ...{ kept: { epoch: 0, next: 1 }, next: expect.stringMatching(/^5\./), more: false },
    });
  });

  it('is read page by page, and not from beyond the end', async () => {
    const box = inbox(db);
    await box.tell(['a', 'b', 'c'].map((key) => ({ scope: 'all', kind: 'notice', key, content: {} }) as const));
    const first = await box.read(1, '', 2);
    expect([keys(first), first.next, first.more]).toEqual([['a', 'b'], expect.stringMatching(/^2\./), true]);
    const second = await box.read(1, first.next, 2);
    expect([keys(second), second.more, await box.read(1, second.next, 2)]).toEqual([['c'], false, { ...second, items: [] }]);
    await expect(box.read(1, '4.abcdefghijk', 2)).rejects.toMatchObject({ code: 'cursor_ahead', details: { last: 3 } });
  });

  it('is read from the beginning in another district: what was told there before was never read', async () => {
    const box = inbox(db);
    const store = sqlStationStore({ db, nowMs: () => now });
    await store.edit(1, { district: ['河西省', '西河市', '城北区'] }, 'wang');
    await box.tell([
      { scope: ['河西省', '西河市', '城北区'], kind: 'notice', key: 'here', content: {} },
      { scope: ['河西省', '西河市', '城南区'], kind: 'notice', key: 'there', content: {} },
      { scope: 'all', kind: 'notice', key: 'all', content: {} },
    ]);
    const { next, ...before } = await box.read(1, '', 9);
    expect([keys(before), (await box.read(1, next, 9)).next]).toEqual([['here', 'all'], next]);
    await store.edit(1, { district: ['河西省', '西河市', '城南区'] }, 'wang');
    await expect(box.read(1, next, 9)).rejects.toMatchObject({ code: 'cursor_ahead' });
    expect(keys(await box.read(1, '', 9))).toEqual(['there', 'all']);
  });

  it('is not read on from where another database was: this one is its backup, and has told other things since', async () => {
    const box = inbox(db);
    const tell = (key: string) => box.tell([{ scope: 'all', kind: 'notice', key, content: {} }]);
    await tell('a');
    const shared = (await box.read(1, '', 9)).next;
    await tell('b');
    const lost = (await box.read(1, shared, 9)).next;
    // back to the backup, and on from there to as many revisions
    await db.writer.deleteFrom('inbox_item').where('key', '=', 'b').execute();
    await db.writer.deleteFrom('inbox_mark').where('revision', '=', 2).execute();
    await db.writer.updateTable('hub_state').set({ inbox_revision: 1 }).execute();
    await tell('c');
    const since = await box.read(1, shared, 9);
    expect([keys(since), since.next.slice(0, 2), lost.slice(0, 2)]).toEqual([['c'], '2.', '2.']);
    await expect(box.read(1, lost, 9)).rejects.toMatchObject({ code: 'cursor_ahead' });
  });
});
