import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readImportFile } from '../../../../electron/services/import/read-file.ts';
import { temporaryFolder } from '../../../support/station.ts';

describe('reading the file from the disk', () => {
  it('answers its bytes', () => {
    const path = join(temporaryFolder(), 'a.csv');
    writeFileSync(path, 'id');
    const read = readImportFile(path);
    expect(read.ok && [...read.bytes]).toEqual([0x69, 0x64]);
  });

  it('says that there is no such file, also below something that is no folder', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.csv'), 'id');
    for (const path of [join(folder, 'b.csv'), join(folder, 'a.csv', 'b.csv')]) {
      expect(readImportFile(path)).toEqual({
        ok: false,
        fault: { code: 'file_missing', message: `找不到文件 ${path}。请检查文件名和所在的文件夹。` },
      });
    }
  });

  it('refuses a folder', () => {
    const path = join(temporaryFolder(), '表格');
    mkdirSync(path);
    expect(readImportFile(path)).toMatchObject({ ok: false, fault: { code: 'file_is_folder' } });
  });

  it('refuses a file beyond the limit before reading it', () => {
    const path = join(temporaryFolder(), 'big.csv');
    writeFileSync(path, 'x'.repeat(1025));
    expect(readImportFile(path, 1024)).toMatchObject({ ok: false, fault: { code: 'file_too_large' } });
    expect(readImportFile(path, 1025)).toMatchObject({ ok: true });
  });

  it('says that a file cannot be opened', () => {
    expect(readImportFile('a\0.csv')).toMatchObject({ ok: false, fault: { code: 'file_unreadable' } });
  });
});
