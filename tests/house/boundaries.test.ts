import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/station.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: { readonly rule: { readonly name: string }; readonly from: string }[];
  };
}

function cruise(cwd: string, folders: string[]): Report['summary'] {
  const run = spawnSync(process.execPath, [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  return (JSON.parse(run.stdout) as Report).summary;
}

const importing = (path: string, name = 'nothing') => `import { ${name} } from '${path}';\nexport const something = ${name};\n`;
const empty = 'export const nothing = 0;\n';

/** A house of our layout with nothing in it but what should not be. */
const planted: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['electron/api/planted.ts', importing('../services/free.ts'), 'api'],
  ['electron/compose.ts', importing('../tests/free.ts'), 'nothing-imports-tests'],
  ['electron/db/planted.ts', importing('../services/free.ts'), 'db-imports-shared'],
  ['electron/services/planted.ts', importing('../api/free.ts'), 'services'],
  ['electron/shell/planted.ts', importing('electron', 'app'), 'electron-only-in-the-shell'],
  ['maps/operators/planted.ts', importing('../site/free.ts'), 'operators'],
  ['maps/site/planted.ts', importing('../../renderer/free.ts'), 'site'],
  ['maps/site/node.ts', importing('node:fs', 'readFileSync'), 'screens-run-in-browsers'],
  ['renderer/node.ts', importing('node:fs', 'readFileSync'), 'screens-run-in-browsers'],
  ['renderer/planted.ts', importing('../electron/db/free.ts'), 'renderer'],
  ['renderer/screens/roll/planted.ts', importing('../home/free.ts'), 'screens-are-islands'],
  ['shared/api/planted.ts', importing('../../renderer/free.ts'), 'shared-api'],
  ['shared/domain/planted.ts', importing('../api/free.ts'), 'domain-stands-alone'],
];
const free = [
  'electron/api',
  'electron/db',
  'electron/services',
  'maps/site',
  'renderer',
  'renderer/screens/home',
  'shared/api',
  'tests',
].map((folder) => `${folder}/free.ts`);

function plant(files: readonly (readonly [string, string])[]): string {
  const folder = temporaryFolder();
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const name of ['.dependency-cruiser.cjs', '.tsconfig.base.json', 'tests/tsconfig.json'])
    copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

describe('the boundaries of the house', () => {
  it('catch each violation that is planted, and nothing beside', { timeout: 120_000 }, () => {
    const allowed = ['electron/shell/types.ts', "import type { App } from 'electron';\nexport type Named = App;\n"] as const;
    const files = [...planted.map(([name, text]) => [name, text] as const), ...free.map((name) => [name, empty] as const), allowed];
    const { violations } = cruise(plant(files), ['electron', 'maps', 'renderer', 'shared', 'tests']);
    expect(violations.map((violation) => `${violation.from}: ${violation.rule.name}`).sort()).toEqual(
      planted.map(([file, , rule]) => `${file}: ${rule}`).sort(),
    );
  });

  it('hold for the whole tree, every module of which was read', { timeout: 120_000 }, () => {
    const { totalCruised, violations } = cruise(root, ['shared', 'electron', 'renderer', 'maps', 'tests']);
    expect(violations).toEqual([]);
    expect(totalCruised).toBeGreaterThan(100);
  });
});
