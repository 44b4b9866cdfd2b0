import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentOf,
  type Draft,
  faultsOf,
  items,
  missingOf,
  newDraft,
  settlements,
  units,
  validThroughMs,
} from '../../../../maps/site/map/post/draft.ts';
import { isPublishable, postingContentSchema } from '../../../../shared/domain/posting.ts';
import { addDays, endOfDayMs, startOfDayMs } from '../../../../shared/domain/work-day.ts';
import { at, now, today } from '../../../support/builders.ts';

const whole: Draft = {
  ...{ trade: 301, content: '卸两车瓷砖，搬到三楼，有电梯', headcount: 4, yuan: '280', unit: 'day', settlement: 'day' },
  ...{ day: addDays(today, 1), start: '08:00', end: '17:00', conditions: '能抬 40 公斤', place: '河东新区 文景苑 6 号楼' },
  ...{ employer: '顺达建材店', phone: '138 0013 8000' },
};

describe('a posting written on a phone', () => {
  it('misses six of seven items at first, and names them in the order of the page', () => {
    expect(missingOf(newDraft(now), now)).toEqual(['work', 'wage', 'conditions', 'place', 'employer']);
    expect(missingOf(whole, now)).toEqual([]);
  });

  it.each([
    ['work', { trade: null }],
    ['work', { content: ' ' }],
    ['wage', { yuan: '0' }],
    ['wage', { yuan: '10001' }],
    ['wage', { yuan: '.' }],
    ['days', { day: '' }],
    ['days', { day: addDays(today, -1) }],
    ['days', { day: addDays(today, 30) }],
    ['conditions', { conditions: '' }],
    ['place', { place: ' ' }],
    ['employer', { employer: '' }],
    ['employer', { phone: '1380013800' }],
  ] as const)('misses %s with %j', (item, part) => {
    expect(missingOf({ ...whole, ...part }, now)).toEqual([item]);
  });

  it('says what must not be written, and what the station will ask about', () => {
    expect(faultsOf(whole)).toEqual([]);
    const found = faultsOf({ ...whole, conditions: '限女性', content: '发传单，先交押金 100' });
    expect(found.map(({ item, rule, severity }) => [item, rule, severity])).toEqual([
      ['work', 'fee', 'block'],
      ['conditions', 'sex', 'block'],
    ]);
    expect(faultsOf({ ...whole, conditions: '45岁以下' }).map(({ severity }) => severity)).toEqual(['warn']);
  });

  it('is shown until the work begins, or until the evening where that has passed or nobody said when', () => {
    const tomorrow = addDays(today, 1);
    expect(validThroughMs({ day: tomorrow, start: '08:00' }, now)).toBe(startOfDayMs(tomorrow) + 8 * 3_600_000);
    expect(validThroughMs({ day: tomorrow, start: '' }, now)).toBe(endOfDayMs(tomorrow));
    expect(validThroughMs({ day: today, start: '06:00' }, at(6, 38))).toBe(endOfDayMs(today));
  });

  it('becomes what a station reads, a night shift into the next morning', () => {
    expect(postingContentSchema.parse(contentOf({ ...whole, start: '20:00', end: '06:00' }, now))).toMatchObject({
      ...{ title: '搬运装卸', startMinute: 1200, endMinute: 1800, wage: { minFen: 28_000, maxFen: 28_000, unit: 'day' } },
      ...{ contactPhone: '13800138000', workDate: addDays(today, 1), verifiedAtMs: null },
    });
  });

  it('that misses nothing is always a posting that may be published', () => {
    const clock = fc.constantFrom('', '00:00', '05:30', '08:00', '23:59');
    const draft = fc.record({
      ...{ trade: fc.constantFrom(101, 301, 599), content: fc.string({ maxLength: 60 }), headcount: fc.integer({ min: 1, max: 999 }) },
      ...{
        yuan: fc.constantFrom('1', '18.5', '280', '9999', 'x'),
        unit: fc.constantFrom(...units),
        settlement: fc.constantFrom(...settlements),
      },
      ...{ day: fc.integer({ min: -2, max: 32 }).map((away) => addDays(today, away)), start: clock, end: clock },
      ...{ conditions: fc.string({ maxLength: 20 }), place: fc.string({ maxLength: 20 }), employer: fc.string({ maxLength: 20 }) },
      phone: fc.constantFrom('13800138000', '0970 555 0100', '12'),
    });
    fc.assert(
      fc.property(draft, (one) => {
        const missing = missingOf(one, now);
        expect(missing.every((item) => items.includes(item))).toBe(true);
        if (missing.length > 0) return;
        const read = postingContentSchema.safeParse(contentOf(one, now));
        expect([one, read.success && isPublishable(read.data)]).toEqual([one, true]);
      }),
    );
  });
});
