/** The content lint with what the station knows: its floor of pay, what a trade usually pays, doubles, sanctions. */
import type { PostingVerdict } from '../../shared/api/desk/postings.ts';
import { missingForPublication, type PostingContent } from '../../shared/domain/posting.ts';
import { type LintFinding, lintPosting } from '../../shared/domain/posting-lint.ts';
import type { StationSettings } from '../../shared/domain/station.ts';
import type { PostingDeskReader } from '../db/posting-desk-repository.ts';
import type { StationClock } from './clock.ts';

/** What was paid longer ago is no longer usual. */
const usualWithinMs = 60 * 86_400_000;

export interface PostingJudge {
  /** @param id the posting that has this content, so that it is not its own double; null for a new one */
  lint(content: PostingContent, id: string | null): LintFinding[];
  verdict(content: PostingContent, id: string | null): PostingVerdict;
}

/**
 * @param remember asks for a trade's usual pay and an employer's sanction once only: for a run over many rows, whose own rows then
 * do not move what is usual
 */
export function postingJudge(
  desk: PostingDeskReader,
  settings: () => Pick<StationSettings, 'payFloorFenPerHour'>,
  clock: StationClock,
  { remember = false }: { readonly remember?: boolean } = {},
): PostingJudge {
  const usual = new Map<number, number | null>();
  const sanctions = new Map<string, ReturnType<PostingDeskReader['sanctionUntil']>>();
  function known<K, V>(map: Map<K, V>, key: K, ask: () => V): V {
    if (!remember) return ask();
    if (!map.has(key)) map.set(key, ask());
    return map.get(key) as V;
  }
  const lint: PostingJudge['lint'] = (content, id) => {
    const nowMs = clock.trustedMs();
    const { employer, trade } = content;
    return lintPosting(content, {
      nowMs,
      payFloorFenPerHour: settings().payFloorFenPerHour,
      usualDayFen: known(usual, trade, () => desk.usualDayFen(trade, nowMs - usualWithinMs)),
      isDuplicate: desk.hasDouble(content, id),
      sanctionUntil: employer === null ? null : known(sanctions, employer, () => desk.sanctionUntil(employer)),
    });
  };
  return { lint, verdict: (content, id) => ({ missing: missingForPublication(content), findings: lint(content, id) }) };
}
