import { describe, expect, it } from 'vitest';
import { postingReader } from '../../../../electron/db/posting-repository.ts';
import { takeAwayOver } from '../../../../maps/hub/telling/take-away.ts';
import { addDays, endOfDayMs } from '../../../../shared/domain/work-day.ts';
import { content, noticeContent, now, posting, today } from '../../../support/builders.ts';
import { openHub } from '../../../support/hub.ts';
import { stationToPut } from '../../../support/hub-db.ts';
import { enrolledStation } from '../../../support/linked-station.ts';

const path = '/api/desk/telling';
const id = '0193582c-0000-7000-8000-000000000001';
const written = { ...content(), point: null, validThroughMs: endOfDayMs(addDays(today, 3)) };
const toTell = { id, scope: [] as string[], content: written, verified: true, confirmed: [] as string[] };
const fair = { ...noticeContent(), endsAtMs: now + 86_400_000 };

describe('the routes of what the union tells', () => {
  it('show it to whoever may look, and let nobody below an editor change it', async () => {
    const { ask, signIn } = await openHub();
    const [looker, editor] = [await signIn('look'), await signIn('edit')];
    const told = await ask(`POST ${path}/postings`, { body: toTell, headers: editor });
    const row = { id, kind: 'posting', scope: [], state: 'standing', revision: 1, updatedAtMs: now, stations: 0, read: 0 };
    expect(told.body.value).toMatchObject({ ...row, content: { ...written, verifiedAtMs: now } });
    expect((await ask(`GET ${path}`, { headers: looker })).body.value).toMatchObject({ rows: [row], next: null });
    const notice = { id, scope: [], content: fair };
    const edit = { base: 1, fields: { headcount: 7 } };
    for (const [what, body] of [
      [`POST ${path}/postings`, toTell],
      [`PUT ${path}/postings/${id}`, { revision: 1, content: written, verified: false }],
      [`POST ${path}/postings/${id}/close`, { revision: 1 }],
      [`POST ${path}/notices`, notice],
      [`PUT ${path}/notices/${id}`, { revision: 1, content: fair }],
      [`POST ${path}/${id}/take-back`, { revision: 1 }],
      [`POST /api/desk/stations/1/postings/${id}/edits`, edit],
    ] as const) {
      expect([what, (await ask(what, { body, headers: looker })).body.error?.code]).toEqual([what, 'role_refused']);
      expect([what, (await ask(what, { body })).body.error?.code]).toEqual([what, 'signed_out']);
    }
    expect((await ask(`GET ${path}`)).body.error?.code).toBe('signed_out');
  });

  it('refuse what is not of their form', async () => {
    const { ask, signIn } = await openHub();
    const headers = await signIn('edit');
    const refused = async (what: string, body: object) => (await ask(what, { body, headers })).body.error?.code;
    expect([
      await refused(`POST ${path}/postings`, { ...toTell, id: 'one' }),
      await refused(`POST ${path}/postings`, { ...toTell, scope: ['a', 'b', 'c', 'd'] }),
      await refused(`POST ${path}/postings`, { ...toTell, content: { ...written, headcount: 0 } }),
      await refused(`POST ${path}/postings`, { ...toTell, confirmed: ['everything'] }),
      await refused(`POST ${path}/notices`, { id, scope: [], content: { ...fair, colour: 'red' } }),
      await refused(`POST /api/desk/stations/1/postings/${id}/edits`, { base: 1, fields: { verifiedAtMs: now } }),
      await refused(`POST ${path}/${id}/take-back`, { revision: 0 }),
    ]).toEqual(Array(7).fill('input_invalid'));
  });

  it('go on where a page ends', async () => {
    const { ask, signIn, hub } = await openHub();
    await hub.parts.stations.put([stationToPut()], 'test');
    const headers = await signIn('edit');
    const idOf = (at: number) => `0193582c-0000-7000-8000-${String(at).padStart(12, '0')}`;
    for (let at = 1; at <= 51; at++) await ask(`POST ${path}/notices`, { body: { id: idOf(at), scope: [], content: fair }, headers });
    interface Page {
      readonly rows: readonly { readonly id: string }[];
      readonly next: string | null;
    }
    const page = async (query: string) => (await ask(`GET ${path}${query}`, { headers })).body.value as never as Page;
    const first = await page('');
    expect([first.rows.length, first.rows[0]?.id, first.next]).toEqual([50, idOf(51), idOf(2)]);
    expect((await page(`?before=${first.next}`)).rows.map((row) => row.id)).toEqual([idOf(1)]);
    expect((await page('?standing=no')).rows).toEqual([]);
  });
});

