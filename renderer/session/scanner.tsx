/**
 * Listens for the wedge scanner on every screen; a card opens its worker, a refusal is said over whatever is shown. A power bank is
 * lent and taken back by staff, so its code is answered with where to go. At the desk only the tab that waits for a scan gets one.
 */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { AppError } from '../../shared/api/errors.ts';
import { api } from '../api/station.ts';
import { Icon } from '../components/icon.tsx';
import { scanTaker } from './scan-taker.ts';
import { useSession } from './session.tsx';
import { createWedge, type ScanRead, silenceMs } from './wedge.ts';

const refusals = ['card_malformed', 'card_foreign', 'card_forged', 'card_revoked', 'card_expired', 'bank_at_desk'] as const;
type Refusal = (typeof refusals)[number] | 'other';
const saidForMs = 8000;

export function Scanner() {
  const { t } = useTranslation();
  const [location, go] = useLocation();
  const { id: sessionId, setIssued, setScanned } = useSession();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const open = useRef<(read: ScanRead) => void>(() => undefined);
  open.current = (read) => {
    const taker = scanTaker();
    if (taker) return taker(read);
    if (location === '/desk') return;
    setRefused(null);
    api['card.scan']({ sessionId, text: read.text }).then(
      (card) => {
        setIssued(null);
        setScanned(card);
        go('/card');
      },
      (error: unknown) => {
        const code = error instanceof AppError ? error.code : null;
        // A shop's barcode is nobody's business here.
        if (read.card || code === 'bank_at_desk') setRefused(refusals.find((one) => one === code) ?? 'other');
      },
    );
  };

  useEffect(() => {
    const wedge = createWedge();
    const listening = new AbortController();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const { swallow, read } = wedge.key(event.key, event.timeStamp, scanTaker() !== undefined);
      if (swallow) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      clearTimeout(silence);
      if (read !== null) open.current(read);
      else silence = setTimeout(finish, silenceMs + 10);
    };
    const finish = () => {
      const read = wedge.idle(performance.now());
      if (read !== null) open.current(read);
    };
    window.addEventListener('keydown', onKey, { capture: true, signal: listening.signal });
    return () => {
      clearTimeout(silence);
      listening.abort();
    };
  }, []);

  useEffect(() => {
    if (refused === null) return;
    const timer = setTimeout(() => setRefused(null), saidForMs);
    return () => clearTimeout(timer);
  }, [refused]);

  if (refused === null) return null;
  return (
    <p className={refused === 'bank_at_desk' ? 'toast wait scan-refused' : 'toast bad scan-refused'} role="alert">
      <Icon name={refused === 'bank_at_desk' ? 'battery-charging' : 'warning'} />
      {t(`card.refused.${refused}`)}
    </p>
  );
}
