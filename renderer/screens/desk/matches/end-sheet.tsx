/** Why it came to nothing: one touch of a reason does it; a cancelling first asks who called it off. */
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MatchRow, MatchStepInput } from '../../../../shared/api/desk/matches.ts';
import { type Canceller, cancellers, cancelReasons, failReasons, noShowReasons } from '../../../../shared/domain/match.ts';
import { Icon } from '../../../components/icon.tsx';
import { matchTitle } from './match-line.tsx';

export type Ending = 'failed' | 'no_show' | 'cancelled';

interface EndSheetProps {
  readonly match: MatchRow;
  readonly ending: Ending;
  leave(): void;
  end(step: MatchStepInput): void;
}

export function EndSheet({ match, ending, leave, end }: EndSheetProps) {
  const { t } = useTranslation();
  const [by, setBy] = useState<Canceller | null>(null);
  const keys =
    ending === 'failed'
      ? failReasons.map((reason) => ({ reason, step: { to: ending, reason } as MatchStepInput }))
      : ending === 'no_show'
        ? noShowReasons.map((reason) => ({ reason, step: { to: ending, reason } as MatchStepInput }))
        : cancelReasons.map((reason) => ({ reason, step: { to: ending, by: by ?? 'station', reason } as MatchStepInput }));
  const asksWho = ending === 'cancelled' && by === null;
  const title = t(`desk.matches.endAsk.${asksWho ? 'who' : ending}`, { pair: matchTitle(t, match) });
  return (
    <ModalOverlay className="veil desk" isOpen onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet match-sheet" aria-label={title}>
          <h2>{title}</h2>
          <div className="choices">
            {asksWho
              ? cancellers.map((one) => (
                  <Button key={one} className="key" onPress={() => setBy(one)}>
                    <Icon name={one === 'worker' ? 'user' : one === 'employer' ? 'briefcase' : 'house-line'} />
                    {t(`desk.matches.by.${one}`)}
                  </Button>
                ))
              : keys.map(({ reason, step }) => (
                  <Button key={reason} className="key" onPress={() => end(step)}>
                    {t(`desk.matches.reasons.${reason}`)}
                  </Button>
                ))}
          </div>
          <Button className="key line" onPress={leave}>
            {t('common.back')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
