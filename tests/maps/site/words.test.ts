import { describe, expect, it } from 'vitest';
import { listed, plain, words } from '../../../maps/site/card/words.ts';
import en from '../../../maps/site/i18n/en.json';
import tradesInEnglish from '../../../maps/site/i18n/trades.en.json';
import zh from '../../../maps/site/i18n/zh.json';
import { trades } from '../../../shared/domain/trade-catalogue.ts';

const texts = (value: object, path = ''): readonly (readonly [string, string])[] =>
  Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? [[`${path}${key}`, inner] as const] : texts(inner, `${path}${key}.`),
  );
const inserts = (text: string) => [...new Set([...text.matchAll(/\{\w+\}/g)].map(String))].sort();

describe('the words of a message', () => {
  it('come as phrases, with numbers held to their units and weight where it is marked', () => {
    expect(words('过期 [{days} 天]，|*再扫*一次', { days: 12 })).toEqual([
      [{ text: '过期 ' }, { text: '12', whole: true }, { text: ' 天', whole: true }, { text: '，' }],
      [{ text: '再扫', bold: true }, { text: '一次' }],
    ]);
  });

  it('never read marks in what is put in', () => {
    expect(words('打给{name}', { name: '*王|[建]国*{host}' })).toEqual([[{ text: '打给' }, { text: '*王|[建]国*{host}' }]]);
  });

  it('are refused without their values', () => {
    expect(() => plain('有效到 {date}')).toThrow(RangeError);
  });

  it('of a list keep each item with its separator', () => {
    expect(listed(['工具', '外地'], '、')).toEqual([[{ text: '工具、' }], [{ text: '外地' }]]);
  });
});

describe('the messages', () => {
  it('have the same keys, and put in the same values, in Chinese and in English', () => {
    const chinese = texts(zh).map(([key, text]) => [key, inserts(text)] as const);
    expect(texts(en).map(([key, text]) => [key, inserts(text)] as const)).toEqual(chinese);
  });

  it('close every mark they open', () => {
    const open = [...texts(zh), ...texts(en)].filter(
      ([, text]) => text.split('*').length % 2 === 0 || text.split('[').length !== text.split(']').length,
    );
    expect(open).toEqual([]);
  });

  it('name every trade of the catalogue in English, and no other', () => {
    expect(Object.keys(tradesInEnglish).map(Number).sort()).toEqual(trades.map(({ code }) => code).sort());
  });
});
