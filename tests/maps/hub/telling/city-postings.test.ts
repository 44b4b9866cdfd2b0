import { expect, it } from 'vitest';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { closePosting, editPosting, type PostingToTell, tellPosting } from '../../../../maps/hub/telling/city-postings.ts';
import { listItems } from '../../../../maps/hub/telling/list-items.ts';
import { takeAwayOver, takeBack } from '../../../../maps/hub/telling/take-away.ts';
import { longestValidityMs, type PostingContent } from '../../../../shared/domain/posting.ts';
import { addDays, endOfDayMs } from '../../../../shared/domain/work-day.ts';
import { itemContents } from '../../../../shared/exchange/inbox-item.ts';
import { content, now, today } from '../../../support/builders.ts';
import { onBothEngines } from '../../../support/hub-db.ts';
import { codeOf, north, toldCity } from './told-city.ts';

const id = (serial: number) => `0193582c-0000-7000-8000-${String(serial).padStart(12, '0')}`;
const untilMs = endOfDayMs(addDays(today, 3));
const written = (over: Partial<PostingContent> = {}): PostingContent => ({ ...content(), validThroughMs: untilMs, point: null, ...over });

async function opened(db: HubDb) {
  const city = await toldCity(db);
  const { parts } = city;
  return {
    ...city,
    tell: (over: Partial<PostingToTell> = {}) =>
      tellPosting(parts, { id: id(1), scope: [], content: written(), verified: true, confirmed: [], ...over }, '王芳'),
    edit: (revision: number, over: Partial<PostingContent>, of = id(1)) =>
      editPosting(parts, { id: of, revision, content: written(over), verified: false, confirmed: [] }, '王芳'),
    close: (revision: number) => closePosting(parts, id(1), revision, '王芳'),
    takeBack: (revision: number) => takeBack(parts, id(1), revision, '王芳'),
    list: async (standing: boolean) => (await listItems(db.reader, { standing, before: null })).rows,
  };
}

