/** Cabinets of a vendor: what staff counted, and when. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Cabinet } from '../../../../shared/api/desk/power-banks.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Writing } from '../../../components/writing.tsx';
import { momentText } from '../../../format.ts';
import { Stepper } from '../postings/editor-fields.tsx';

const kinds = ['available', 'free', 'faulty'] as const;
type Counting = Pick<Cabinet, 'vendor' | (typeof kinds)[number]> & { readonly of: Cabinet | null };
const longestVendor = 20;
const mostCounted = 200;

export function Cabinets({ cabinets, fail }: { readonly cabinets: readonly Cabinet[]; fail(error: unknown): void }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const [counting, setCounting] = useState<Counting | null>(null);
  const settled = {
    onError: fail,
    onSettled: () => {
      setCounting(null);
      void queries.invalidateQueries({ queryKey: ['desk'] });
    },
  };
  const save = useMutation({
    mutationFn: ({ of, ...counts }: Counting) =>
      api['cabinet.count']({ ...counts, ...(of && { cabinet: { id: of.id, revision: of.revision } }) }),
    ...settled,
  });
  const remove = useMutation({ mutationFn: ({ id, revision }: Cabinet) => api['cabinet.remove']({ id, revision }), ...settled });
  const { of = null } = counting ?? {};
  return (
    <section className="box">
      <h2>
        <Icon name="charging-station" />
        {t('desk.banks.cabinets')}
        <Button className="key" onPress={() => setCounting({ of: null, vendor: '', available: 0, free: 0, faulty: 0 })}>
          <Icon name="plus" />
          {t('desk.banks.addCabinet')}
        </Button>
      </h2>
      {cabinets.length === 0 && <p className="mute">{t('desk.banks.noCabinet')}</p>}
      <ul>
        {cabinets.map((cabinet) => (
          <li key={cabinet.id} className="day-it">
            <span className="day-words">
              <span className="bank-name">
                <b>{cabinet.vendor}</b>
                <span className="chip go">{t('desk.banks.canLend', { count: cabinet.available })}</span>
              </span>
              <span className="mute">
                {t('desk.banks.cabinetCounts', { free: cabinet.free, faulty: cabinet.faulty })}
                {nowMs !== null && t('common.comma') + t('desk.banks.countedAt', { moment: momentText(t, cabinet.countedAtMs, nowMs) })}
              </span>
            </span>
            <span className="day-acts">
              <Button className="key" onPress={() => setCounting({ ...cabinet, of: cabinet })}>
                {t('desk.banks.countAgain')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <ModalOverlay className="veil desk" isOpen={counting !== null} onOpenChange={() => setCounting(null)} isDismissable>
        <Modal>
          <Dialog className="sheet" aria-label={t('desk.banks.cabinets')}>
            <h2>{t('desk.banks.countAsk')}</h2>
            {counting && (
              <>
                <Writing
                  label={t('desk.banks.vendor')}
                  hint={t('desk.banks.vendor')}
                  value={counting.vendor}
                  longest={longestVendor}
                  onChange={(vendor) => setCounting({ ...counting, vendor })}
                />
                {kinds.map((kind) => (
                  <Stepper
                    key={kind}
                    value={counting[kind]}
                    min={0}
                    max={mostCounted}
                    steps={[1, 5]}
                    start={0}
                    text={t(`desk.banks.counting.${kind}`, { count: counting[kind] })}
                    change={(count) => setCounting({ ...counting, [kind]: count })}
                  />
                ))}
                <div className="day-keys">
                  <Button
                    className="key main"
                    isDisabled={counting.vendor.trim() === '' || save.isPending}
                    onPress={() => {
                      const { vendor, available, free, faulty } = counting;
                      save.mutate({ of, vendor, available, free, faulty });
                    }}
                  >
                    <Icon name="check" />
                    {t('desk.banks.saveCount')}
                  </Button>
                  {of && (
                    <Button className="key line" isDisabled={remove.isPending} onPress={() => remove.mutate(of)}>
                      {t('desk.banks.removeCabinet')}
                    </Button>
                  )}
                  <Button className="key line" onPress={() => setCounting(null)}>
                    {t('common.back')}
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </section>
  );
}
