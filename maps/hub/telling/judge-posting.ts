/** What a posting must be before the hub tells a station of it; stations judge it again by what they know themselves. */
import { AppError } from '../../../shared/api/errors.ts';
import { longestValidityMs, missingForPublication, type PostingContent, type PostingField } from '../../../shared/domain/posting.ts';
import { type LintFinding, lintPosting } from '../../../shared/domain/posting-lint.ts';

export interface Judging {
  readonly nowMs: number;
  /** Another one that stands is the same work. */
  readonly isDuplicate: boolean;
  /** Rules about which the operator has asked. */
  readonly confirmed: readonly string[];
}

/**
 * @throws AppError posting_incomplete (details: missing), posting_blocked (details: findings), posting_doubtful (details: findings; those
 *   that nobody has confirmed), validity_invalid
 */
export function judgePosting(content: PostingContent, { nowMs, isDuplicate, confirmed }: Judging): void {
  const missing: PostingField[] = missingForPublication(content);
  if (content.contactPhone === null) missing.push('contactPhone');
  if (missing.length > 0) throw new AppError('posting_incomplete', '要写的没写齐：补上再发', { missing });
  // pay here, what is usual and employers' sanctions are known at stations only
  const known = { nowMs, payFloorFenPerHour: null, usualDayFen: null, isDuplicate, sanctionUntil: null };
  const findings = lintPosting(content, known);
  const { validThroughMs } = content;
  if (validThroughMs !== null && (validThroughMs < nowMs || validThroughMs > nowMs + longestValidityMs)) {
    throw new AppError('validity_invalid', '有效期要在现在以后，最长 30 天：改一改', { validThroughMs });
  }
  const blocking = findings.filter(({ severity }) => severity === 'block');
  if (blocking.length > 0) throw new AppError('posting_blocked', '有不能写的话：改了再发', { findings: blocking.map(plain) });
  const asked = findings.filter(({ rule }) => !confirmed.includes(rule));
  if (asked.length > 0) throw new AppError('posting_doubtful', '有要先问清楚的：问过了再发', { findings: asked.map(plain) });
}

const plain = ({ rule, severity, field, words }: LintFinding) => ({ rule, severity, field, words });
