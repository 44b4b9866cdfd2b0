import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((name) => /\.(ts|tsx|mjs|cjs|css|md|json|yml)$/.test(name) && name !== 'package-lock.json');
const texts = new Map(
  files.flatMap((name) => {
    try {
      return [[name, readFileSync(join(root, name), 'utf8')] as const];
    } catch {
      return [];
    }
  }),
);

describe('notes', () => {
  it('are where references say they are', () => {
    // this file speaks of notes without making any
    const all = [...texts]
      .filter(([name]) => !name.startsWith('tests/house/'))
      .map(([, text]) => text)
      .join('\n');
    const made = new Set([...all.matchAll(/^[\s/*#-]*\[Note: ([^\]]+)\]/gm)].map((match) => match[1]));
    const missing = [...all.matchAll(/See \[Note: ([^\]]+)\]/g)].map((match) => match[1]).filter((title) => !made.has(title));
    expect(missing).toEqual([]);
  });
});

describe('the documents', () => {
  it('point at files that are there', () => {
    const broken = [...texts]
      .filter(([name]) => name.endsWith('.md'))
      .flatMap(([name, text]) =>
        [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)]
          .map((match) => join(name, '..', match[1] as string))
          .filter((target) => {
            const inTree = target.replace(/\/$/, '');
            return !files.some((file) => file === inTree || file.startsWith(`${inTree}/`)) && !/\.(png|csv|svg|geojson)$/.test(inTree);
          })
          .map((target) => `${name}: ${target}`),
      );
    expect(broken).toEqual([]);
  });
});

describe('dependencies', () => {
  it('each earn a sentence in docs/dependencies.md', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const told = texts.get('docs/dependencies.md') ?? '';
    const untold = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      (name) => !told.includes(`\`${name}\``),
    );
    expect(untold).toEqual([]);
  });
});

describe('message files', () => {
  const folder = join(root, 'renderer/i18n');
  const areas = readdirSync(folder).flatMap((name) => (name.endsWith('zh.json') ? [name.slice(0, -'zh.json'.length)] : []));
  const keys = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, path === '' ? key : `${path}.${key}`))
      : [path.replace(/_(one|other|zero)$/, '')];
  const read = (file: string) => new Set(keys(JSON.parse(readFileSync(join(folder, file), 'utf8'))));

  it('are there in both languages', () => {
    const english = readdirSync(folder).flatMap((name) => (name.endsWith('en.json') ? [name.slice(0, -'en.json'.length)] : []));
    expect(english.sort()).toEqual(areas.toSorted());
    expect(areas).toContain('desk-matches.');
  });

  it.each(areas)('%s have the same keys in Chinese and in English', (area) => {
    const [chinese, english] = [read(`${area}zh.json`), read(`${area}en.json`)];
    expect({
      onlyChinese: [...chinese].filter((key) => !english.has(key)),
      onlyEnglish: [...english].filter((key) => !chinese.has(key)),
    }).toEqual({ onlyChinese: [], onlyEnglish: [] });
  });
});
