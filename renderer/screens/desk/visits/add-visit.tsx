/** Writes down a visit of somebody who could not touch the screen: one touch of a purpose; of an earlier day also the hour. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { type VisitPurpose, visitPurposes } from '../../../../shared/domain/visit.ts';
import type { LocalDate } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { dayText } from '../../../format.ts';
import { Stepper } from '../postings/editor-fields.tsx';
import { refusedIn } from '../refused-in.ts';

interface AddVisitProps {
  readonly open: boolean;
  readonly day: LocalDate;
  readonly today: LocalDate;
  leave(): void;
  say(bad: boolean, text: string): void;
}

const morning = 8;

export function AddVisit({ open, day, today, leave, say }: AddVisitProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const [hour, setHour] = useState(morning);
  // One sheet writes one visit down, however often it is touched.
  const [requestId] = useState(() => crypto.randomUUID());
  const earlier = day !== today;
  const add = useMutation({
    mutationFn: (purpose: VisitPurpose) => api['visit.add']({ purpose, requestId, ...(earlier && { day, hour }) }),
    onSuccess: ({ dailyNumber }, purpose) =>
      say(false, t('desk.visits.saidAdded', { number: dailyNumber, purpose: t(`visit.purposes.${purpose}`) })),
    onError: (error) => say(true, refusedIn(t, 'visits', error)),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['desk'] });
      leave();
    },
  });
  return (
    <ModalOverlay className="veil desk" isOpen={open} onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet" aria-label={t('desk.visits.add')}>
          <h2>{t('desk.visits.addAsk', { day: nowMs === null ? day : dayText(t, day, nowMs) })}</h2>
          <p className="mute">{t(earlier ? 'desk.visits.addHourSub' : 'desk.visits.addSub')}</p>
          {earlier && (
            <Stepper value={hour} min={0} max={23} steps={[1]} start={morning} text={t('desk.visits.hour', { hour })} change={setHour} />
          )}
          <div className="day-reasons">
            {visitPurposes.map((purpose) => (
              <Button key={purpose} className="key" isDisabled={add.isPending} onPress={() => add.mutate(purpose)}>
                {t(`visit.purposes.${purpose}`)}
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
