import { describe, expect, it } from 'vitest';
import { contentOf, draftOf, emptyDraft, validityAfter, validityDays } from '../../../renderer/screens/desk/postings/editor-state.ts';
import { longestValidityMs } from '../../../shared/domain/posting.ts';
import { addDays, endOfDayMs } from '../../../shared/domain/work-day.ts';
import { at, content, now, today } from '../../support/builders.ts';

describe('the editor of a posting', () => {
  it('has nothing to judge before a trade was touched', () => {
    expect(contentOf({ ...emptyDraft, title: '送水' }, null)).toEqual({ content: null, wrong: ['trade'] });
  });

  it('takes the trade for a title that nobody wrote', () => {
    const made = contentOf({ ...emptyDraft, trade: 303 }, null);
    expect([made.content?.title, made.content?.wage, made.content?.employer, made.wrong]).toEqual(['送水', null, null, []]);
  });

  it('gives back a posting as it was when nothing is touched', () => {
    const range = { minFen: 20_000, maxFen: 26_050, unit: 'day' } as const;
    for (const one of [content(), content({ wage: range, occupationCode: '4-10-01-06', meals: null })]) {
      expect(contentOf(draftOf(one), one)).toEqual({ content: one, wrong: [] });
    }
  });

  it('drops the occupation code with the trade that it belonged to', () => {
    const one = content({ occupationCode: '4-10-01-06' });
    expect(contentOf({ ...draftOf(one), trade: 303 }, one).content?.occupationCode).toBe(null);
  });

  it('names what is not right yet, and still has something to judge', () => {
    const made = contentOf({ ...draftOf(content()), contactPhone: '8123456' }, null);
    expect([made.content?.contactPhone, made.wrong]).toEqual(['8123456', []]);
    const short = contentOf({ ...draftOf(content()), contactPhone: '199' }, null);
    expect([short.content?.contactPhone, short.wrong]).toEqual([null, ['contactPhone']]);
    expect(contentOf({ ...draftOf(content()), payMaxYuan: 5 }, null)).toEqual({ content: null, wrong: ['wage'] });
  });

  it('has no end without a start', () => {
    expect(contentOf({ ...draftOf(content()), startMinute: null }, null).content?.endMinute).toBe(null);
  });

  it('offers validities that the law allows, at any time of the day', () => {
    expect(validityAfter(now, 6)).toBe(endOfDayMs(addDays(today, 6)));
    for (const nowMs of [at(0), now, at(23, 59)]) {
      for (const days of validityDays) expect(validityAfter(nowMs, days) - nowMs <= longestValidityMs).toBe(true);
    }
  });
});
