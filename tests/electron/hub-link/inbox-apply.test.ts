import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/db/database.ts';
import { copyReader } from '../../../electron/db/hub-copy-repository.ts';
import { linkReader } from '../../../electron/db/link-repository.ts';
import { conflictReader } from '../../../electron/db/posting-conflict-repository.ts';
import { postingReader, postingWriter } from '../../../electron/db/posting-repository.ts';
import { inboxApply } from '../../../electron/hub-link/inbox-apply.ts';
import { revise } from '../../../shared/domain/posting.ts';
import type { LintFinding } from '../../../shared/domain/posting-lint.ts';
import { cityNotice, noticeContent, now, posting, today } from '../../support/builders.ts';
import { postingFact } from '../../support/exchange.ts';
import { manager } from '../../support/linked-station.ts';
import { testStation } from '../../support/station.ts';

function station(findings: readonly LintFinding[] = []) {
  const { db, publish, api, actorOf } = testStation();
  let serial = 0;
  const newId = () => `0193582d-0000-7000-8000-${String(++serial).padStart(12, '0')}`;
  const apply = inboxApply({ db, newId, nowMs: () => now, lintOf: () => () => findings });
  let revision = 0;
  return {
    ...{ db, publish, api, actorOf },
    tell: (...items: readonly { readonly kind: string; readonly key?: string; readonly content: unknown }[]) =>
      inTransaction(db, () => apply(items.map(({ kind, key = '', content }) => ({ revision: ++revision, kind, key, content })))),
    get: postingReader(db).get,
    find: (source: string, id: string) => postingReader(db).findByOrigin(source, id),
    conflicts: () => conflictReader(db).list(),
    faults: () =>
      linkReader(db)
        .faults()
        .map(({ kind, key, rule }) => [kind, key, rule]),
    copies: (kind: 'trust' | 'hire') => copyReader(db).list(kind),
  };
}

const { kind: _, ...fact } = postingFact();
const fromHub = (over: object = {}) => ({ kind: 'posting', key: fact.id, content: { of: 'hub', posting: { ...fact, ...over } } });

