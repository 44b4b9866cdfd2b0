import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { madeDeskStation } from './data.ts';
import { measureExport } from './export.ts';
import { measureImport } from './import.ts';
import { measureLists } from './lists.ts';
import { measureReports } from './reports.ts';

/** The page that the roll is shown by. */
async function build() {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  return [];
}

export const parts = { build, reports: measureReports, lists: measureLists, export: measureExport, import: measureImport } as const;

process.once('exit', () => {
  const folder = madeDeskStation();
  if (folder) rmSync(folder, { recursive: true, force: true });
});