onBothEngines('a posting by the union', (open) => {
  it('is told to every station, in the form that stations read, and audited without names', async () => {
    const { tell, reads, audited } = await opened(await open());
    const posting = await tell();
    const told = { id: id(1), state: 'published', content: written({ verifiedAtMs: now }), revision: 1, fieldRevisions: {}, taken: 0 };
    const item = { kind: 'posting', key: id(1), content: { of: 'hub', posting: { ...told, demo: false, updatedAtMs: now } } };
    expect([await reads(1), await reads(2), await reads(3)]).toEqual([[item], [item], [item]]);
    expect(itemContents.posting.safeParse(item.content).error).toBeUndefined();
    expect(posting).toEqual({
      ...{ id: id(1), kind: 'posting', scope: [], state: 'standing', revision: 1, updatedAtMs: now, fieldRevisions: {} },
      content: written({ verifiedAtMs: now }),
    });
    expect(await audited()).toEqual([{ by: '王芳', action: 'posting.tell', number: null, details: { id: id(1), scope: [] } }]);
  });

  it('for a district is told there only', async () => {
    const { tell, reads } = await opened(await open());
    await tell({ scope: north });
    expect([(await reads(1)).length, await reads(2), await reads(3)]).toEqual([1, [], []]);
  });

  it('is one however often it is sent, and no other one under its id', async () => {
    const { tell, reads, list, clock } = await opened(await open());
    await tell();
    clock.pass(1000);
    expect((await tell()).updatedAtMs).toBe(now);
    expect([(await list(true)).length, (await reads(1)).length]).toEqual([1, 1]);
    expect(await codeOf(tell({ content: written({ title: '搬砖' }) }))).toBe('changed_meanwhile');
  });

  it('is edited by field, each with the revision that changed it', async () => {
    const { tell, edit, reads, audited } = await opened(await open());
    await tell();
    await edit(1, { headcount: 5 });
    const second = await edit(2, { headcount: 5, place: '海棠新区 建设路' });
    expect([second.revision, second.fieldRevisions]).toEqual([3, { headcount: 2, place: 3 }]);
    expect(second.content).toEqual(written({ headcount: 5, place: '海棠新区 建设路', verifiedAtMs: now }));
    expect((await reads(1)).map((item) => (item.content as never as { posting: object }).posting)).toEqual([
      expect.objectContaining({ state: 'published', revision: 3, fieldRevisions: { headcount: 2, place: 3 } }),
    ]);
    expect(await edit(3, { headcount: 5, place: '海棠新区 建设路' })).toEqual(second);
    expect((await audited()).map(({ action, details }) => [action, details])).toEqual([
      ['posting.tell', { id: id(1), scope: [] }],
      ['posting.edit', { id: id(1), fields: ['headcount'] }],
      ['posting.edit', { id: id(1), fields: ['place'] }],
    ]);
  });

  it('is verified anew by an edit that says so', async () => {
    const { tell, parts, clock } = await opened(await open());
    await tell({ verified: false });
    clock.pass(5000);
    const edited = await editPosting(parts, { id: id(1), revision: 1, content: written(), verified: true, confirmed: [] }, '王芳');
    expect([edited.content.verifiedAtMs, edited.fieldRevisions]).toEqual([now + 5000, { verifiedAtMs: 2 }]);
  });

  it('is closed, or taken back, and then neither edited nor closed again', async () => {
    const { tell, edit, close, takeBack, reads, list, audited } = await opened(await open());
    await tell();
    await close(1);
    expect((await reads(1))[0]?.content).toMatchObject({ of: 'hub', posting: { state: 'closed', revision: 2 } });
    expect([await codeOf(edit(2, { headcount: 9 })), await codeOf(close(2))]).toEqual(['posting_state', 'posting_state']);
    await takeBack(2);
    expect((await takeBack(2)).revision).toBe(3);
    expect((await reads(1))[0]?.content).toBe(null);
    expect([await list(true), (await list(false)).map(({ state }) => state)]).toEqual([[], ['taken-back']]);
    expect((await audited()).map(({ action }) => action)).toEqual(['posting.tell', 'posting.close', 'posting.take-back']);
  });

  it('is taken away by itself when its validity is over, and not before', async () => {
    const { tell, parts, clock, reads, list, edit } = await opened(await open());
    await tell();
    clock.pass(untilMs - now);
    await takeAwayOver(parts);
    expect((await list(true)).length).toBe(1);
    clock.pass(1);
    await takeAwayOver(parts);
    expect([(await reads(1))[0]?.content, (await list(false)).map(({ state }) => state)]).toEqual([null, ['over']]);
    expect(await codeOf(edit(1, { headcount: 9 }))).toBe('posting_state');
  });

  it('that was closed stays closed when its validity is over', async () => {
    const { tell, close, parts, clock, reads, list } = await opened(await open());
    await tell();
    await close(1);
    clock.pass(untilMs - now + 1);
    await takeAwayOver(parts);
    expect([(await reads(1))[0]?.content, (await list(false)).map(({ state }) => state)]).toEqual([null, ['closed']]);
  });

  it('says for how many stations it is, and how many have read it as it is now', async () => {
    const { tell, edit, list, readsAll, linked } = await opened(await open());
    const reach = async () => (await list(true)).map(({ stations, read }) => [stations, read]);
    await tell({ scope: ['河西省'] });
    expect(await reach()).toEqual([[2, 0]]);
    await readsAll(1);
    expect(await reach()).toEqual([[2, 1]]);
    await edit(1, { headcount: 9 });
    expect(await reach()).toEqual([[2, 0]]);
    await readsAll(2);
    await linked.revoke(1, 'test');
    expect(await reach()).toEqual([[1, 1]]);
  });

  it('is refused without what the law asks for, without a phone, and with what must not be written', async () => {
    const { tell, reads, audited } = await opened(await open());
    await expect(tell({ content: written({ employer: null, contactPhone: null }) })).rejects.toMatchObject({
      ...{ code: 'posting_incomplete', details: { missing: ['employer', 'contactPhone'] } },
    });
    await expect(tell({ content: written({ conditions: '限女性' }) })).rejects.toMatchObject({
      ...{ code: 'posting_blocked', details: { findings: [{ rule: 'sex', severity: 'block', field: 'conditions', words: '限女性' }] } },
    });
    expect(await codeOf(tell({ content: written({ validThroughMs: now - 1 }) }))).toBe('validity_invalid');
    expect(await codeOf(tell({ content: written({ validThroughMs: now + longestValidityMs + 1 }) }))).toBe('validity_invalid');
    expect(await codeOf(tell({ scope: ['河西省', '没有的市'] }))).toBe('scope_unknown');
    expect([await reads(1), await audited()]).toEqual([[], []]);
  });

  it('is told with doubts only once the operator has asked', async () => {
    const { tell } = await opened(await open());
    const content = written({ headcount: 150 });
    await expect(tell({ content })).rejects.toMatchObject({
      ...{
        code: 'posting_doubtful',
        details: { findings: [{ rule: 'headcount_high', severity: 'warn', field: 'headcount', words: '150' }] },
      },
    });
    expect(await codeOf(tell({ content, confirmed: ['headcount_high'] }))).toBe('done');
    expect(await codeOf(tell({ id: id(2) }))).toBe('posting_doubtful');
    expect(await codeOf(tell({ id: id(2), confirmed: ['duplicate'] }))).toBe('done');
  });

  it('is refused where it is not there, and where somebody else was quicker', async () => {
    const { tell, edit, close, takeBack } = await opened(await open());
    expect([await codeOf(edit(1, {})), await codeOf(close(1)), await codeOf(takeBack(1))]).toEqual(Array(3).fill('posting_not_found'));
    await tell();
    await edit(1, { headcount: 9 });
    expect([await codeOf(edit(1, {})), await codeOf(close(1)), await codeOf(takeBack(1))]).toEqual(Array(3).fill('changed_meanwhile'));
  });
});
