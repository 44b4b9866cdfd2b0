import { describe, expect, it } from 'vitest';
import { inPages, postingsPerPage, stayMs } from '../../../renderer/screens/roll/pages.ts';

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
