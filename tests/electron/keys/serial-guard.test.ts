import { spawn } from 'node:child_process';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../../electron/db/open.ts';
import { stationWriter } from '../../../electron/db/station-repository.ts';
import { beginSerials, countedKeys, openSerials, serialFilePath } from '../../../electron/keys/serial-guard.ts';
import { readCardNumber } from '../../../shared/card/card-number.ts';
import { settings } from '../../support/builders.ts';
import { temporaryFolder, testKeys } from '../../support/station.ts';

const kid = { station: 7345, generation: 1 };

function guarded(): string {
  const folder = temporaryFolder();
  beginSerials(folder, kid);
  return folder;
}

/** Hands out cards in a process of its own and kills it without warning after some. Answers what it said. */
function issueAndKill(dataDir: string, after: number): Promise<{ serial: number; cardId: string }[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../support/issue-until-killed.ts', import.meta.url)), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > after) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.once('close', () => {
      const whole = said.slice(0, said.lastIndexOf('\n') + 1);
      const lines = whole.split('\n').filter((line) => line !== '');
      resolve(
        lines.map((line) => {
          const [number = '', cardId = ''] = line.split(' ');
          return { serial: readCardNumber(number)?.serial ?? -1, cardId };
        }),
      );
    });
  });
}

describe('serials', () => {
  it('count from the mark, each once, and go on after an orderly close', () => {
    const folder = guarded();
    const first = openSerials(folder, kid, 0);
    const taken = Array.from({ length: 100 }, () => first.next());
    first.close();
    expect([taken, openSerials(folder, kid, 0).next()]).toEqual([Array.from({ length: 100 }, (_, at) => at), 100]);
  });

  it('skip what a crash may have used', () => {
    const folder = guarded();
    openSerials(folder, kid, 0).next();
    expect(openSerials(folder, kid, 0).next()).toBe(64);
  });

  it('believe whichever of file and database stands higher', () => {
    const folder = guarded();
    expect(openSerials(folder, kid, 500).next()).toBe(500);
    expect(openSerials(folder, kid, 3).next()).toBe(564);
  });

  it('end with 24 bits', () => {
    const folder = guarded();
    const guard = openSerials(folder, kid, 2 ** 24 - 1);
    expect(guard.next()).toBe(16_777_215);
    expect(guard.next).toThrow(expect.objectContaining({ code: 'serials_spent' }));
    guard.close();
    expect(openSerials(folder, kid, 0).next).toThrow(expect.objectContaining({ code: 'serials_spent' }));
  });

  it('are refused when their file is gone or damaged: nobody knows what was used', () => {
    const folder = guarded();
    for (const damage of [() => writeFileSync(serialFilePath(folder), '{"7345-1":'), () => rmSync(serialFilePath(folder))]) {
      damage();
      expect(() => openSerials(folder, kid, 0)).toThrow(expect.objectContaining({ code: 'key_unusable' }));
    }
  });

  it('begin anew only for a new key: a count that is there is never set back', () => {
    const folder = guarded();
    openSerials(folder, kid, 0).next();
    beginSerials(folder, kid);
    expect([openSerials(folder, kid, 0).next(), countedKeys(folder)]).toEqual([64, [kid]]);
    writeFileSync(serialFilePath(folder), 'damaged');
    beginSerials(folder, { ...kid, generation: 2 });
    expect(countedKeys(folder)).toEqual([{ ...kid, generation: 2 }]);
  });

  it('keep the generations apart', () => {
    const folder = guarded();
    openSerials(folder, kid, 0).next();
    beginSerials(folder, { ...kid, generation: 2 });
    expect([openSerials(folder, { ...kid, generation: 2 }, 0).next(), openSerials(folder, kid, 0).next()]).toEqual([0, 64]);
  });

  it('never repeat while the station is killed again and again, and each card that was handed out is in the database', async () => {
    const dataDir = temporaryFolder();
    const made = openDatabase(dataDir);
    stationWriter(made).create(settings, null);
    made.close();
    testKeys(dataDir);
    const handedOut: { serial: number; cardId: string }[] = [];
    for (const after of [1, 70, 5, 130]) handedOut.push(...(await issueAndKill(dataDir, after)));

    const db = openDatabase(dataDir);
    const stored = new Map(
      db
        .prepare<[], { id: string; serial: number }>('SELECT id, serial FROM card')
        .all()
        .map(({ id, serial }) => [id, serial]),
    );
    db.close();
    expect(handedOut.length).toBeGreaterThan(200);
    expect(handedOut.filter(({ cardId, serial }) => stored.get(cardId) !== serial)).toEqual([]);
    expect(new Set(handedOut.map(({ serial }) => serial)).size).toBe(handedOut.length);
  }, 30_000);

  it('never repeat when an old copy of the database is put back', async () => {
    const dataDir = temporaryFolder();
    const made = openDatabase(dataDir);
    stationWriter(made).create(settings, null);
    made.close();
    testKeys(dataDir);
    const copy = `${databaseFile(dataDir)}.old`;
    copyFileSync(databaseFile(dataDir), copy);
    const before = await issueAndKill(dataDir, 10);
    for (const end of ['', '-wal', '-shm']) rmSync(`${databaseFile(dataDir)}${end}`, { force: true });
    copyFileSync(copy, databaseFile(dataDir));
    const after = await issueAndKill(dataDir, 10);

    const db = new BetterSqlite3(databaseFile(dataDir));
    const cards = Number(db.prepare('SELECT count(*) FROM card').pluck().get());
    db.close();
    const serials = [...before, ...after].map(({ serial }) => serial);
    expect([cards >= after.length, after.length >= 10, new Set(serials).size]).toEqual([true, true, serials.length]);
  }, 30_000);
});
