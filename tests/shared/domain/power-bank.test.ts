import { describe, expect, it } from 'vitest';
import { bankCode, bankMarks, bankStates, isBankCode, mayMark } from '../../../shared/domain/power-bank.ts';
import { vectorOne } from '../../support/card-keys.ts';

describe('the state of a power bank', () => {
  it('is changed by staff only where that makes sense; one that is out is taken back or lost', () => {
    const allowed = bankStates.map((from) => [from, bankMarks.filter((to) => mayMark(from, to))]);
    expect(allowed).toEqual([
      ['in', ['faulty', 'lost', 'retired']],
      ['out', ['lost']],
      ['faulty', ['in', 'lost', 'retired']],
      ['lost', ['in', 'retired']],
      ['retired', []],
    ]);
  });
});

describe('the code of a power bank', () => {
  it('is what the scanner read, without what nobody sees', () => {
    expect([bankCode(' CDB\u200b 0007\r\n'), bankCode('https://cd.example.cn/Ab7')]).toEqual(['CDB0007', 'https://cd.example.cn/Ab7']);
  });

  it('is neither very short nor as long as a worker’s card', () => {
    expect(['', '07', '007', 'x'.repeat(120), 'x'.repeat(121), vectorOne.url].map(isBankCode)).toEqual([
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
