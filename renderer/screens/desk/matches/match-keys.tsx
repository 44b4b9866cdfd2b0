/** What may be done with a match now. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MatchRow } from '../../../../shared/api/desk/matches.ts';
import type { MatchState } from '../../../../shared/domain/match.ts';
import { Icon } from '../../../components/icon.tsx';
import type { Kind, MatchSteps } from './use-match-steps.tsx';

const icons: Partial<Record<Kind, string>> = { agreed: 'handshake', contacted: 'phone-call', started: 'check', completed: 'check' };

/** The keys of a state, the usual one first. */
const kinds: Readonly<Record<MatchState, readonly Kind[]>> = {
  referred: ['agreed', 'contacted', 'failed', 'no_answer', 'cancelled'],
  contacted: ['agreed', 'failed', 'no_answer', 'cancelled'],
  agreed: ['started', 'completed', 'no_show', 'cancelled'],
  started: ['completed', 'cancelled'],
  completed: [],
  failed: [],
  no_show: [],
  cancelled: [],
};

interface MatchKeysProps {
  readonly match: MatchRow;
  readonly steps: MatchSteps;
  /** Only these, in a list. */
  readonly only?: readonly Kind[];
}

export function MatchKeys({ match, steps, only }: MatchKeysProps) {
  const { t } = useTranslation();
  const shown = kinds[match.state].filter((kind) => only === undefined || only.includes(kind));
  return (
    <>
      {shown.map((kind) => {
        const icon = icons[kind];
        return (
          <Button key={kind} className="key" isDisabled={steps.busy} onPress={() => steps.begin(match, kind)}>
            {icon && <Icon name={icon} />}
            {t(`desk.matches.keys.${kind}`)}
          </Button>
        );
      })}
    </>
  );
}
