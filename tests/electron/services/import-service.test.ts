import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { postingReader } from '../../../electron/db/posting-repository.ts';
import type { Actor } from '../../../shared/api/actor.ts';
import type { ImportLook, ImportProgress } from '../../../shared/api/desk/postings.ts';
import { posting } from '../../support/builders.ts';
import { pluggedIn, type TestStation, testStation } from '../../support/station.ts';

const actor: Actor = { staffId: '0193582b-0000-7000-8000-00000000aaaa', name: '马会计' };
const header = '编号,标题,工种,用人单位,人数,条件,内容,地点,最低工钱,计价单位,有效期';
const line = (id: string, over: { title?: string; conditions?: string; employer?: string; headcount?: number; validity?: string } = {}) =>
  [
    ...[id, over.title ?? '刷墙', '油漆工', over.employer ?? `装修队${id}`, over.headcount ?? 3, over.conditions ?? '会刮腻子就行'],
    ...['刷白墙', '海棠新区 文苑路', 280, '天', over.validity ?? '2026-11-30'],
  ].join(',');
const table = (...lines: string[]) => [header, ...lines].join('\n');

function opened(files: Readonly<Record<string, string>>) {
  const drive = pluggedIn();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(drive.folder, name), text);
  const station = testStation({ drives: drive.drives });
  return { ...station, station, drive };
}

const ended = (api: TestStation['api']): Promise<ImportProgress> =>
  vi.waitFor(
    async () => {
      const progress = await api['import.progress']({}, actor);
      if (progress.state === 'looking' || progress.state === 'running') throw new Error('not yet');
      return progress;
    },
    { timeout: 15_000, interval: 10 },
  );

async function look(api: TestStation['api'], path: string): Promise<ImportProgress> {
  const { drives } = await api['import.drives']({}, actor);
  await api['import.look']({ driveId: drives[0]?.id as string, path }, actor);
  return ended(api);
}

async function looked(api: TestStation['api'], path: string): Promise<ImportLook> {
  const progress = await look(api, path);
  if (progress.state !== 'looked') throw new Error(JSON.stringify(progress));
  return progress.look;
}

const run = async (
  api: TestStation['api'],
  { digest }: ImportLook,
  goodRowsOnly = false,
  publish: 'published' | 'pending' = 'published',
) => {
  await api['import.run']({ digest, publish, goodRowsOnly }, actor);
  return ended(api);
};

