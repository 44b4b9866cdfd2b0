/** The card is ready: what the printer says, the card as it is printed, its code to photograph, and how to be rid of it. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { CardView, IssuedCard } from '../../../shared/api/kiosk-api.ts';
import { maskName } from '../../../shared/domain/worker.ts';
import { api } from '../../api/station.ts';
import { BackKey, Slim } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { Qr } from '../../components/qr.tsx';
import { useAsking } from '../../session/idle-watch.tsx';
import { useReadOnOpen } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import { type Printing, usePrintedCard } from './printing.ts';
import { Withdraw } from './withdraw.tsx';
import './card.css';

export function CardScreen() {
  const { issued } = useSession();
  return issued ? <Issued card={issued} /> : <Scanned />;
}

function Issued({ card }: { readonly card: IssuedCard }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { id: sessionId, modes, end, setIssued } = useSession();
  const asking = useAsking();
  const { canvas, printing } = usePrintedCard(card, sessionId);
  const [sure, setSure] = useState<'reprint' | 'discard' | null>(null);
  const words = useWords(printing);
  useReadOnOpen(modes.readAloud, words.text);

  const request = useRef<string | null>(null);
  const reprint = useMutation({
    mutationFn: () => {
      request.current ??= crypto.randomUUID();
      return api['card.reprint']({ sessionId, requestId: request.current, cardId: card.cardId });
    },
    onSuccess: (next) => {
      request.current = null;
      setIssued(next);
    },
    onSettled: () => setSure(null),
  });
  const discard = useMutation({
    mutationFn: () => api['card.discard']({ sessionId, cardId: card.cardId }),
    onSuccess: () => {
      setIssued(null);
      go('/home');
    },
    onSettled: () => setSure(null),
  });

  return (
    <main className={words.onPaper ? 'screen card-screen' : 'screen card-screen on-screen'} data-screen="card" data-printing={words.kind}>
      <div className="vest" />
      <Slim title={t('card.ready', { name: maskName(card.name) })} />
      <section className="two">
        <div className="paper">
          <i className="slot" />
          <Preview canvas={canvas} label={t('card.preview')} />
        </div>
        <div className="info">
          <p className={`toast ${words.tone}`} role="status">
            <Icon name={words.icon} />
            <span>{words.text}</span>
          </p>
          <What card={card} />
        </div>
      </section>
      <section className="shoot">
        <Qr text={card.url} label={t('card.code')} />
        <div>
          <Icon name="camera" />
          <h2>{t('card.photograph')}</h2>
          <p>{t('card.photographWhy')}</p>
          <p className="cno">
            {t('card.numberTail')} <b className="nb">{card.number.slice(-6)}</b>
          </p>
        </div>
      </section>
      {(reprint.isError || discard.isError) && (
        <p className="toast bad refusal" role="alert">
          <Icon name="warning" />
          {t('card.failed')}
        </p>
      )}
      <div className="acts">
        <Button className={reprint.isPending ? 'key busy' : 'key'} onPress={() => setSure('reprint')}>
          <Icon name={reprint.isPending ? 'circle-notch' : 'printer'} />
          <span>
            {t('card.again')}
            <small>{t('card.againMeans')}</small>
          </span>
        </Button>
        <Button className="key" onPress={() => setSure('discard')}>
          <Icon name="trash" />
          <span>
            {t('card.discard')}
            <small>{t('card.discardMeans')}</small>
          </span>
        </Button>
      </div>
      <footer className="foot">
        <Button className="key main wide" onPress={end}>
          <Icon name="check" />
          <span>
            {t('card.done')}
            <small>{t('card.doneMeans')}</small>
          </span>
        </Button>
      </footer>
      <ModalOverlay className="veil" isOpen={sure !== null && !asking} onOpenChange={() => setSure(null)} isDismissable>
        <Modal>
          <Dialog className="sheet" aria-label={t('card.sure')}>
            <h2>{t(`card.sureAbout.${sure ?? 'reprint'}`)}</h2>
            <Button
              className="key main"
              onPress={() => {
                if (sure === 'discard' && !discard.isPending) discard.mutate();
                if (sure === 'reprint' && !reprint.isPending) reprint.mutate();
              }}
            >
              {t(`card.yes.${sure ?? 'reprint'}`)}
            </Button>
            <Button className="key line" onPress={() => setSure(null)}>
              {t('common.back')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </main>
  );
}

interface PrintWords {
  readonly kind: string;
  readonly text: string;
  readonly tone: '' | 'wait' | 'bad';
  readonly icon: string;
  readonly onPaper: boolean;
}

function useWords(printing: Printing): PrintWords {
  const { t } = useTranslation();
  if (printing.state === 'screen-only') {
    return { kind: 'screen-only', text: t('card.screenOnly'), tone: 'wait', icon: 'camera', onPaper: false };
  }
  if (printing.state !== 'done') {
    return { kind: printing.state, text: t('card.printing'), tone: 'wait', icon: 'circle-notch', onPaper: true };
  }
  const { outcome } = printing;
  if (outcome.outcome === 'printed') return { kind: 'printed', text: t('card.printed'), tone: '', icon: 'check-circle', onPaper: true };
  if (outcome.outcome === 'sent') return { kind: 'sent', text: t('card.sent'), tone: 'wait', icon: 'printer', onPaper: false };
  const reason = outcome.reason === 'paper_out' ? 'paperOut' : outcome.reason === 'unreadable' ? 'unreadable' : 'noPrinter';
  return { kind: outcome.reason, text: t(`card.${reason}`), tone: 'bad', icon: 'warning', onPaper: false };
}

/** The very picture that goes to the printer. */
function Preview({ canvas, label }: { readonly canvas: HTMLCanvasElement | null; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (canvas) place.current?.replaceChildren(canvas);
  }, [canvas]);
  return <div className="preview" ref={place} role="img" aria-label={label} />;
}

