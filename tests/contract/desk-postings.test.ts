import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type PostingsDesk, postingsOperations } from '../../shared/api/desk/postings.ts';
import { content, posting } from '../support/builders.ts';
import { pluggedIn, testStation } from '../support/station.ts';
import { transports } from './transports.ts';

describe.each(transports)('postings at the desk over $name', ({ open }) => {
  async function opened() {
    const drive = pluggedIn();
    const station = testStation({ drives: drive.drives });
    let token: string | null = null;
    const api = await open(station.api, { actorOf: station.actorOf, staffToken: () => token });
    token = (await api['staff.set-up']({ name: '马会计', pin: '482915' })).token;
    const signOut = () => {
      token = null;
    };
    return { ...station, drive, api, signOut };
  }

  it('writes, reviews, shows, pauses, verifies, extends and closes one', async () => {
    const { api } = await opened();
    const draft = await api['posting.create']({ content: content(), verified: true });
    const pending = await api['posting.submit'](just(draft));
    const published = await api['posting.publish']({ ...just(pending), confirmed: [], verified: false });
    expect((await api['roll.read']({})).postings.map((card) => card.id)).toEqual([draft.id]);
    const paused = await api['posting.pause'](just(published));
    const resumed = await api['posting.resume']({ ...just(paused), confirmed: [] });
    const verified = await api['posting.verify'](just(resumed));
    const extended = await api['posting.extend']({ ...just(verified), days: 7 });
    const edited = await api['posting.edit']({ ...just(extended), content: content({ headcount: 5 }), verified: false, confirmed: [] });
    const closed = await api['posting.close']({ ...just(edited), reason: 'filled' });
    expect([draft.state, pending.state, published.state, published.reviewer, paused.state, closed.state, closed.closedReason]).toEqual([
      ...['draft', 'pending', 'published', '马会计', 'paused', 'closed', 'filled'],
    ]);
    const { history } = await api['posting.read']({ id: draft.id });
    expect(history.map(({ action, actor }) => `${actor} ${action}`).reverse()).toEqual(
      ['create', 'submit', 'publish', 'pause', 'resume', 'verify', 'extend', 'edit', 'close'].map((verb) => `马会计 posting.${verb}`),
    );
  });

  it('sends back, judges, searches and lists what waits', async () => {
    const { api, publish } = await opened();
    const one = posting({ conditions: '限男性' }, { state: 'pending', publishedAtMs: null });
    publish(one);
    const { review } = await api['posting.todo']({ limit: 3 });
    const [row] = review.postings;
    expect([review.count, row?.id, row?.missing, row?.findings.map((finding) => finding.rule)]).toEqual([1, one.id, [], ['sex']]);
    expect((await api['posting.lint']({ id: one.id, content: one.content })).findings).toEqual(row?.findings);
    expect((await api['posting.return']({ id: one.id, revision: 1, reason: 'unlawful' })).state).toBe('draft');
    const { postings, counts, more } = await api['posting.search']({ shelf: 'draft', text: '腻子', offset: 0, limit: 5 });
    expect([postings.map(({ id }) => id), counts.draft, more]).toEqual([[one.id], 1, false]);
  });

  it('copies work and completes the day', async () => {
    const { api, publish } = await opened();
    const one = posting({}, { taken: 3 });
    publish(one);
    expect((await api['posting.complete-day']({})).closed.map(({ id }) => id)).toEqual([one.id]);
    const copy = await api['posting.copy']({ id: one.id, publish: false });
    expect([copy.from, copy.state, copy.why]).toEqual([one.id, 'pending', null]);
    expect([(await api['posting.yesterday']({})).postings, (await api['posting.copy-yesterday']({ publish: false })).copies]).toEqual([
      [],
      [],
    ]);
  });

  it('exports to a drive and in pieces, and imports what it exported', async () => {
    const { api, publish } = await opened();
    publish(posting());
    const [drive] = (await api['import.drives']({})).drives;
    const driveId = drive?.id as string;
    const file = await api['export.postings']({ driveId, format: 'csv', scope: 'all' });
    const piece = await api['export.piece']({ format: 'csv', scope: 'all', after: null });
    expect([file.postings, piece.name, piece.next]).toEqual([1, file.path, null]);
    await api['import.look']({ driveId, path: file.path });
    const look = await vi.waitFor(async () => {
      const progress = await api['import.progress']({});
      if (progress.state !== 'looked') throw new Error(progress.state);
      return progress.look;
    }, 15_000);
    expect([look.rows, look.unchanged, look.faultCount]).toEqual([1, 1, 0]);
    await api['import.run']({ digest: look.digest, publish: 'pending', goodRowsOnly: false });
    await vi.waitFor(async () => expect((await api['import.progress']({})).state).toBe('done'), 15_000);
  });

  it('refuses what the rules refuse, each under its own code', async () => {
    const { api, publish, drive } = await opened();
    const [one, bare, unlawful] = [
      posting(),
      posting({ wage: null } as never, { state: 'pending', publishedAtMs: null }),
      posting({ title: '洗碗女工', employer: '乙' }, { state: 'pending', publishedAtMs: null }),
    ];
    const doubtful = posting({ headcount: 500, employer: '丙' }, { state: 'pending', publishedAtMs: null });
    publish(one, bare, unlawful, doubtful);
    writeFileSync(join(drive.folder, 'a.csv'), 'x');
    const driveId = (await api['import.drives']({})).drives[0]?.id as string;
    const code = (call: Promise<unknown>) => call.then(() => 'none').catch((error: { code: string }) => error.code);
    const judge = { confirmed: [], verified: false };
    const asked = (id: string, revision = 1) => ({ id, revision });
    expect({
      unknown: await code(api['posting.read']({ id: crypto.randomUUID() })),
      revision: await code(api['posting.pause'](asked(one.id, 7))),
      state: await code(api['posting.submit'](asked(one.id))),
      incomplete: await code(api['posting.publish']({ ...asked(bare.id), ...judge })),
      blocked: await code(api['posting.publish']({ ...asked(unlawful.id), ...judge })),
      doubtful: await code(api['posting.publish']({ ...asked(doubtful.id), ...judge })),
      reason: await code(api['posting.close']({ ...asked(one.id), reason: null })),
      validity: await code(api['posting.create']({ content: content({ validThroughMs: 1 }), verified: false })),
      look: await code(api['import.run']({ digest: 'a'.repeat(64), publish: 'pending', goodRowsOnly: false })),
      drive: await code(api['export.postings']({ driveId: 'f'.repeat(16), format: 'csv', scope: 'all' })),
      input: await code(api['export.piece']({ format: 'csv', scope: 'all', after: '../..' })),
      driveId: await code(api['import.look']({ driveId: '../etc', path: 'a.csv' })),
      busy: await code(Promise.all([api['import.look']({ driveId, path: 'a.csv' }), api['import.look']({ driveId, path: 'a.csv' })])),
    }).toEqual({
      unknown: 'posting_not_found',
      revision: 'changed_meanwhile',
      state: 'posting_state',
      incomplete: 'posting_incomplete',
      blocked: 'posting_blocked',
      doubtful: 'posting_doubtful',
      reason: 'close_reason_missing',
      validity: 'validity_invalid',
      look: 'import_look_first',
      drive: 'drive_gone',
      input: 'input_invalid',
      driveId: 'input_invalid',
      busy: 'import_busy',
    });
  });

  it('answers nobody without a session', async () => {
    const { api, signOut } = await opened();
    signOut();
    for (const name of Object.keys(postingsOperations) as (keyof PostingsDesk)[]) {
      await expect(api[name]({} as never)).rejects.toMatchObject({ code: 'staff_only' });
    }
  });
});

const just = ({ id, revision }: { id: string; revision: number }) => ({ id, revision });
