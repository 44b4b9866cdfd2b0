import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drivesAmong } from '../../../electron/drives/mounted-drives.ts';
import { pluggedIn } from '../../support/station.ts';

async function plugged() {
  const drive = pluggedIn();
  return { ...drive, id: (await drive.drives.list())[0]?.id as string };
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString();
}

describe('openDrives', () => {
  it('lists drives by an id that tells nothing of the machine', async () => {
    const { drives } = await plugged();
    expect(await drives.list()).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{16}$/), name: '蓝色 U 盘', totalBytes: 1000, freeBytes: 400 },
    ]);
  });

  it('lists files with the wanted endings in the root and one folder below, newest first', async () => {
    const { folder, drives, id } = await plugged();
    mkdirSync(join(folder, '岗位', '更深'), { recursive: true });
    for (const [seconds, name] of ['旧.csv', '岗位/新.CSV', '岗位/更深/太深.csv', '照片.jpg', '._旧.csv', '~$新.csv'].entries()) {
      writeFileSync(join(folder, name), 'abc');
      utimesSync(join(folder, name), 1000 + seconds, 1000 + seconds);
    }
    expect(await drives.files(id, ['csv'])).toEqual([
      { path: '岗位/新.CSV', sizeBytes: 3, modifiedMs: 1_001_000 },
      { path: '旧.csv', sizeBytes: 3, modifiedMs: 1_000_000 },
    ]);
  });

  it('reads a file whole and in pieces', async () => {
    const { folder, drives, id } = await plugged();
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a', 'x.csv'), '编号');
    expect(Buffer.from(await drives.read(id, 'a/x.csv')).toString()).toBe('编号');
    expect(await collected(drives.stream(id, 'a/x.csv'))).toBe('编号');
  });

  it.each(['../secret.csv', 'a/../../secret.csv', '/etc/passwd', 'C:\\x.csv', '', 'a//x.csv', './x.csv'])(
    'refuses the path %j',
    async (path) => {
      const { drives, id } = await plugged();
      await expect(drives.read(id, path)).rejects.toMatchObject({ code: 'drive_file_refused' });
      await expect(collected(drives.stream(id, path))).rejects.toMatchObject({ code: 'drive_file_refused' });
    },
  );

  it('follows no link out of the drive', async () => {
    const { folder, drives, id } = await plugged();
    writeFileSync(join(folder, '..', 'secret.csv'), 'x');
    symlinkSync(join('..', 'secret.csv'), join(folder, 'link.csv'));
    symlinkSync('..', join(folder, 'up'));
    expect(await drives.files(id, ['csv'])).toEqual([]);
    await expect(drives.read(id, 'link.csv')).rejects.toMatchObject({ code: 'drive_file_refused' });
    await expect(drives.read(id, 'up/secret.csv')).rejects.toMatchObject({ code: 'drive_file_refused' });
  });

  it('refuses what is missing, no file, or too large', async () => {
    const { folder, drives, id } = await plugged();
    mkdirSync(join(folder, 'folder.csv'));
    writeFileSync(join(folder, 'big.csv'), 'abcd');
    await expect(drives.read(id, 'none.csv')).rejects.toMatchObject({ code: 'drive_file_missing' });
    await expect(drives.read(id, 'folder.csv')).rejects.toMatchObject({ code: 'drive_file_refused' });
    await expect(drives.read(id, 'big.csv', 3)).rejects.toMatchObject({ code: 'drive_file_too_large', details: { mostBytes: 3 } });
  });

  it('writes a file that stands under its name only when it is whole', async () => {
    const { folder, drives, id } = await plugged();
    const writer = await drives.create(id, '岗位.csv');
    await writer.write('编号');
    await writer.write(new Uint8Array([10]));
    expect(readdirSync(folder)).not.toContain('岗位.csv');
    expect(await writer.finish()).toEqual({ path: '岗位.csv', sizeBytes: 7 });
    expect(readdirSync(folder)).toEqual(['岗位.csv']);
    expect(readFileSync(join(folder, '岗位.csv'), 'utf8')).toBe('编号\n');
  });

  it('never writes over a file', async () => {
    const { folder, drives, id } = await plugged();
    writeFileSync(join(folder, 'a.csv'), 'mine');
    const writer = await drives.create(id, 'a.csv');
    expect(await writer.finish()).toEqual({ path: 'a (2).csv', sizeBytes: 0 });
    expect(readFileSync(join(folder, 'a.csv'), 'utf8')).toBe('mine');
  });

  it('leaves nothing of a file that was given up', async () => {
    const { folder, drives, id } = await plugged();
    const writer = await drives.create(id, 'a.csv');
    await writer.write('x');
    await writer.abandon();
    await writer.abandon();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each(['../a.csv', 'a/b.csv', 'a\\b.csv', '.a.csv', 'a.', 'a:b', '', `${'长'.repeat(130)}.csv`])(
    'creates no file named %j',
    async (name) => {
      const { folder, drives, id } = await plugged();
      await expect(drives.create(id, name)).rejects.toMatchObject({ code: 'drive_file_refused' });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('says that the drive is gone, before and half-way', async () => {
    const { drives, id, pull, folder } = await plugged();
    writeFileSync(join(folder, 'a.csv'), 'x');
    const writer = await drives.create(id, 'b.csv');
    await writer.write('x');
    pull();
    await expect(writer.finish()).rejects.toMatchObject({ code: 'drive_gone' });
    await expect(drives.read(id, 'a.csv')).rejects.toMatchObject({ code: 'drive_gone' });
    await expect(drives.files(id, ['csv'])).rejects.toMatchObject({ code: 'drive_gone' });
    await expect(drives.create(id, 'c.csv')).rejects.toMatchObject({ code: 'drive_gone' });
  });

  it('says that the drive is gone when only its folder went', async () => {
    const { drives, id, folder } = await plugged();
    const writer = await drives.create(id, 'b.csv');
    renameSync(folder, `${folder}-elsewhere`);
    await expect(writer.finish()).rejects.toMatchObject({ code: 'drive_gone' });
    await expect(drives.files(id, ['csv'])).rejects.toMatchObject({ code: 'drive_gone' });
  });
});

describe('drivesAmong', () => {
  const volume = (mount: string, fs = '/dev/sdb1') => ({ mount, fs, size: 1000, available: 400 });
  const device = (mount: string, over = {}) => ({ mount, label: '', model: '', removable: false, ...over });

  it('takes what can be pulled and what is mounted where drives are, not the machine itself', () => {
    const volumes = [
      volume('/', '/dev/sda1'),
      volume('/boot', '/dev/sda2'),
      volume('/home', '/dev/sda3'),
      volume('/media/kiosk/BLUE'),
      volume('/srv/stick'),
      volume('/mnt/box', 'tmpfs'),
    ];
    const devices = [device('/', { removable: true }), device('/srv/stick', { label: '驿站', removable: true })];
    expect(drivesAmong(volumes, devices, 'C:')).toEqual([
      { folder: '/media/kiosk/BLUE', name: 'BLUE', totalBytes: 1000, freeBytes: 400 },
      { folder: '/srv/stick', name: '驿站', totalBytes: 1000, freeBytes: 400 },
    ]);
  });

  it('takes every letter but the one that Windows runs from', () => {
    expect(drivesAmong([volume('C:'), volume('E:')], [device('E:', { label: 'KINGSTON', removable: true })], 'c:')).toEqual([
      { folder: 'E:\\', name: 'KINGSTON', totalBytes: 1000, freeBytes: 400 },
    ]);
  });
});
