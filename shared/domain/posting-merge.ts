/**
 * An edit made elsewhere, taken into a posting by field. Who made it names the revision they saw; a field that was changed here since then
 * stays as it is here and is told as a conflict, every other one is taken.
 */
import { changedFields, type Posting, type PostingContent, type PostingField, postingContentSchema, revise } from './posting.ts';

export interface FieldConflict {
  readonly field: PostingField;
  /** What the other side wanted. */
  readonly theirs: unknown;
}

export type Merged =
  | {
      readonly kind: 'merged';
      readonly content: PostingContent;
      readonly revision: number;
      readonly fieldRevisions: Posting['fieldRevisions'];
      readonly conflicts: readonly FieldConflict[];
    }
  /** With these fields it would be no posting; nothing is taken. */
  | { readonly kind: 'invalid'; readonly field: string };

/** @param base the revision of this posting that the other side saw */
export function mergeEdit(
  posting: Pick<Posting, 'content' | 'revision' | 'fieldRevisions'>,
  base: number,
  fields: Readonly<Partial<Record<PostingField, unknown>>>,
): Merged {
  const given = Object.entries(fields) as [PostingField, unknown][];
  const isChangedHere = (field: PostingField) => (posting.fieldRevisions[field] ?? 1) > base;
  const wanted = Object.fromEntries(given.filter(([field]) => !isChangedHere(field)));
  const read = postingContentSchema.safeParse({ ...posting.content, ...wanted });
  if (!read.success) return { kind: 'invalid', field: read.error.issues[0]?.path.join('.') ?? '' };
  const conflicts = given
    .filter(([field, theirs]) => isChangedHere(field) && JSON.stringify(theirs) !== JSON.stringify(posting.content[field]))
    .map(([field, theirs]) => ({ field, theirs }));
  const { revision, fieldRevisions } = revise(posting, read.data);
  return { kind: 'merged', content: read.data, revision, fieldRevisions, conflicts };
}

/** What an editor changed, as it is told to the other side. */
export function editOf(before: PostingContent, after: PostingContent): Partial<Record<PostingField, unknown>> {
  return Object.fromEntries(changedFields(before, after).map((field) => [field, after[field]]));
}
