import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaOf,
  changedFields,
  isExpired,
  isFilled,
  isMorning,
  isOrphan,
  isPublishable,
  isStale,
  mayBecome,
  missingForPublication,
  postingContentSchema,
  postingStates,
  revise,
  standingOf,
} from '../../../shared/domain/posting.ts';
import { at, content, now, posting } from '../../support/builders.ts';

const hour = 3_600_000;
const rulesBroken = (over: object) => {
  const parsed = postingContentSchema.safeParse({ ...content(), ...over });
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.'));
};

describe('posting content', () => {
  it('accepts a complete posting as it is', () => {
    expect(postingContentSchema.parse(content())).toEqual(content());
  });

  it.each([
    ['an end before the start', { startMinute: 600, endMinute: 540 }, 'endMinute'],
    ['an end without a start', { startMinute: null, endMinute: 540 }, 'startMinute'],
    ['a shift of more than a day', { startMinute: 0, endMinute: 1500 }, 'endMinute'],
    ['a negative headcount', { headcount: -3 }, 'headcount'],
    ['a headcount that is no whole number', { headcount: 2.5 }, 'headcount'],
    ['pay without a unit', { wage: { minFen: 100, maxFen: 100 } }, 'wage.unit'],
    ['a maximum below the minimum', { wage: { minFen: 200, maxFen: 100, unit: 'day' } }, 'wage.maxFen'],
    ['pay beyond any wage', { wage: { minFen: 100, maxFen: 999_999_999, unit: 'hour' } }, 'wage.maxFen'],
    ['a duration of 9,999,999,999,999 days', { durationDays: 9_999_999_999_999 }, 'durationDays'],
    ['a trade that is not in the catalogue', { trade: 999 }, 'trade'],
    ['a place outside the earth', { point: { lat: 91, lng: 0 } }, 'point.lat'],
    ['a day that is not in the calendar', { workDate: '2026-02-30' }, 'workDate'],
    ['a telephone number with letters', { contactPhone: '1990000ABCD' }, 'contactPhone'],
    ['an empty title', { title: ' \u200b ' }, 'title'],
  ])('refuses %s', (_, over, path) => {
    expect(rulesBroken(over)).toEqual([path]);
  });

  it('takes a night shift that ends on the next day', () => {
    expect(rulesBroken({ startMinute: 22 * 60, endMinute: 30 * 60 })).toEqual([]);
  });

  it('keeps a phone as digits however it was written', () => {
    expect(postingContentSchema.parse({ ...content(), contactPhone: '+86 199-0000 ２６０８' }).contactPhone).toBe('19900002608');
  });
});

describe('the legal minimum', () => {
  it.each(['employer', 'headcount', 'conditions', 'content', 'place', 'wage', 'validThroughMs'] as const)('asks for %s', (field) => {
    const lacking = { ...content(), [field]: null };
    expect(missingForPublication(lacking)).toEqual([field]);
    expect(isPublishable(lacking)).toBe(false);
  });

  it('asks for nothing else', () => {
    const bare = content({ workDate: null, startMinute: null, endMinute: null, contactPhone: null, point: null, settlement: null });
    expect(isPublishable(bare)).toBe(true);
  });
});

describe('states', () => {
  it('go from draft to pending to published, pause and come back, and end closed', () => {
    const ways = postingStates.map((from) => [from, postingStates.filter((to) => mayBecome(from, to))]);
    expect(Object.fromEntries(ways)).toEqual({
      draft: ['pending', 'published', 'closed'],
      pending: ['draft', 'published', 'closed'],
      published: ['paused', 'closed'],
      paused: ['published', 'closed'],
      closed: [],
    });
  });
});

describe('derived states', () => {
  it('day-paid work is stale 24 hours after its verification, other work after 48', () => {
    const verifiedAtMs = at(6);
    const day = { settlement: 'day', verifiedAtMs } as const;
    const week = { settlement: 'week', verifiedAtMs } as const;
    expect(
      [24, 24.01, 48, 48.01].map((hours) => [isStale(day, verifiedAtMs + hours * hour), isStale(week, verifiedAtMs + hours * hour)]),
    ).toEqual([
      [false, false],
      [true, false],
      [true, false],
      [true, true],
    ]);
  });

  it('what was never verified is stale', () => {
    expect(isStale({ settlement: 'month', verifiedAtMs: null }, now)).toBe(true);
  });

  it('is expired from the first millisecond after its validity', () => {
    const { validThroughMs } = content();
    expect([isExpired({ validThroughMs }, validThroughMs), isExpired({ validThroughMs }, validThroughMs + 1)]).toEqual([false, true]);
  });

  it('is filled when matches reach the headcount', () => {
    expect([2, 3, 4].map((taken) => isFilled({ taken, content: { headcount: 3 } }))).toEqual([false, true, true]);
  });

  it('is an orphan when it is published and nobody can be called', () => {
    expect(isOrphan(posting({ contactPhone: null }))).toBe(true);
    expect(isOrphan(posting({ contactPhone: null }, { state: 'paused' }))).toBe(false);
    expect(isOrphan(posting())).toBe(false);
  });

  it('tells a worker whether it is open or why it is gone', () => {
    const { validThroughMs } = content();
    expect([
      standingOf(posting(), now),
      standingOf(posting({}, { taken: 3 }), now),
      standingOf(posting(), validThroughMs + 1),
      standingOf(posting({}, { state: 'closed', closedReason: 'done' }), now),
    ]).toEqual(['open', 'filled', 'expired', 'withdrawn']);
  });
});

describe('revisions', () => {
  it('change for the fields that changed and no others', () => {
    const before = posting({}, { revision: 4, fieldRevisions: { title: 2, place: 4 } });
    const after = content({ title: '刷墙', wage: { minFen: 30_000, maxFen: 30_000, unit: 'day' } });
    expect(revise(before, after)).toEqual({ revision: 5, fieldRevisions: { title: 5, place: 4, wage: 5 } });
  });

  it('stay when nothing changed', () => {
    const before = posting({}, { revision: 4, fieldRevisions: { title: 2 } });
    expect(revise(before, content())).toEqual({ revision: 4, fieldRevisions: { title: 2 } });
  });

  it('name each changed field once, for any two contents', () => {
    const title = fc.constantFrom('甲', '乙');
    const place = fc.constantFrom('东', '西');
    fc.assert(
      fc.property(title, place, title, place, (t1, p1, t2, p2) => {
        const changed = changedFields(content({ title: t1, place: p1 }), content({ title: t2, place: p2 }));
        expect(changed).toEqual([...(t1 === t2 ? [] : ['title']), ...(p1 === p2 ? [] : ['place'])]);
      }),
    );
  });
});

describe('the morning', () => {
  it('is from 04:30 until 08:30', () => {
    expect([269, 270, 509, 510].map(isMorning)).toEqual([false, true, true, false]);
  });
});

describe('the short place', () => {
  it('is what stands before the first space', () => {
    expect([areaOf('海棠新区 文苑路工地'), areaOf('八一路')]).toEqual(['海棠新区', '八一路']);
  });
});
