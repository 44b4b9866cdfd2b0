import { beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../../../maps/site/card/words.ts';
import cardEn from '../../../../maps/site/i18n/en.json' with { type: 'json' };
import en from '../../../../maps/site/i18n/map.en.json' with { type: 'json' };
import zh from '../../../../maps/site/i18n/map.zh.json' with { type: 'json' };
import postEn from '../../../../maps/site/i18n/post.en.json' with { type: 'json' };
import postZh from '../../../../maps/site/i18n/post.zh.json' with { type: 'json' };
import cardZh from '../../../../maps/site/i18n/zh.json' with { type: 'json' };
import { startMessages } from '../../../../maps/site/map/messages.ts';
import { textOf } from '../../../../maps/site/map/say.tsx';
import { amenityWord } from '../../../../maps/site/map/station/amenity-words.ts';
import { amenities } from '../../../../shared/domain/amenity.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): readonly (readonly [key: string, text: string])[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[path + name, value] as const] : leaves(value, `${path}${name}.`),
  );
}
const valuesIn = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

/** What one language has no use for. */
const own = new Set(['day.date', 'day.months']);

describe("the map's messages", () => {
  beforeAll(() => startMessages('zh'));

  it('has the same keys in Chinese and in English', () => {
    expect(
      leaves(en)
        .map(([key]) => key)
        .sort(),
    ).toEqual(
      leaves(zh)
        .map(([key]) => key)
        .sort(),
    );
  });

  it('asks for the same values in both', () => {
    const inChinese = new Map(leaves(zh));
    const different = leaves(en).filter(
      ([key, text]) => !own.has(key) && valuesIn(text).join() !== valuesIn(inChinese.get(key) ?? '').join(),
    );
    expect(different).toEqual([]);
  });

  it('closes every bold word and every bracket', () => {
    const odd = [...leaves(zh), ...leaves(en)].filter(
      ([, text]) => (text.match(/\*/g)?.length ?? 0) % 2 !== 0 || text.split('[').length !== text.split(']').length,
    );
    expect(odd).toEqual([]);
  });

  it.each([
    ['the page for employers', postZh, postEn],
    ['the card page', cardZh, cardEn],
  ] as const)('has the same keys and values in both for %s', (_, chinese, english) => {
    const asked = (tree: Tree) => leaves(tree).map(([key, text]) => `${key}: ${valuesIn(text).join()}`);
    expect(asked(english).sort()).toEqual(asked(chinese).sort());
  });

  it('has a word for every amenity, the same in Chinese as the catalogue', () => {
    expect(amenities.map(({ code }) => amenityWord(code))).toEqual(amenities.map(({ word }) => word));
  });

  it('shows what stands in a name as text, whatever marks are in it', () => {
    expect(words('去 {name}', { name: '*王*[1]|{x}' })).toEqual([[{ text: '去 ' }, { text: '*王*[1]|{x}' }]]);
    expect(textOf('go.to', { name: '<b>{{t}}$t(go.key)' })).toBe('去 <b>{{t}}$t(go.key)');
  });

  it('refuses a message whose value is missing', () => {
    expect(() => textOf('go.to')).toThrow(RangeError);
  });
});
