/** Doing the next step of a match from any list: the sheet that asks, what came of it, and taking it back. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MatchRow, MatchStepInput } from '../../../../shared/api/desk/matches.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { AgreeSheet } from './agree-sheet.tsx';
import { type Ending, EndSheet } from './end-sheet.tsx';
import { matchTitle } from './match-line.tsx';
import { refusedText } from './refused.ts';

type Doing = { readonly do: 'step'; readonly step: MatchStepInput } | { readonly do: 'no_answer' | 'undo' };
type Asked = { readonly match: MatchRow; readonly about: 'agreed' | Ending };
type Said = { readonly tone: 'good' | 'bad'; readonly text: string; readonly undo: MatchRow | null };

const plain = ['contacted', 'started', 'completed'] as const;
export type Kind = (typeof plain)[number] | 'agreed' | Ending | 'no_answer' | 'undo';

export interface MatchSteps {
  /** Does it, or asks first what has to be known. */
  begin(match: MatchRow, kind: Kind): void;
  readonly busy: boolean;
  /** What was done or refused, with the key that takes it back, and the sheet that asks. */
  readonly shown: ReactNode;
  tell(said: Omit<Said, 'undo'> & { readonly undo?: MatchRow }): void;
}

export function useMatchSteps(): MatchSteps {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const act = useMutation({
    mutationFn: ({ match: { id, revision }, doing }: { match: MatchRow; doing: Doing }) => {
      if (doing.do === 'step') return api['match.advance']({ id, revision, step: doing.step });
      return doing.do === 'undo' ? api['match.undo']({ id, revision }) : api['match.no-answer']({ id, revision });
    },
    onSuccess: (after, { doing }) => {
      const what = doing.do === 'step' ? doing.step.to : doing.do;
      setSaid({
        tone: 'good',
        text: t('desk.matches.done', { pair: matchTitle(t, after), what: t(`desk.matches.did.${what}`) }),
        undo: after.undoUntilMs === null ? null : after,
      });
    },
    onError: (error) => setSaid({ tone: 'bad', text: refusedText(t, error), undo: null }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  const doIt = (match: MatchRow, doing: Doing) => {
    setAsked(null);
    if (!act.isPending) act.mutate({ match, doing });
  };
  const begin = (match: MatchRow, kind: Kind) => {
    if (kind === 'undo' || kind === 'no_answer') doIt(match, { do: kind });
    else if (kind === 'contacted' || kind === 'started' || kind === 'completed') doIt(match, { do: 'step', step: { to: kind } });
    else setAsked({ match, about: kind });
  };

  const shown = (
    <>
      {said && (
        <p className={`toast ${said.tone}`} role="status">
          <span className="grow">{said.text}</span>
          {said.undo && (
            <Button className="key" isDisabled={act.isPending} onPress={() => said.undo && begin(said.undo, 'undo')}>
              <Icon name="arrow-counter-clockwise" />
              {t('desk.matches.undo')}
            </Button>
          )}
        </p>
      )}
      {asked?.about === 'agreed' && (
        <AgreeSheet
          match={asked.match}
          leave={() => setAsked(null)}
          agree={(terms) => doIt(asked.match, { do: 'step', step: { to: 'agreed', ...terms } })}
        />
      )}
      {asked && asked.about !== 'agreed' && (
        <EndSheet
          match={asked.match}
          ending={asked.about}
          leave={() => setAsked(null)}
          end={(step) => doIt(asked.match, { do: 'step', step })}
        />
      )}
    </>
  );
  return { begin, busy: act.isPending, shown, tell: (one) => setSaid({ undo: null, ...one }) };
}
