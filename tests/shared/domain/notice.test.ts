import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNoticeLink,
  mostDaysAhead,
  type NoticeContent,
  noticeContentSchema,
  noticeFault,
  noticeLengths,
  shownFromMs,
} from '../../../shared/domain/notice.ts';
import { addDays, startOfDayMs, workDayOf } from '../../../shared/domain/work-day.ts';
import { at, today } from '../../support/builders.ts';

const fair: NoticeContent = {
  ...{ kind: 'job_fair', title: '零工专场招聘会', text: '', place: '大十字广场', link: 'https://xihe.example.cn/fair' },
  ...{ startsAtMs: at(9), endsAtMs: at(12), daysAhead: 0 },
};

describe('a notice', () => {
  it('is whole with a title, a time and a link or none', () => {
    expect([noticeFault(fair), noticeFault({ ...fair, link: '' })]).toEqual([null, null]);
  });

  it.each([
    ['no title', { title: '' }, 'title_missing'],
    ['an end before its beginning', { endsAtMs: at(8) }, 'times'],
    ['an end at its beginning', { endsAtMs: at(9) }, 'times'],
    ['a length of more than a year', { endsAtMs: at(9) + 367 * 86_400_000 }, 'times'],
    ['a link without https', { link: 'http://xihe.example.cn/' }, 'link'],
  ] as const)('has a fault with %s', (_, over, fault) => {
    expect(noticeFault({ ...fair, ...over })).toBe(fault);
  });

  it('is cleaned on the way in, and refused where it is too long', () => {
    const read = noticeContentSchema.parse({ ...fair, title: ' 招聘\u200b会　\n现场 ', link: ' https://a.example.cn ' });
    expect([read.title, read.link]).toEqual(['招聘会 现场', 'https://a.example.cn']);
    expect(noticeContentSchema.safeParse({ ...fair, title: '长'.repeat(noticeLengths.title + 1) }).success).toBe(false);
    expect(noticeContentSchema.safeParse({ ...fair, daysAhead: mostDaysAhead + 1 }).success).toBe(false);
  });

  it('stands on the screen from the beginning of its day, or of a day before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: mostDaysAhead }), fc.integer({ min: 0, max: 10_000_000 }), (daysAhead, minutes) => {
        const startsAtMs = at(0) + minutes * 60_000;
        const fromMs = shownFromMs({ startsAtMs, daysAhead });
        expect([fromMs <= startsAtMs, fromMs]).toEqual([true, startOfDayMs(addDays(workDayOf(startsAtMs), -daysAhead))]);
      }),
    );
    expect(shownFromMs(fair)).toBe(startOfDayMs(today));
  });
});

describe('the link of a notice', () => {
  it.each(['https://xihe.example.cn/live/1124?id=3#top', 'https://xihe.example.cn', 'https://xihe.example.cn:8443/a'])(
    'may be %s',
    (link) => {
      expect(isNoticeLink(link)).toBe(true);
    },
  );

  it.each([
    'http://xihe.example.cn/',
    'javascript:alert(1)',
    'weixin://dl/business',
    'https://',
    'https://localhost/',
    'https://10.0.0.1/',
    'https://user:secret@xihe.example.cn/',
    'https://xihe.example.cn@evil.example.org/',
    'https://xihe.example.cn/a b',
    'https://xihe.example.cn/直播',
    `https://xihe.example.cn/${'a'.repeat(300)}`,
  ])('may not be %s', (link) => {
    expect(isNoticeLink(link)).toBe(false);
  });
});
