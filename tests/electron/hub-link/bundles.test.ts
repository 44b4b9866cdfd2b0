import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactSign } from 'jose';
import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../electron/db/database.ts';
import { copyReader } from '../../../electron/db/hub-copy-repository.ts';
import { linkReader } from '../../../electron/db/link-repository.ts';
import { outboxReader } from '../../../electron/db/outbox-repository.ts';
import { readLinkKey } from '../../../electron/hub-link/link-key.ts';
import { answerBundle } from '../../../maps/hub/exchange/bundles.ts';
import { openHubKey } from '../../../maps/hub/exchange/hub-key.ts';
import { HubError } from '../../../maps/hub/hub-error.ts';
import { AppError } from '../../../shared/api/errors.ts';
import { cityNotice, posting, registration } from '../../support/builders.ts';
import { enrolledStation } from '../../support/linked-station.ts';
import { pluggedIn } from '../../support/station.ts';

/** A station that has enrolled, exchanged everything, and has no network any more; a drive goes between it and its hub. */
async function alone() {
  const stick = pluggedIn('蓝色 U 盘', 1e9);
  const both = await enrolledStation({ drives: stick.drives });
  const { api, actor, hub, db } = both;
  await api['link.send']({}, actor);
  both.net.answer = () => Promise.reject(new TypeError('fetch failed'));
  const [drive] = (await api['link.bundles']({}, actor)).drives;
  const driveId = drive?.id ?? '';
  const { db: hubDb, clock, folder } = hub;
  const { links, inbox } = hub.hub.parts;
  const parts = { db: hubDb, links, inbox, hubKey: openHubKey(folder), nowMs: clock.nowMs, onRead: async () => {} };
  const file = (name: string) => join(stick.folder, name);
  return {
    ...{ ...both, hubDb, driveId, links, inbox, stick },
    make: async () => (await api['link.bundle-make']({ driveId }, actor)).path,
    carry: async (name: string) => answerBundle(parts, readFileSync(file(name), 'utf8')),
    answer: (text: string) => answerBundle(parts, text),
    put: (name: string, text: string) => writeFileSync(file(name), text),
    take: (path: string) => api['link.bundle-take']({ driveId, path }, actor),
    read: (name: string) => readFileSync(file(name), 'utf8'),
    kept: () => hubDb.reader.selectFrom('station_posting').select(['number', 'id']).orderBy('id').execute(),
    stand: () => ({ link: linkReader(db).find(), waiting: outboxReader(db).count(), told: copyReader(db).states() }),
  };
}

const ending = (error: unknown) => {
  if (error instanceof AppError || error instanceof HubError) return error.code;
  throw error;
};
const told = {
  scope: 1,
  kind: 'trust',
  key: '-',
  content: { reports: [{ kind: 'locked', count: 2, lastMs: 1_800_000_000_000 }] },
} as const;
const one = posting();