describe('an import at the desk', () => {
  it('lists the drives with the files that may hold postings', async () => {
    const { api } = opened({ '岗位.csv': table(), 'jobs.jsonld': '{}', '照片.jpg': '' });
    const { drives } = await api['import.drives']({}, actor);
    expect(drives.map(({ name, files }) => [name, files.map((file) => file.path).sort()])).toEqual([
      ['蓝色 U 盘', ['jobs.jsonld', '岗位.csv']],
    ]);
  });

  it('tells what it would do, and does nothing', async () => {
    const { api, db } = opened({
      '岗位.csv': table(
        line('1'),
        line('2', { headcount: 0 }),
        line('3', { conditions: '限男性' }),
        line('4', { headcount: 200 }),
        line('5', { validity: '2026-11-01' }),
        line('6', { employer: '装修队1' }),
      ),
    });
    const told = await looked(api, '岗位.csv');
    expect({ ...told, digest: '', notes: [] }).toEqual({
      ...{ digest: '', format: 'csv', encoding: 'UTF-8', notes: [], rows: 5 },
      ...{ added: 4, changed: 0, unchanged: 0, closedUntouched: 0, faultyRows: 2, faultCount: 2 },
      faults: [
        { row: 3, column: '人数', code: 'value_out_of_range', message: expect.any(String) },
        { row: 6, column: 'valid_through', code: 'expired', message: expect.any(String) },
      ],
      blockedCount: 1,
      blocked: [{ row: 4, title: '刷墙', findings: [{ rule: 'sex', severity: 'block', field: 'conditions', words: '限男性' }] }],
      doubtfulCount: 2,
      doubtful: [
        { row: 5, title: '刷墙', findings: [{ rule: 'headcount_high', severity: 'warn', field: 'headcount', words: '200' }] },
        { row: 7, title: '刷墙', findings: [{ rule: 'duplicate', severity: 'warn', field: 'employer', words: '装修队1' }] },
      ],
    });
    expect(told.notes[0]).toMatch(/认出 11 列/);
    expect(db.prepare('SELECT count(*) FROM posting').pluck().get()).toBe(0);
  });

  it('stores good rows when only these are wanted, holds back what is forbidden, and says so in the log', async () => {
    const { api, db } = opened({ '岗位.csv': table(line('1'), line('2', { headcount: 0 }), line('3', { conditions: '限男性' })) });
    const told = await looked(api, '岗位.csv');
    await expect(api['import.run']({ digest: told.digest, publish: 'published', goodRowsOnly: false }, actor)).rejects.toMatchObject({
      code: 'import_faulty',
      details: { faultyRows: 1 },
    });
    expect(await run(api, told, true)).toEqual({
      ...{ state: 'done', added: 2, changed: 0, unchanged: 0, closedUntouched: 0, held: 1, skipped: 1 },
    });
    const stateOf = (id: string) => postingReader(db).findByOrigin('csv', id)?.state;
    expect([stateOf('1'), stateOf('2'), stateOf('3')]).toEqual(['published', undefined, 'pending']);
    const details = db.prepare("SELECT details FROM audit WHERE action = 'posting.import'").pluck().get() as string;
    expect(JSON.parse(details)).toEqual({
      ...{ added: 2, changed: 0, unchanged: 0, closedUntouched: 0, held: 1, skipped: 1, broken: false },
      ...{ lint: 'sex', file: told.digest.slice(0, 16) },
    });
    expect(details).not.toContain('装修');
  });

  it('changes nothing when the same file comes again, and holds all for review when asked', async () => {
    const { api, db } = opened({ '岗位.csv': table(line('1'), line('2')) });
    expect(await run(api, await looked(api, '岗位.csv'), false, 'pending')).toMatchObject({ state: 'done', added: 2 });
    expect(await run(api, await looked(api, '岗位.csv'))).toMatchObject({ state: 'done', added: 0, unchanged: 2 });
    expect(db.prepare("SELECT count(*) FROM posting WHERE state = 'pending'").pluck().get()).toBe(2);
  });

  it('does not open again what staff have closed', async () => {
    const { api, publish } = opened({ '岗位.csv': table(line('1')) });
    publish(posting({}, { source: 'csv', sourceId: '1', state: 'closed', closedReason: 'untrue' }));
    expect(await looked(api, '岗位.csv')).toMatchObject({ added: 0, closedUntouched: 1 });
  });

  it('runs nothing that was not looked at just now', async () => {
    const { api } = opened({ '岗位.csv': table(line('1')), '别的.csv': table(line('2')) });
    const first = await looked(api, '岗位.csv');
    await looked(api, '别的.csv');
    await expect(api['import.run']({ digest: first.digest, publish: 'pending', goodRowsOnly: false }, actor)).rejects.toMatchObject({
      code: 'import_look_first',
    });
  });

  it('takes one file at a time', async () => {
    const { api } = opened({ '岗位.csv': table(line('1')) });
    const { drives } = await api['import.drives']({}, actor);
    const order = { driveId: drives[0]?.id as string, path: '岗位.csv' };
    await api['import.look'](order, actor);
    await expect(api['import.look'](order, actor)).rejects.toMatchObject({ code: 'import_busy' });
    await ended(api);
  });

  it('says why a file cannot be read, with a sentence', async () => {
    const { api } = opened({ '表.csv': 'PK\u0003\u0004', '空.csv': '' });
    expect(await look(api, '表.csv')).toMatchObject({
      state: 'failed',
      code: 'import_unreadable',
      details: { fault: 'file_xlsx', sentence: expect.stringContaining('另存为') },
    });
    expect(await look(api, '空.csv')).toMatchObject({ state: 'failed', details: { fault: 'file_empty' } });
  });

  it('says that the drive was pulled, and stores what was read before all the same', async () => {
    const { api, drive } = opened({ '岗位.csv': table(line('1')) });
    const told = await looked(api, '岗位.csv');
    const { drives } = await api['import.drives']({}, actor);
    drive.pull();
    expect(await run(api, told)).toMatchObject({ state: 'done', added: 1 });
    await api['import.look']({ driveId: drives[0]?.id as string, path: '岗位.csv' }, actor);
    expect(await ended(api)).toMatchObject({ state: 'failed', code: 'drive_gone' });
    expect((await api['import.drives']({}, actor)).drives).toEqual([]);
  });

  it('leaves the database waiting for the disk, also after a run that broke off', async () => {
    const { api, db } = opened({ '岗位.csv': table(line('1'), line('2')) });
    const told = await looked(api, '岗位.csv');
    db.exec("CREATE TRIGGER broken BEFORE INSERT ON posting WHEN NEW.source_id = '2' BEGIN SELECT RAISE(ABORT, 'broken'); END");
    expect(await run(api, told)).toMatchObject({ state: 'failed', code: 'internal' });
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.exec('DROP TRIGGER broken');
    expect(await run(api, told)).toMatchObject({ state: 'done' });
    expect([db.pragma('synchronous', { simple: true }), db.prepare('SELECT count(*) FROM posting').pluck().get()]).toEqual([2, 2]);
  });

  it('stores 3,000 rows in slices between which the kiosk answers', async () => {
    const { api } = opened({ '岗位.csv': table(...Array.from({ length: 3000 }, (_, index) => line(`R${index}`))) });
    const told = await looked(api, '岗位.csv');
    await api['import.run']({ digest: told.digest, publish: 'published', goodRowsOnly: false }, actor);
    const seen: number[] = [];
    for (
      let progress = await api['import.progress']({}, actor);
      progress.state === 'running';
      progress = await api['import.progress']({}, actor)
    ) {
      const { total } = await api['posting.summarise']({});
      if (total !== seen.at(-1)) seen.push(total);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect([seen.length > 5, (await api['posting.summarise']({})).total]).toEqual([true, 3000]);
  });
});
