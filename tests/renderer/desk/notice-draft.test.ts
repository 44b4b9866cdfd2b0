import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentOf, draftOf, newDraft } from '../../../renderer/screens/desk/notices/notice-draft.ts';
import { noticeFault } from '../../../shared/domain/notice.ts';
import { addDays } from '../../../shared/domain/work-day.ts';
import { at, today } from '../../support/builders.ts';

describe('a notice in the editor', () => {
  it('begins with tomorrow morning, and lacks only its title', () => {
    const content = contentOf(newDraft(today));
    expect([content.startsAtMs, content.endsAtMs, noticeFault(content)]).toEqual([at(33), at(36), 'title_missing']);
  });

  it('is the same notice again after it was taken apart', () => {
    fc.assert(
      fc.property(
        fc.record({
          away: fc.integer({ min: 0, max: 180 }),
          moreDays: fc.integer({ min: 0, max: 180 }),
          startMinute: fc.integer({ min: 0, max: 1439 }),
          endMinute: fc.integer({ min: 1, max: 1440 }),
        }),
        ({ away, ...times }) => {
          const draft = { ...newDraft(today), ...times, firstDay: addDays(today, away) };
          const content = contentOf(draft);
          fc.pre(noticeFault({ ...content, title: '有' }) === null);
          expect([draftOf(content), contentOf(draftOf(content))]).toEqual([draft, content]);
        },
      ),
    );
  });
});
