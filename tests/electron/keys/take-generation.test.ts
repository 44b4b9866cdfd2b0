import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyFilePath, newKeyFile, readKeyFile, writeKeyFile } from '../../../electron/keys/key-file.ts';
import { beginSerials } from '../../../electron/keys/serial-guard.ts';
import { openKeys } from '../../../electron/keys/station-keys.ts';
import { takeGeneration } from '../../../electron/keys/take-generation.ts';
import type { AppError } from '../../../shared/api/errors.ts';
import { now } from '../../support/builders.ts';
import { temporaryFolder } from '../../support/station.ts';

function folderWith(station: number, generation: number, demo = false): string {
  const dataDir = temporaryFolder();
  const made = newKeyFile({ station, generation, demo, nowMs: now });
  beginSerials(dataDir, made);
  writeKeyFile(dataDir, made);
  return dataDir;
}

const wanted = { station: 5, atLeast: 1, demo: false, used: [], nowMs: now };
const kidOf = (dataDir: string) => {
  const { station, generation } = readKeyFile(dataDir);
  return `${station}-${generation}`;
};

describe('the card key with which a station begins at a hub', () => {
  it('is made where there is none, and can be used', () => {
    const dataDir = temporaryFolder();
    expect(takeGeneration({ ...wanted, dataDir })).toBe(true);
    expect(openKeys(dataDir, { demoStation: null, used: [], nowMs: now }).kind).toBe('ready');
  });

  it('stays where the hub has seen none as late', () => {
    const dataDir = folderWith(5, 2);
    expect([takeGeneration({ ...wanted, dataDir, atLeast: 2 }), kidOf(dataDir)]).toEqual([false, '5-2']);
  });

  it('is a new one where the hub has seen it, the number is another, or it signed as a demo', () => {
    const cases = [
      [folderWith(5, 2), 3],
      [folderWith(7, 2), 1],
      [folderWith(5, 2, true), 1],
    ] as const;
    expect(cases.map(([dataDir, atLeast]) => [takeGeneration({ ...wanted, dataDir, atLeast }), kidOf(dataDir)])).toEqual([
      [true, '5-3'],
      [true, '5-1'],
      [true, '5-3'],
    ]);
  });

  it('is later than every one that the database has seen', () => {
    const dataDir = folderWith(7, 1);
    takeGeneration({ ...wanted, dataDir, used: [{ station: 5, generation: 8 }] });
    expect(kidOf(dataDir)).toBe('5-9');
  });

  it('is refused when all were used, and when others may read the file', () => {
    const code = (work: () => unknown) => {
      try {
        return work();
      } catch (error) {
        return (error as AppError).code;
      }
    };
    const spent = folderWith(5, 99);
    const exposed = folderWith(5, 1);
    chmodSync(keyFilePath(exposed), 0o644);
    expect([
      code(() => takeGeneration({ ...wanted, dataDir: spent, atLeast: 100 })),
      code(() => takeGeneration({ ...wanted, dataDir: exposed })),
    ]).toEqual(['link_generations_spent', 'key_unusable']);
  });
});
