import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inPages, postingsPerPage, roundOf, stayMs } from '../../../renderer/screens/roll/pages.ts';

describe('the pages of the roll', () => {
  it('hold six postings either way up; in large text four, or three on a screen on its side', () => {
    expect([
      postingsPerPage({ landscape: false, largeText: false }),
      postingsPerPage({ landscape: true, largeText: false }),
      postingsPerPage({ landscape: false, largeText: true }),
      postingsPerPage({ landscape: true, largeText: true }),
    ]).toEqual([6, 6, 4, 3]);
  });

  it('keep the order and leave the last page short', () => {
    expect(inPages([1, 2, 3, 4, 5, 6, 7], 3)).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(inPages([], 6)).toEqual([]);
  });

  it('stay for the configured time, or for what is left of a pause', () => {
    expect([stayMs(10, 0, 100_000), stayMs(10, 120_000, 100_000), stayMs(10, 105_000, 100_000)]).toEqual([10_000, 20_000, 10_000]);
  });
});

describe('notices between the pages of the roll', () => {
  const round = (pages: number, notices: string, number = 0) =>
    roundOf(
      Array.from({ length: pages }, (_, page) => [page + 1]),
      [...notices],
      number,
    )
      .map((page) => (page.kind === 'postings' ? page.postings.join() : page.kind === 'notice' ? page.notice : '站'))
      .join(' ');

  it('stand after every second page of postings', () => {
    expect([round(8, 'abcd'), round(3, 'a'), round(2, 'a'), round(8, '')]).toEqual([
      '1 2 a 3 4 b 5 6 c 7 8 d',
      '1 2 a 3',
      '1 2 a',
      '1 2 3 4 5 6 7 8',
    ]);
  });

  it('take turns from round to round, so that each is shown', () => {
    expect([0, 1, 2, 3].map((number) => round(4, 'abc', number))).toEqual(['1 2 a 3 4 b', '1 2 c 3 4 a', '1 2 b 3 4 c', '1 2 a 3 4 b']);
  });

  it('wait until a lone page of postings stood twice', () => {
    expect([round(1, 'ab', 0), round(1, 'ab', 1), round(1, '')]).toEqual(['1 1 a', '1 1 b', '1']);
  });

  it('stand with what the station has where there are no postings', () => {
    expect([round(0, 'ab'), round(0, '')]).toEqual(['站 a b', '站']);
  });

  it('are never next to each other, and every round has the same length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 0, max: 12 }), fc.nat(50), (pages, notices, number) => {
        const all = Array.from({ length: pages }, () => [0]);
        const told = Array.from({ length: notices }, (_, at) => at);
        const shown = roundOf(all, told, number);
        const twice = shown.some((page, at) => page.kind === 'notice' && shown[(at + 1) % shown.length]?.kind === 'notice');
        expect([twice, shown.length]).toEqual([false, roundOf(all, told, 0).length]);
        expect(shown.filter((page) => page.kind === 'notice').length * 2).toBeLessThanOrEqual(Math.max(2, pages));
      }),
    );
  });
});
