import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revise } from '../../../shared/domain/posting.ts';
import { editOf, mergeEdit } from '../../../shared/domain/posting-merge.ts';
import { posting } from '../../support/builders.ts';

const before = posting();
/** The posting after an edit at the station. */
function edited(fields: object, from = before) {
  const content = { ...from.content, ...fields } as typeof from.content;
  return { ...from, content, ...revise(from, content) };
}

describe('an edit made elsewhere', () => {
  it('is taken when nothing was changed here', () => {
    const merged = mergeEdit(before, 1, { headcount: 5, contactName: '李师傅' });
    expect(merged).toEqual({
      kind: 'merged',
      content: { ...before.content, headcount: 5, contactName: '李师傅' },
      revision: 2,
      fieldRevisions: { headcount: 2, contactName: 2 },
      conflicts: [],
    });
  });

  it('leaves a field as it is here when both changed it, and tells what the other side wanted', () => {
    const here = edited({ headcount: 4, title: '刷白墙' });
    const merged = mergeEdit(here, 1, { headcount: 5, place: '南门 工地' });
    expect(merged).toMatchObject({
      kind: 'merged',
      content: { ...here.content, place: '南门 工地' },
      conflicts: [{ field: 'headcount', theirs: 5 }],
    });
  });

  it('that both made alike is no conflict', () => {
    const here = edited({ headcount: 5 });
    expect(mergeEdit(here, 1, { headcount: 5 })).toMatchObject({ kind: 'merged', revision: 2, conflicts: [] });
  });

  it('that saw the last change here is taken over it', () => {
    const here = edited({ headcount: 4 });
    expect(mergeEdit(here, here.revision, { headcount: 5 })).toMatchObject({ kind: 'merged', content: { headcount: 5 }, conflicts: [] });
  });

  it('that would make it no posting is refused as a whole', () => {
    expect(mergeEdit(before, 1, { headcount: 0, title: '别的' })).toEqual({ kind: 'invalid', field: 'headcount' });
    expect(mergeEdit(before, 1, { endMinute: 60 })).toEqual({ kind: 'invalid', field: 'endMinute' });
  });

  it('together with one here keeps every field of the one or the other, and loses none silently', () => {
    const edit = fc.record(
      {
        headcount: fc.integer({ min: 1, max: 9 }),
        title: fc.constantFrom('刷墙', '搬家', '洗碗'),
        contactName: fc.constantFrom('马师傅', '李师傅', null),
        insurance: fc.constantFrom(true, false, null),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(edit, edit, (ours, theirs) => {
        const here = edited(ours);
        const sent = editOf(before.content, { ...before.content, ...theirs } as typeof before.content);
        const merged = mergeEdit(here, 1, sent);
        if (merged.kind !== 'merged') throw new Error('invalid');
        const disputed = new Map(merged.conflicts.map(({ field, theirs }) => [field, theirs]));
        for (const [field, value] of Object.entries(merged.content)) {
          const name = field as keyof typeof merged.content;
          const mine = here.content[name];
          const yours = name in sent ? sent[name] : before.content[name];
          const changedHere = JSON.stringify(mine) !== JSON.stringify(before.content[name]);
          expect(value).toEqual(changedHere ? mine : yours);
          if (name in sent && JSON.stringify(value) !== JSON.stringify(sent[name])) expect(disputed.get(name)).toEqual(sent[name]);
        }
        // A second time it changes nothing more.
        const again = mergeEdit(
          { ...here, ...merged },
          1,
          Object.fromEntries(Object.entries(sent).filter(([field]) => !disputed.has(field as never))),
        );
        expect(again).toMatchObject({ kind: 'merged', content: merged.content, conflicts: [] });
      }),
    );
  });
});
