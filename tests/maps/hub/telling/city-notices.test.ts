import { expect, it } from 'vitest';
import type { HubDb } from '../../../../maps/hub/store/hub-db.ts';
import { editNotice, type NoticeToTell, tellNotice } from '../../../../maps/hub/telling/city-notices.ts';
import { editPosting } from '../../../../maps/hub/telling/city-postings.ts';
import { takeAwayOver, takeBack } from '../../../../maps/hub/telling/take-away.ts';
import { itemContents } from '../../../../shared/exchange/inbox-item.ts';
import { content, noticeContent, now } from '../../../support/builders.ts';
import { onBothEngines } from '../../../support/hub-db.ts';
import { codeOf, north, toldCity } from './told-city.ts';

const id = '0193582c-0000-7000-8000-000000000001';
const hour = 3_600_000;
const fair = (over: Parameters<typeof noticeContent>[0] = {}) => ({ ...noticeContent(), endsAtMs: now + 24 * hour, ...over });

async function opened(db: HubDb) {
  const city = await toldCity(db);
  return {
    ...city,
    tell: (over: Partial<NoticeToTell> = {}) => tellNotice(city.parts, { id, scope: [], content: fair(), ...over }, '王芳'),
    edit: (revision: number, over: Parameters<typeof fair>[0]) => editNotice(city.parts, { id, revision, content: fair(over) }, '王芳'),
  };
}

onBothEngines('a notice by the union', (open) => {
  it('is told where it is for, in the form that stations read', async () => {
    const { tell, reads, audited } = await opened(await open());
    await tell({ scope: north });
    expect([await reads(1), await reads(2)]).toEqual([[{ kind: 'notice', key: id, content: fair() }], []]);
    expect(itemContents.notice.safeParse((await reads(1))[0]?.content).error).toBeUndefined();
    expect((await tell({ scope: north })).revision).toBe(1);
    expect(await audited()).toEqual([{ by: '王芳', action: 'notice.tell', number: null, details: { id, scope: north } }]);
  });

  it('is edited, and taken back', async () => {
    const { tell, edit, reads, audited, parts } = await opened(await open());
    await tell();
    const edited = await edit(1, { title: '冬季招聘会' });
    expect((await reads(2)).map((item) => item.content)).toEqual([fair({ title: '冬季招聘会' })]);
    expect(await edit(2, { title: '冬季招聘会' })).toEqual(edited);
    await takeBack(parts, id, 2, '李强');
    expect((await reads(2)).map((item) => item.content)).toEqual([null]);
    expect(await codeOf(edit(3, {}))).toBe('notice_state');
    expect((await audited()).slice(1)).toEqual([
      { by: '王芳', action: 'notice.edit', number: null, details: { id, fields: ['title'] } },
      { by: '李强', action: 'notice.take-back', number: null, details: { id } },
    ]);
  });

  it('is taken away by itself at its end', async () => {
    const { tell, reads, parts, clock } = await opened(await open());
    await tell();
    clock.pass(24 * hour - 1);
    await takeAwayOver(parts);
    expect((await reads(1)).map((item) => item.content)).toEqual([fair()]);
    clock.pass(1);
    await takeAwayOver(parts);
    expect((await reads(1)).map((item) => item.content)).toEqual([null]);
  });

  it('is refused with times that make no sense, without a title, with a link that phones must not follow', async () => {
    const { tell, edit, reads } = await opened(await open());
    const told = (over: Parameters<typeof fair>[0]) => codeOf(tell({ content: fair(over) }));
    expect(await told({ endsAtMs: fair().startsAtMs })).toBe('notice_times_invalid');
    expect(await told({ startsAtMs: now - 3 * hour, endsAtMs: now - hour })).toBe('notice_over');
    expect(await told({ title: '' })).toBe('notice_title_missing');
    expect(await told({ link: 'http://10.0.0.1/' })).toBe('notice_link_invalid');
    expect(await codeOf(tell({ scope: ['没有的省'] }))).toBe('scope_unknown');
    expect([await reads(1), await codeOf(edit(1, {}))]).toEqual([[], 'notice_not_found']);
  });

  it('is no posting, and is not overwritten unseen', async () => {
    const { tell, edit, parts } = await opened(await open());
    await tell();
    const posting = { id, revision: 1, content: content(), verified: false, confirmed: [] };
    expect(await codeOf(editPosting(parts, posting, '王芳'))).toBe('posting_not_found');
    await edit(1, { title: '冬季招聘会' });
    expect(await codeOf(edit(1, { title: '春季招聘会' }))).toBe('changed_meanwhile');
    expect(await codeOf(tell({ content: fair({ title: '春季招聘会' }) }))).toBe('changed_meanwhile');
  });
});
