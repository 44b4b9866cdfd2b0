/** Matches at the desk, put together. */
import type { MatchesDesk } from '../../shared/api/desk/matches.ts';
import type { PostingReader } from '../db/posting-repository.ts';
import type { CardDesk, CardIssuing } from './card-issuing.ts';
import type { MatchBook } from './match-book.ts';
import { matchCommands } from './match-commands.ts';
import { matchQueries } from './match-queries.ts';
import { matchSuggestions } from './match-suggest.ts';
import { matchViews } from './match-views.ts';
import { workerRows } from './worker-service.ts';

export function matchOperations(
  desk: CardDesk,
  issuing: CardIssuing,
  book: MatchBook,
  postings: Pick<PostingReader, 'get'>,
): Omit<MatchesDesk, 'referral.dismiss'> {
  const views = matchViews(desk.db, desk.keys, desk.clock, postings);
  const rowOf = workerRows(desk, issuing);
  return {
    ...matchSuggestions(desk, rowOf, postings),
    ...matchCommands(desk, book, views, postings),
    ...matchQueries(desk, views, rowOf, postings),
  };
}
