/** Listens for the wedge scanner on every screen; a card opens its worker, a refusal is said over whatever is shown. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { AppError } from '../../shared/api/errors.ts';
import { api } from '../api/station.ts';
import { Icon } from '../components/icon.tsx';
import { useSession } from './session.tsx';
import { createWedge, silenceMs } from './wedge.ts';

const refusals = ['card_malformed', 'card_foreign', 'card_forged', 'card_revoked', 'card_expired'] as const;
type Refusal = (typeof refusals)[number] | 'other';
const saidForMs = 8000;

export function Scanner() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { id: sessionId, setIssued, setScanned } = useSession();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const open = useRef<(text: string) => void>(() => undefined);
  open.current = (text) => {
    setRefused(null);
    api['card.scan']({ sessionId, text }).then(
      (card) => {
        setIssued(null);
        setScanned(card);
        go('/card');
      },
      (error: unknown) => {
        const code = error instanceof AppError ? error.code : null;
        setRefused(refusals.find((one) => one === code) ?? 'other');
      },
    );
  };

  useEffect(() => {
    const wedge = createWedge();
    const listening = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const { swallow, scan } = wedge.key(event.key, event.timeStamp);
      if (swallow) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      if (scan !== null) open.current(scan);
      else if (swallow) setTimeout(() => finish(), silenceMs + 10);
    };
    const finish = () => {
      const scan = wedge.idle(performance.now());
      if (scan !== null) open.current(scan);
    };
    window.addEventListener('keydown', onKey, { capture: true, signal: listening.signal });
    return () => listening.abort();
  }, []);

  useEffect(() => {
    if (refused === null) return;
    const timer = setTimeout(() => setRefused(null), saidForMs);
    return () => clearTimeout(timer);
  }, [refused]);

  if (refused === null) return null;
  return (
    <p className="toast bad scan-refused" role="alert">
      <Icon name="warning" />
      {t(`card.refused.${refused}`)}
    </p>
  );
}
