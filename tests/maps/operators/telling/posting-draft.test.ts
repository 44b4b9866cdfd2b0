import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOf, emptyPosting, postingOf } from '../../../../maps/operators/telling/posting-draft.ts';
import type { PostingContent } from '../../../../shared/domain/posting.ts';
import { addDays, endOfDayMs } from '../../../../shared/domain/work-day.ts';
import { at, content, today } from '../../../support/builders.ts';

const whole: PostingContent = { ...content(), contactPhone: '19900002608' };

describe('a posting’s form', () => {
  it('changes nothing of what it was opened with', () => {
    const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
    const over = fc.record({
      headcount: maybe(fc.integer({ min: 1, max: 999 })),
      workDate: fc.constantFrom(null, today),
      startMinute: fc.integer({ min: 0, max: 1439 }),
      lasts: fc.integer({ min: 1, max: 1440 }),
      durationDays: maybe(fc.integer({ min: 1, max: 365 })),
      pay: fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 })),
      unit: fc.constantFrom('day' as const, 'month' as const, 'order' as const),
      settlement: fc.constantFrom(null, 'day' as const, 'completion' as const),
      meals: fc.constantFrom(null, true, false),
      tools: fc.constantFrom(null, 'provided' as const, 'own' as const),
      insurance: fc.constantFrom(null, true, false),
      validThroughMs: maybe(fc.integer({ min: at(0), max: at(0) + 30 * 86_400_000 })),
    });
    fc.assert(
      fc.property(over, ({ lasts, pay, unit, ...rest }) => {
        const wage = { minFen: Math.min(...pay), maxFen: Math.max(...pay), unit };
        const before: PostingContent = { ...whole, ...rest, endMinute: rest.startMinute + lasts, wage };
        expect(postingOf(draftOf(before), before).content).toEqual(before);
      }),
    );
  });

  it('names what the law asks for and is missing, and the phone', () => {
    const { content: read, faults } = postingOf({ ...emptyPosting, trade: '203' }, null);
    expect([read?.title, read?.headcount, Object.keys(faults)]).toEqual([
      '油漆工',
      null,
      ['employer', 'headcount', 'conditions', 'content', 'place', 'wage', 'validThroughMs', 'contactPhone'],
    ]);
  });

  it.each([
    [{ trade: '' }, { trade: 'telling.chooseTrade', title: 'telling.wrong' }],
    [{ headcount: '几个' }, { headcount: 'telling.wrong' }],
    [{ payMin: '-5' }, { wage: 'telling.wrong' }],
    [{ payMin: '300', payMax: '200' }, { wage: 'telling.wrong' }],
    [{ contactPhone: '123456789012345' }, { contactPhone: 'telling.wrong' }],
    [{ start: '' }, { startMinute: 'telling.wrong' }],
  ])('says where %j is not right', (typed, faults) => {
    const title = 'trade' in typed ? '' : whole.title;
    expect(postingOf({ ...draftOf(whole), title, ...typed }, whole)).toEqual({ content: null, faults });
  });

  it('takes figures as they are typed, an end on the next morning, and a last day to its end', () => {
    const last = addDays(today, 3);
    const draft = {
      ...draftOf(whole),
      headcount: '１２',
      payMin: '18.5',
      payUnit: 'hour' as const,
      start: '22:00',
      end: '06:00',
      validDay: last,
    };
    expect(postingOf(draft, whole).content).toEqual({
      ...{ ...whole, headcount: 12, wage: { minFen: 1850, maxFen: 1850, unit: 'hour' } },
      ...{ startMinute: 22 * 60, endMinute: 30 * 60, validThroughMs: endOfDayMs(last) },
    });
  });
});
