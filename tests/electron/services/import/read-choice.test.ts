import { describe, expect, it } from 'vitest';
import { readInsurance, readMeals, readPayUnit, readSettlement, readTools } from '../../../../electron/services/import/read-choice.ts';
import { payUnits, settlements, settlementWords } from '../../../../shared/domain/wage.ts';

const valuesOf = <T>(read: (text: string) => { ok: true; value: T } | { ok: false }, words: readonly string[]) =>
  words.map((word) => {
    const reading = read(word);
    return reading.ok ? reading.value : undefined;
  });

describe('reading a word that stands for a choice', () => {
  it('knows every unit of pay by its code and by its words', () => {
    expect(valuesOf(readPayUnit, payUnits)).toEqual(payUnits);
    expect(valuesOf(readPayUnit, ['时', '元/小时', '天', '元 / 天', '日', '单', '元／单', '月', 'MONTH'])).toEqual([
      'hour',
      'hour',
      'day',
      'day',
      'day',
      'order',
      'order',
      'month',
      'month',
    ]);
  });

  it('knows every settlement by its code and by its word', () => {
    expect(valuesOf(readSettlement, settlements)).toEqual(settlements);
    expect(valuesOf(readSettlement, Object.values(settlementWords))).toEqual(Object.keys(settlementWords));
  });

  it('knows yes and no, and who brings the tools', () => {
    expect(valuesOf(readMeals, ['是', '管', '有', '1', 'yes', '否', '不管', '无', '0', 'No'])).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(valuesOf(readInsurance, ['有', '没有'])).toEqual([true, false]);
    expect(valuesOf(readTools, ['提供', 'provided', '自带', 'own'])).toEqual(['provided', 'provided', 'own', 'own']);
  });

  it('refuses any other word and tells which ones there are', () => {
    expect(readPayUnit('件')).toEqual({ ok: false, code: 'value_unreadable', message: '看不懂「件」，请写 时、天、单、月 中的一个。' });
    expect(valuesOf(readMeals, ['管午饭', 'constructor'])).toEqual([undefined, undefined]);
  });
});
