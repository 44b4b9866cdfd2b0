import { describe, expect, it } from 'vitest';
import { noticeDraftOf, noticeOf } from '../../../../maps/operators/telling/notice-draft.ts';
import { at, noticeContent, now } from '../../../support/builders.ts';

const fair = noticeContent({ startsAtMs: at(9), endsAtMs: at(33) });

describe('a notice’s form', () => {
  it('changes nothing of what it was opened with', () => {
    expect(noticeOf(noticeDraftOf(fair, now), now)).toEqual({ content: fair, fault: null });
  });

  it('begins with tomorrow from nine to five, and wants a title', () => {
    const { content, fault } = noticeOf(noticeDraftOf(null, now), now);
    expect([content?.startsAtMs, content?.endsAtMs, fault]).toEqual([at(33), at(41), { field: 'title', word: 'telling.titleMissing' }]);
  });

  it.each([
    [{ toDay: '2026-11-23', toTime: '08:00' }, 'toDay', 'telling.timesWrong'],
    [{ link: 'http://10.0.0.1/' }, 'link', 'telling.linkWrong'],
    [{ fromDay: '2026-11-01', toDay: '2026-11-02' }, 'toDay', 'telling.endPast'],
    [{ fromDay: '' }, 'fromDay', 'telling.wrong'],
    [{ daysAhead: '99' }, 'daysAhead', 'telling.wrong'],
  ] as const)('says what is wrong with %j', (typed, field, word) => {
    expect(noticeOf({ ...noticeDraftOf(fair, now), ...typed }, now).fault).toEqual({ field, word });
  });
});