describe('the exchange on a drive', () => {
  it('carries both ways what a network would: a posting to the hub, what the hub tells to the station', async () => {
    const { publish, inbox, make, carry, put, take, kept, api, actor, driveId } = await alone();
    publish(one);
    await inbox.tell([told]);
    const path = await make();
    expect(path).toMatch(/^1号驿站 \d{4}-\d\d-\d\d\.yizhan$/);
    const answered = await carry(path);
    expect(answered).toMatchObject({ station: 1, refused: null });
    expect(answered.taken).toBeGreaterThanOrEqual(1);
    expect(await kept()).toEqual([{ number: 1, id: one.id }]);
    put('回信.yizhan-reply', answered.answer);
    const listed = await api['link.bundles']({}, actor);
    expect(listed.drives).toMatchObject([{ id: driveId, answers: ['回信.yizhan-reply'] }]);
    const taken = await take('回信.yizhan-reply');
    expect([taken.refused, taken.sent]).toEqual([false, answered.taken]);
    expect(taken.read).toBeGreaterThanOrEqual(1);
    expect((await api['link.status']({}, actor)).waiting).toBe(0);
    expect((await api['link.todo']({}, actor)).reports?.reports).toEqual(told.content.reports);
  });

  it('leaves no name, phone or trade of a worker in the file', async () => {
    const { make, read, publish, api, actor } = await alone();
    publish(one);
    const known = registration({ name: '王师傅', phone: '13800138001' });
    await api['worker.register']({ requestId: crypto.randomUUID(), registration: known }, actor);
    const content = Buffer.from(read(await make()).split('.')[1] ?? '', 'base64url').toString();
    expect(content).toContain(one.content.title);
    expect(['王师傅', '13800138001', '马站长'].filter((word) => content.includes(word))).toEqual([]);
  });

  it('changes nothing at the hub when a file is taken in twice', async () => {
    const { publish, make, carry, kept } = await alone();
    publish(one);
    const path = await make();
    const [first, second] = [await carry(path), await carry(path)];
    expect([first.refused, second.taken, second.refused]).toEqual([null, 0, null]);
    expect(await kept()).toEqual([{ number: 1, id: one.id }]);
  });

  it('changes nothing at the station when an answer is taken twice: it says so', async () => {
    const { publish, make, carry, put, take, stand } = await alone();
    publish(one);
    put('a.yizhan-reply', (await carry(await make())).answer);
    await take('a.yizhan-reply');
    const before = stand();
    await expect(take('a.yizhan-reply').catch(ending)).resolves.toBe('bundle_stale');
    expect(stand()).toEqual(before);
  });

  it('keeps what was changed after the file was made for the next one', async () => {
    const { publish, make, carry, put, take, kept, stand } = await alone();
    publish(one);
    const answer = (await carry(await make())).answer;
    const later = posting();
    publish(later);
    put('a.yizhan-reply', answer);
    expect((await take('a.yizhan-reply')).refused).toBe(false);
    expect(stand().waiting).toBeGreaterThan(0);
    put('b.yizhan-reply', (await carry(await make())).answer);
    await take('b.yizhan-reply');
    expect((await kept()).map(({ id }) => id).sort()).toEqual([one.id, later.id].sort());
  });

  it('brings an answer that comes after the network came back to nothing', async () => {
    const { publish, make, carry, put, take, net, api, actor, stand } = await alone();
    publish(one);
    put('a.yizhan-reply', (await carry(await make())).answer);
    net.answer = net.through;
    await api['link.send']({}, actor);
    const before = stand();
    await expect(take('a.yizhan-reply').catch(ending)).resolves.toBe('bundle_stale');
    expect(stand()).toEqual(before);
  });

  it('tells the hub a card key that it does not have', async () => {
    const { db, make, carry, put, take, links } = await alone();
    inTransaction(db, () => db.prepare('UPDATE hub_link SET card_key = NULL').run());
    put('a.yizhan-reply', (await carry(await make())).answer);
    await take('a.yizhan-reply');
    expect([linkReader(db).find()?.cardKey, (await links.cardKeys()).length]).toEqual(['1-1', 1]);
  });

  it('begins a new epoch where the hub has less than it once told: it was restored', async () => {
    const { publish, hubDb, make, carry, put, take, kept, stand, net, api, actor } = await alone();
    publish(one);
    net.answer = net.through;
    await api['link.send']({}, actor);
    net.answer = () => Promise.reject(new TypeError('fetch failed'));
    const { epoch } = stand().link ?? { epoch: 0 };
    await hubDb.writer.updateTable('link').set({ next: 1 }).execute();
    await hubDb.writer.deleteFrom('station_posting').execute();
    put('a.yizhan-reply', (await carry(await make())).answer);
    await take('a.yizhan-reply');
    expect(stand().link?.epoch).toBe(epoch + 1);
    put('b.yizhan-reply', (await carry(await make())).answer);
    await take('b.yizhan-reply');
    expect(await kept()).toEqual([{ number: 1, id: one.id }]);
  });

  it('shows staff why the hub takes nothing: here it has another key for the cards', async () => {
    const { make, carry, put, take, db, hubDb, api, actor, publish, kept } = await alone();
    publish(one);
    inTransaction(db, () => db.prepare('UPDATE hub_link SET card_key = NULL').run());
    await hubDb.writer
      .updateTable('card_key')
      .set({ public_key: 'A'.repeat(43) })
      .execute();
    const answered = await carry(await make());
    expect([answered.refused, answered.taken, await kept()]).toEqual(['card_key_known', 0, []]);
    put('a.yizhan-reply', answered.answer);
    expect(await take('a.yizhan-reply')).toEqual({ refused: true, sent: 0, read: 0 });
    expect((await api['link.status']({}, actor)).fault).toBe('card_key_known');
  });

  describe('refuses', () => {
    it('at the hub: what is damaged, cut short, of a newer program, for another hub, of a station it does not know', async () => {
      const { make, read, answer, dataDir, kept, publish, links, hubDb } = await alone();
      publish(one);
      const whole = read(await make());
      const [head = '', body = '', mark = ''] = whole.split('.');
      const key = readLinkKey(dataDir)?.privateKey;
      const signed = async (over: object) => {
        const content = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), ...over };
        const signing = new CompactSign(new TextEncoder().encode(JSON.stringify(content)));
        return signing.setProtectedHeader({ alg: 'EdDSA', typ: 'yizhan-station-bundle' }).sign(key as never);
      };
      const wrong: readonly (readonly [string, string])[] = [
        ['', 'bundle_damaged'],
        ['{"a":1}', 'bundle_damaged'],
        [whole.slice(0, -20), 'bundle_damaged'],
        [whole.slice(0, Math.floor(whole.length / 2)), 'bundle_damaged'],
        [`${head}.${body.slice(0, -8)}AAAAAAAA.${mark}`, 'bundle_damaged'],
        [await signed({ extra: 1 }), 'bundle_damaged'],
        [await signed({ version: 2 }), 'bundle_version'],
        [await signed({ ledger: '0193582d-0000-4000-8000-000000000099' }), 'bundle_foreign'],
        [await signed({ station: 99 }), 'link_unknown'],
      ];
      const got = await Promise.all(wrong.map(([text]) => answer(text).then(() => 'taken', ending)));
      expect(got).toEqual(wrong.map(([, code]) => code));
      await hubDb.writer.updateTable('link').set({ state: 'revoked' }).execute();
      await expect(answer(whole).catch(ending)).resolves.toBe('link_revoked');
      expect([await kept(), (await links.find(1))?.epoch]).toEqual([[], 1]);
    });

    it('at the station: what is damaged, of a newer program, for another station, or no answer; nothing is changed', async () => {
      const { make, read, carry, put, take, hub, stand, publish } = await alone();
      publish(one);
      const out = await make();
      const { answer } = await carry(out);
      const body = JSON.parse(Buffer.from(answer.split('.')[1] ?? '', 'base64url').toString());
      const { privateKey } = openHubKey(hub.folder);
      const signed = (over: object, typ = 'yizhan-hub-bundle') =>
        new CompactSign(new TextEncoder().encode(JSON.stringify({ ...body, ...over })))
          .setProtectedHeader({ alg: 'EdDSA', typ })
          .sign(privateKey);
      const before = stand();
      const wrong: readonly (readonly [string, string])[] = [
        ['PK\u0003\u0004', 'bundle_damaged'],
        [answer.slice(0, -9), 'bundle_damaged'],
        [read(out), 'bundle_damaged'],
        [await signed({ pages: 'none' }), 'bundle_damaged'],
        [await signed({}, 'yizhan-station-bundle'), 'bundle_foreign'],
        [await signed({ station: 2 }), 'bundle_foreign'],
        [await signed({ ledger: '0193582d-0000-4000-8000-000000000099' }), 'bundle_foreign'],
        [await signed({ version: 7 }), 'bundle_version'],
      ];
      const got: string[] = [];
      for (const [at, [text]] of wrong.entries()) {
        put(`${at}.yizhan-reply`, text);
        got.push(await take(`${at}.yizhan-reply`).then(() => 'taken', ending));
      }
      expect(got).toEqual(wrong.map(([, code]) => code));
      expect(stand()).toEqual(before);
    });

    it('without an enrolment, and when the drive is gone; no half file stands there', async () => {
      const { api, actor, driveId, stick, make } = await alone();
      await make();
      expect(readdirSync(stick.folder)).toHaveLength(1);
      stick.pull();
      await expect(api['link.bundle-make']({ driveId }, actor).catch(ending)).resolves.toBe('drive_gone');
      await expect(api['link.bundle-take']({ driveId, path: 'a.yizhan-reply' }, actor).catch(ending)).resolves.toBe('drive_gone');
      await api['link.leave']({}, actor);
      await expect(api['link.bundle-make']({ driveId }, actor).catch(ending)).resolves.toBe('link_missing');
      await expect(api['link.bundle-take']({ driveId, path: 'a.yizhan-reply' }, actor).catch(ending)).resolves.toBe('link_missing');
    });
  });

  it('says which of the hub’s refusals stopped it, as over a network', async () => {
    const { make, carry, put, take, hubDb, api, actor, publish } = await alone();
    publish(one);
    const path = await make();
    // Another machine enrolled as this station meanwhile: its epoch is later than any of ours.
    await hubDb.writer.updateTable('link').set({ epoch: 9, next: 1 }).execute();
    const answered = await carry(path);
    expect(answered.refused).toBe('epoch_past');
    put('a.yizhan-reply', answered.answer);
    await take('a.yizhan-reply');
    expect((await api['link.status']({}, actor)).waiting).toBeGreaterThan(0);
    const next = await carry(await make());
    expect(next.refused).toBe(null);
  });

  it('carries more than one page and one batch', async () => {
    const { publish, inbox, make, carry, put, take, kept, stand } = await alone();
    const many = Array.from({ length: 700 }, () => posting());
    publish(...many);
    const news = Array.from({ length: 450 }, (_, at) => cityNotice(at));
    await inbox.tell(news);
    put('a.yizhan-reply', (await carry(await make())).answer);
    const taken = await take('a.yizhan-reply');
    expect([taken.sent >= 700, taken.read >= 450]).toEqual([true, true]);
    expect([(await kept()).length, stand().waiting]).toEqual([700, 0]);
  });
});
