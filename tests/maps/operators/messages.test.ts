import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import en from '../../../maps/operators/i18n/en.json';
import zh from '../../../maps/operators/i18n/zh.json';
import { amenityCodes } from '../../../shared/domain/amenity.ts';

const folder = fileURLToPath(new URL('../../../maps/operators', import.meta.url));

type Words = { readonly [key: string]: string | Words };

function flat(words: Words, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

const [chinese, english] = [flat(zh), flat(en)];
const valuesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');

describe('the operators’ words', () => {
  it('are the same in both languages, with the same values', () => {
    expect([...english.keys()]).toEqual([...chinese.keys()]);
    const differ = [...chinese].filter(([key, text]) => {
      // The hub's own sentence has its seconds; only the English one needs them put in.
      return key !== 'refusal.sign_in_wait' && valuesOf(text).join() !== valuesOf(english.get(key) ?? '').join();
    });
    expect(differ).toEqual([]);
  });

  it('are Chinese in Chinese, and none is empty', () => {
    const without = [...chinese].filter(([key, text]) => text === '' || (!/[\u4e00-\u9fff、]/.test(text) && key !== 'amenity.aed'));
    expect(without.map(([key]) => key)).toEqual([]);
    expect([...english].filter(([, text]) => text === '')).toEqual([]);
  });

  it('are all used', () => {
    const byCode =
      /^(audit|writer|fieldWord|finding|refusal|importRefusal|column|amenity|doubt|reports|presence|role|roleMeans|access|system|weekday|posting|lint|trade|payUnit|settlement|noticeKind|toldState)\./;
    const unused = [...chinese.keys()].filter(
      (key) => !byCode.test(key) && !key.startsWith('station.holidays.') && !source.includes(`'${key}'`),
    );
    expect(unused).toEqual([]);
  });

  it('name every amenity', () => {
    expect(amenityCodes.filter((code) => !english.has(`amenity.${code}`))).toEqual([]);
  });
});
