/** One worker: what the station verified, new cards, the wall form, joining, withdrawal. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PrintOutcome } from '../../../shared/api/kiosk-api.ts';
import { groupPhone, type Verification, verifications } from '../../../shared/domain/worker.ts';
import { api } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { type Said, useDeskPrinting } from './desk-printing.ts';
import { ReferWorker } from './matches/refer-worker.tsx';
import { type OnSheet, sheetPlaces } from './wall-sheet.tsx';
import { WorkerLine } from './worker-line.tsx';

interface WorkerProps {
  readonly id: string;
  /** Who is on the wall sheet so far. */
  readonly sheet: readonly OnSheet[];
  addToSheet(worker: OnSheet): void;
  back(): void;
  open(id: string): void;
}

type Sure = { readonly about: 'withdraw' } | { readonly about: 'join'; readonly joinId: string; readonly name: string };

export function WorkerPage({ id, sheet, addToSheet, back, open }: WorkerProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const worker = useQuery({ queryKey: ['desk', 'worker', id], queryFn: () => api['worker.get']({ id }), gcTime: 0 });
  const reread = () => void queries.invalidateQueries({ queryKey: ['desk'] });
  const [sure, setSure] = useState<Sure | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const request = useRef<string | null>(null);
  const failed = () => setSaid({ tone: 'bad', text: t('desk.failed') });

  const printing = useDeskPrinting();
  const tell = (outcome: PrintOutcome) => setSaid(printing.said(outcome));

  const verify = useMutation({
    mutationFn: (verified: number) => api['worker.verify']({ id, verified }),
    onSuccess: reread,
    onError: failed,
  });
  const reveal = useMutation({ mutationFn: () => api['worker.reveal-phone']({ id }), onError: failed });
  const reissue = useMutation({
    mutationFn: async () => {
      request.current ??= crypto.randomUUID();
      const card = await api['worker.reissue']({ id, requestId: request.current });
      request.current = null;
      return printing.print([card], 'pocket');
    },
    onSuccess: tell,
    onError: failed,
    onSettled: reread,
  });
  const wall = useMutation({
    mutationFn: async () => printing.print([await api['worker.card']({ id })], 'wall'),
    onSuccess: tell,
    onError: failed,
  });
  const withdraw = useMutation({
    mutationFn: () => api['worker.withdraw']({ id, reason: t('desk.withdrawReason') }),
    onSuccess: () => {
      reread();
      back();
    },
    onError: failed,
  });
  const join = useMutation({
    mutationFn: (joinId: string) => api['worker.join']({ keepId: id, joinId }),
    onSuccess: reread,
    onError: failed,
  });

  if (!worker.data) return <Waiting error={worker.isError} retry={() => void worker.refetch()} />;
  const { data } = worker;
  const busy = reissue.isPending || wall.isPending;
  const onSheet = sheet.some((one) => one.id === id);
  return (
    <div className="worker">
      <section className="box">
        <h2>
          {t('desk.worker')}
          <Button className="key line" onPress={back}>
            <Icon name="arrow-left" />
            {t('common.back')}
          </Button>
        </h2>
        <WorkerLine worker={data} />
        {data.phone !== null && (
          <p className="line">
            {reveal.data ? <b className="num nb">{groupPhone(reveal.data.phone)}</b> : null}
            <Button className="key" onPress={() => reveal.mutate()}>
              <Icon name="phone-call" />
              {t('desk.reveal')}
            </Button>
            <span className="mute">{t('desk.revealLogged')}</span>
          </p>
        )}
      </section>
      <section className="box">
        <h2>
          <Icon name="seal-check" />
          {t('desk.verified')}
        </h2>
        <p className="mute">{t('desk.verifiedSub')}</p>
        <div className="ticks">
          {(Object.keys(verifications) as Verification[]).map((which) => {
            const on = (data.verified & verifications[which]) !== 0;
            return (
              <Button
                key={which}
                className={on ? 'key on' : 'key'}
                aria-pressed={on}
                onPress={() => !verify.isPending && verify.mutate(data.verified ^ verifications[which])}
              >
                {on && <Icon name="check" />}
                {t(`desk.verify.${which}`)}
              </Button>
            );
          })}
        </div>
      </section>
      <section className="box">
        <h2>
          <Icon name="identification-card" />
          {t('desk.cards')}
        </h2>
        {said && (
          <p className={`toast ${said.tone}`} role="status">
            {said.text}
          </p>
        )}
        <div className="ticks">
          <Button className={reissue.isPending ? 'key main busy' : 'key main'} isDisabled={busy} onPress={() => reissue.mutate()}>
            <Icon name={reissue.isPending ? 'circle-notch' : 'printer'} />
            {t('desk.reissue')}
          </Button>
          {printing.sheet !== null && (
            <Button className="key" isDisabled={busy || data.liveCard === null} onPress={() => wall.mutate()}>
              <Icon name="printer" />
              {t('desk.wallCard')}
            </Button>
          )}
          {printing.sheet === 'a4' && (
            <Button
              className="key"
              isDisabled={data.liveCard === null || onSheet || sheet.length === sheetPlaces}
              onPress={() => addToSheet({ id, name: data.name })}
            >
              {onSheet && <Icon name="check" />}
              {t(onSheet ? 'desk.onSheet' : 'desk.addToSheet', { count: sheet.length })}
            </Button>
          )}
          <Button className="key line" onPress={() => setSure({ about: 'withdraw' })}>
            <Icon name="trash" />
            {t('desk.withdraw')}
          </Button>
        </div>
        {printing.sheet === null && <p className="mute">{t('desk.noSheets')}</p>}
        <ul className="cards">
          {data.cards.map((card) => (
            <li key={card.cardId}>
              <span className="num nb">{card.number}</span>
              <span className="nb">{card.issued}</span>
              <span className={card.state === 'live' ? 'chip go' : 'chip'}>{t(`desk.states.${card.state}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      <ReferWorker workerId={id} trades={data.trades.map(({ code }) => code)} />
      {data.twins.length > 0 && (
        <section className="box">
          <h2>
            <Icon name="users-three" />
            {t('desk.twins')}
          </h2>
          {data.twins.map((twin) => (
            <div key={twin.id} className="row">
              <Button className="row-open" onPress={() => open(twin.id)}>
                <WorkerLine worker={twin} />
              </Button>
              <Button className="key" onPress={() => setSure({ about: 'join', joinId: twin.id, name: twin.name })}>
                {t('desk.join')}
              </Button>
            </div>
          ))}
        </section>
      )}
      <ModalOverlay className="veil" isOpen={sure !== null} onOpenChange={() => setSure(null)} isDismissable>
        <Modal>
          <Dialog className="sheet" aria-label={t('card.sure')}>
            <h2>
              {sure?.about === 'join'
                ? t('desk.sureJoin', { keep: data.name, join: sure.name })
                : t('desk.sureWithdraw', { name: data.name })}
            </h2>
            <Button
              className="key main"
              onPress={() => {
                if (sure?.about === 'join') join.mutate(sure.joinId);
                else withdraw.mutate();
                setSure(null);
              }}
            >
              {t(sure?.about === 'join' ? 'desk.join' : 'desk.withdraw')}
            </Button>
            <Button className="key line" onPress={() => setSure(null)}>
              {t('common.back')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  );
}