describe('what the hub tells', () => {
  it('puts a posting of the city on the screen, once, and takes it away again', () => {
    const { tell, find } = station();
    tell(fromHub());
    tell(fromHub());
    expect(find('hub', fact.id)).toMatchObject({ state: 'published', content: fact.content, demo: false });
    tell(fromHub({ content: { ...fact.content, headcount: 9 } }));
    expect(find('hub', fact.id)).toMatchObject({ state: 'published', content: { headcount: 9 } });
    tell({ kind: 'posting', key: fact.id, content: null });
    expect(find('hub', fact.id)).toMatchObject({ state: 'closed', closedReason: 'hub' });
  });

  it('holds a posting back that the law forbids, for staff to look at', () => {
    const { tell, find } = station([{ rule: 'pay_below_floor', severity: 'block', field: 'wage', words: '5元/时' }]);
    tell(fromHub());
    expect(find('hub', fact.id)).toMatchObject({ state: 'pending' });
  });

  it('merges an edit of a posting of ours, and tells staff of a field that both changed', () => {
    const { db, publish, tell, get, conflicts } = station();
    const ours = posting();
    publish(ours);
    const content = { ...ours.content, headcount: 4 };
    inTransaction(db, () => postingWriter(db).update({ ...ours, content, ...revise(ours, content) } as typeof ours));
    const edit = { of: 'station', id: ours.id, base: 1, fields: { headcount: 7, place: '南门 工地' } };
    tell({ kind: 'posting', key: `${ours.id}@1`, content: edit });
    expect(get(ours.id)).toMatchObject({ state: 'published', revision: 3, content: { headcount: 4, place: '南门 工地' } });
    expect(conflicts()).toEqual([{ postingId: ours.id, field: 'headcount', theirs: 7, atMs: now }]);
    tell({ kind: 'posting', key: `${ours.id}@1`, content: { ...edit, fields: { place: '南门 工地' } } });
    expect(get(ours.id)?.revision).toBe(3);
  });

  it('takes a posting off the screen when an edit leaves it without the legal minimum', () => {
    const { publish, tell, get } = station();
    const ours = posting();
    publish(ours);
    tell({ kind: 'posting', key: 'x', content: { of: 'station', id: ours.id, base: 1, fields: { conditions: null } } });
    expect(get(ours.id)).toMatchObject({ state: 'pending', content: { conditions: null } });
  });

  it('brings what an employer sent from a phone to be reviewed, once', () => {
    const { tell, find } = station();
    const id = '0193582c-0000-7000-8000-0000000000aa';
    const content = { ...fact.content, contactPhone: null, validThroughMs: null, verifiedAtMs: now };
    const sent = { kind: 'submission', key: id, content: { id, content, phone: '13900002608', atMs: now } };
    tell(sent);
    tell(sent);
    expect(find('phone', id)).toMatchObject({ state: 'pending', content: { contactPhone: '13900002608', verifiedAtMs: null } });
  });

  it('keeps the rest as it came, later in the place of earlier', () => {
    const { tell, copies } = station();
    const trust = (count: number) => ({ kind: 'trust', content: { reports: [{ kind: 'locked', count, lastMs: now }] } });
    const hire = { id: fact.id, generation: 1, serial: 3, day: today };
    tell(trust(1), { kind: 'hire', key: 'a', content: hire }, { kind: 'hire', key: 'b', content: hire });
    tell(trust(2), { kind: 'hire', key: 'a', content: null });
    expect([copies('trust').map(({ content }) => content), copies('hire').map(({ key }) => key)]).toEqual([[trust(2).content], ['b']]);
  });

  it('puts the city’s notices on the screen, and takes off what the city takes back', async () => {
    const { tell, api } = station();
    const shown = async () => (await api['notice.list']({})).notices.map(({ title }) => title);
    tell(cityNotice(1), cityNotice(2));
    expect(await shown()).toEqual(['通知 1', '通知 2']);
    tell(cityNotice(1, { title: '改到体育馆' }), { ...cityNotice(2), content: null });
    expect(await shown()).toEqual(['改到体育馆']);
  });

  it('leaves off the screen what staff took off it, whatever the city changes; staff cannot change its words', async () => {
    const { tell, api, actorOf } = station();
    const actor = await manager({ api, actorOf });
    tell(cityNotice(1));
    const [row] = (await api['notice.shelf']({}, actor)).notices;
    expect(row).toMatchObject({ origin: 'hub', state: 'published', title: '通知 1' });
    const { id, revision } = row ?? { id: '', revision: 0 };
    const edit = api['notice.edit']({ id, revision, content: noticeContent() }, actor);
    await expect(edit).rejects.toMatchObject({ code: 'notice_from_hub' });
    await api['notice.withdraw']({ id, revision }, actor);
    tell(cityNotice(1, { title: '改到体育馆' }));
    const [now] = (await api['notice.shelf']({}, actor)).notices;
    expect([now?.title, now?.state, (await api['notice.list']({})).notices]).toEqual(['改到体育馆', 'withdrawn', []]);
  });

  it('passes over a notice that is not whole, or that takes the name of one of ours', async () => {
    const { tell, api, actorOf, faults } = station();
    const actor = await manager({ api, actorOf });
    const { id } = await api['notice.create']({ content: noticeContent({ title: '本站的' }) }, actor);
    const { content } = cityNotice(3);
    tell({ ...cityNotice(3), content: { ...content, title: '' } }, { ...cityNotice(3), key: 'n3' }, { ...cityNotice(3), key: id });
    tell({ ...cityNotice(3), content: { ...content, link: 'javascript:alert(1)' } }, { ...cityNotice(3), key: id, content: null });
    const rows = (await api['notice.shelf']({}, actor)).notices.map(({ title, origin }) => [title, origin]);
    expect([rows, faults().map(([, , rule]) => rule)]).toEqual([[['本站的', 'station']], ['invalid', 'key', 'key', 'invalid']]);
  });

  it('passes over what it does not understand, tells it, and takes the rest', () => {
    const { tell, faults, copies } = station();
    tell(
      { kind: 'lottery', key: 'a', content: {} },
      { kind: 'hire', key: 'b', content: { id: 'b', generation: 0 } },
      fromHub({ content: { ...fact.content, validThroughMs: now - 1 } }),
      { kind: 'trust', content: { reports: [] } },
    );
    expect([faults().sort(), copies('trust').length]).toEqual([
      [
        ['hire', 'b', 'id'],
        ['lottery', 'a', 'unknown_kind'],
        ['posting', fact.id, 'expired'],
      ],
      1,
    ]);
  });
});