describe('a station that exchanges', () => {
  async function city() {
    const both = await enrolledStation();
    const headers = await both.hub.signIn('edit');
    return {
      ...both,
      headers,
      ask: (what: string, body?: object) => both.hub.ask(what, { headers, ...(body && { body }) }),
      exchange: () => both.api['link.send']({}, both.actor),
      fromHub: () => postingReader(both.db).findByOrigin('hub', id),
    };
  }

  it('shows the union’s posting, follows its edit, and shows it no more when it was taken back', async () => {
    const { ask, exchange, fromHub } = await city();
    await ask(`POST ${path}/postings`, { ...toTell, scope: ['河西省', '西河市', '城北区'] });
    await exchange();
    expect([fromHub()?.state, fromHub()?.content]).toEqual(['published', { ...written, verifiedAtMs: now }]);
    await ask(`PUT ${path}/postings/${id}`, { revision: 1, content: { ...written, headcount: 9 }, verified: false });
    await exchange();
    expect([fromHub()?.state, fromHub()?.content.headcount]).toEqual(['published', 9]);
    await exchange();
    expect((await ask(`GET ${path}/${id}`)).body.value).toMatchObject({ stations: 1, read: 1 });
    await ask(`POST ${path}/${id}/take-back`, { revision: 2 });
    await exchange();
    expect([fromHub()?.state, fromHub()?.closedReason]).toEqual(['closed', 'hub']);
  });

  it('shows the union’s notice, and no more when it was taken back', async () => {
    const { ask, exchange, api, actor } = await city();
    await ask(`POST ${path}/notices`, { id, scope: ['河西省'], content: fair });
    await exchange();
    const shelf = async () => (await api['notice.shelf']({}, actor)).notices.map((notice) => [notice.title, notice.origin, notice.state]);
    expect(await shelf()).toEqual([[fair.title, 'hub', 'published']]);
    await ask(`POST ${path}/${id}/take-back`, { revision: 1 });
    await exchange();
    expect(await shelf()).toEqual([]);
  });

  it('takes the union’s edit of its own posting by field, and settles a field that both changed itself', async () => {
    const { ask, exchange, publish, db, hub, api, actor } = await city();
    const ours = posting({ validThroughMs: endOfDayMs(addDays(today, 3)) });
    publish(ours);
    await exchange();
    const at = `/api/desk/stations/1/postings`;
    expect((await ask(`GET ${at}`)).body.value).toMatchObject({ number: 1, postings: [{ id: ours.id, revision: 1, waiting: {} }] });
    await api['posting.edit'](
      { id: ours.id, revision: 1, content: { ...ours.content, headcount: 4 }, verified: false, confirmed: [] },
      actor,
    );
    await ask(`POST ${at}/${ours.id}/edits`, { base: 1, fields: { headcount: 7, place: '海棠新区 建设路' } });
    await exchange();
    const kept = postingReader(db).get(ours.id)?.content;
    expect([kept?.headcount, kept?.place]).toEqual([4, '海棠新区 建设路']);
    expect((await api['link.todo']({}, actor)).conflicts).toMatchObject([{ postingId: ours.id, field: 'headcount' }]);
    // told once: a station that reads from the beginning is not asked again
    await exchange();
    await takeAwayOver({ db: hub.db, nowMs: hub.clock.nowMs });
    expect((await hub.hub.parts.inbox.read(1, '', 200)).items.filter(({ kind }) => kind === 'posting')).toEqual([]);
    expect((await ask(`GET ${at}`)).body.value).toMatchObject({ postings: [{ waiting: {}, content: { place: '海棠新区 建设路' } }] });
  });
});