function What({ card }: { readonly card: CardView }) {
  const { t } = useTranslation();
  const has = [
    card.trades.map(({ code }) => t(`trades.${code}`)).join('、'),
    card.years === null ? card.name : t('card.nameAndYears', { name: card.name, count: card.years }),
    card.phone ? t('card.phoneTicked') : t('card.phoneOfStation'),
    t(card.dayWage ? 'card.wageAndDays' : 'card.days'),
  ];
  const [year, month, day] = card.validThrough.split('-').map(Number);
  return (
    <>
      <h2>{t('card.has')}</h2>
      <ul className="has">
        {has.map((one) => (
          <li key={one}>
            <Icon name="check" />
            {one}
          </li>
        ))}
      </ul>
      <h2>{t('card.hasNot')}</h2>
      <ul className="has no">
        {(['identity', 'photo'] as const).map((one) => (
          <li key={one}>
            <Icon name="x" />
            {t(`card.not.${one}`)}
          </li>
        ))}
      </ul>
      <p className="till">
        {t('card.till')}
        <b className="nb">{t('card.date', { year, month, day })}</b>
      </p>
    </>
  );
}

/** A card that was held under the scanner: what it says, a new one, or taking it back. */
function Scanned() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { id: sessionId, scanned, setIssued, end } = useSession();
  const [withdrawing, setWithdrawing] = useState(false);
  const request = useRef<string | null>(null);
  const reprint = useMutation({
    mutationFn: (cardId: string) => {
      request.current ??= crypto.randomUUID();
      return api['card.reprint']({ sessionId, requestId: request.current, cardId });
    },
    onSuccess: setIssued,
  });
  if (!scanned) {
    return (
      <main className="screen card-screen" data-screen="card">
        <div className="vest" />
        <Slim title={t('card.scanTitle')} />
        <p className="toast wait refusal">{t('card.scanHint')}</p>
        <footer className="foot">
          <BackKey wide onPress={() => go('/home')} />
        </footer>
      </main>
    );
  }
  if (withdrawing) return <Withdraw card={scanned} back={() => setWithdrawing(false)} done={end} />;
  return (
    <main className="screen card-screen scanned" data-screen="card" data-printing="scanned">
      <div className="vest" />
      <Slim title={t('card.yours', { name: maskName(scanned.name) })} />
      <section className="info only">
        <What card={scanned} />
      </section>
      {reprint.isError && (
        <p className="toast bad refusal" role="alert">
          <Icon name="warning" />
          {t('card.failed')}
        </p>
      )}
      <div className="acts">
        <Button className={reprint.isPending ? 'key busy' : 'key'} onPress={() => !reprint.isPending && reprint.mutate(scanned.cardId)}>
          <Icon name={reprint.isPending ? 'circle-notch' : 'printer'} />
          <span>
            {t('card.again')}
            <small>{t('card.againMeans')}</small>
          </span>
        </Button>
        <Button className="key" onPress={() => setWithdrawing(true)}>
          <Icon name="trash" />
          <span>
            {t('card.withdraw')}
            <small>{t('card.withdrawMeans')}</small>
          </span>
        </Button>
      </div>
      <footer className="foot">
        <Button className="key" onPress={() => go('/jobs')}>
          <Icon name="briefcase" />
          {t('home.jobs')}
        </Button>
        <Button className="key main wide" onPress={end}>
          <Icon name="check" />
          <span>{t('card.done')}</span>
        </Button>
      </footer>
    </main>
  );
}
