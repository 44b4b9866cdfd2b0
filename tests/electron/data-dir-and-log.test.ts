import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBallast } from '../../electron/ballast.ts';
import { dataDir } from '../../electron/data-dir.ts';
import { createLog } from '../../electron/log.ts';
import { temporaryFolder } from '../support/station.ts';

describe('the data folder', () => {
  it.each([
    ['YIZHAN_DATA where it is set', { YIZHAN_DATA: '/srv/station' }, 'linux', '/srv/station'],
    ['the home folder on Linux', {}, 'linux', '/home/one/.local/share/yizhan'],
    ['XDG_DATA_HOME on Linux', { XDG_DATA_HOME: '/data' }, 'linux', '/data/yizhan'],
    ['Application Support on macOS', {}, 'darwin', '/home/one/Library/Application Support/Yizhan'],
  ] as const)('is %s', (_, env, platform, expected) => {
    expect(dataDir(env, platform, '/home/one')).toBe(expected);
  });

  it('is LOCALAPPDATA on Windows', () => {
    expect(dataDir({ LOCALAPPDATA: 'local' }, 'win32', 'home')).toBe(join('local', 'Yizhan'));
  });
});

describe('the log', () => {
  it('keeps five files of limited size, the newest lines in the first', () => {
    const folder = temporaryFolder();
    const log = createLog(folder, { bytes: 200 });
    for (let line = 0; line < 60; line++) log.info('turned', { line });
    const files = readdirSync(join(folder, 'logs')).sort();
    expect(files).toEqual(['station.1.log', 'station.2.log', 'station.3.log', 'station.4.log', 'station.log']);
    expect(readFileSync(join(folder, 'logs', 'station.log'), 'utf8')).toContain('"line":59');
  });

  it('does not stop the station when it cannot be written', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const lines: string[] = [];
    createLog(file, { also: (line) => lines.push(line) }).error('trouble');
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['trouble']);
  });
});

describe('the ballast', () => {
  it('is put back when there is room, and let go when the disk is full', () => {
    const folder = temporaryFolder();
    const ballast = createBallast(folder, 4096);
    ballast.restore();
    const kept = readdirSync(folder);
    ballast.release();
    ballast.release();
    expect([kept, readdirSync(folder)]).toEqual([['ballast'], []]);
  });
});
