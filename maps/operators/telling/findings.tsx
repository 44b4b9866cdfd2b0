/** What the content lint says of a posting, in sentences. */
import { array, object, enum as oneOf, safeParse, string } from 'zod/mini';
import { type LintFinding, lintRules } from '../../../shared/domain/posting-lint.ts';
import { Refused } from '../api/ask.ts';
import { type MessageKey, type Say, useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';

export type Found = Pick<LintFinding, 'rule' | 'severity' | 'words'>;

const toldFindings = object({
  findings: array(
    object({ rule: oneOf(lintRules as readonly [Found['rule'], ...Found['rule'][]]), severity: oneOf(['block', 'warn']), words: string() }),
  ),
});

/** What the hub found besides: it knows the other postings. */
export function findingsIn(error: Error | null): readonly Found[] {
  const read = error instanceof Refused ? safeParse(toldFindings, error.details) : null;
  return read?.success ? read.data.findings : [];
}

const doubts: Readonly<Partial<Record<Found['rule'], MessageKey>>> = {
  household: 'lint.household_warn',
  pay_below_floor: 'lint.pay_below_floor_warn',
};

function sentence(say: Say, { rule, severity, words }: Found): string {
  return say((severity === 'warn' && doubts[rule]) || `lint.${rule}`, { words });
}

export function Findings({ found }: { readonly found: readonly Found[] }) {
  const say = useWords();
  if (found.length === 0) return null;
  return (
    <ul className="plain stack" aria-live="polite">
      {found.map((one) => (
        <li key={`${one.rule} ${one.words}`} className={one.severity === 'block' ? 'note bad' : 'note look'}>
          <Icon name={one.severity === 'block' ? 'warning' : 'question'} />
          <div>{sentence(say, one)}</div>
        </li>
      ))}
    </ul>
  );
}
