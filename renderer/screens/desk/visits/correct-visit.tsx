/** Asks why a visit is taken out of the count; one touch of a reason does it. */
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type CorrectionReason, correctionReasons, type VisitRow } from '../../../../shared/api/desk/visits.ts';

interface CorrectVisitProps {
  readonly visit: VisitRow | null;
  leave(): void;
  correct(visit: VisitRow, reason: CorrectionReason): void;
}

export function CorrectVisit({ visit, leave, correct }: CorrectVisitProps) {
  const { t } = useTranslation();
  const title = visit ? t('desk.visits.correctAsk', { number: visit.dailyNumber, purpose: t(`visit.purposes.${visit.purpose}`) }) : '';
  return (
    <ModalOverlay className="veil desk" isOpen={visit !== null} onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet" aria-label={title}>
          <h2>{title}</h2>
          <p className="mute">{t('desk.visits.correctSub')}</p>
          <div className="day-reasons">
            {correctionReasons.map((reason) => (
              <Button
                key={reason}
                className="key"
                onPress={() => {
                  if (visit) correct(visit, reason);
                  leave();
                }}
              >
                {t(`desk.visits.reasons.${reason}`)}
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
