/**
 * One person at the screen, from the first touch until the end: a random id, the modes they chose, and how it ends. Everything
 * of it lives in this subtree; ending throws the subtree away and puts a new one in its place.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { IssuedCard, ScannedCard } from '../../shared/api/kiosk-api.ts';
import { api } from '../api/station.ts';
import { type Language, languages, messages } from '../i18n/setup.ts';
import { completionLimits, type IdleLimits, usualLimits } from './idle.ts';

export interface Modes {
  readonly largeText: boolean;
  readonly low: boolean;
  readonly readAloud: boolean;
  readonly language: Language;
}

export interface Session {
  readonly id: string;
  readonly modes: Modes;
  setModes(change: Partial<Modes>): void;
  /** Ends the session now: everything typed and chosen is wiped and the roll comes back. */
  end(): void;
  /** The card that was issued in this session, if any. */
  readonly issued: IssuedCard | null;
  setIssued(card: IssuedCard | null): void;
  /** The card that was held under the scanner in this session, if any. */
  readonly scanned: ScannedCard | null;
  setScanned(card: ScannedCard | null): void;
  readonly limits: IdleLimits;
  /** On a completion screen the session ends sooner, without asking. */
  setCompleted(completed: boolean): void;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('outside a session');
  return session;
}

export function SessionProvider({ largeText, end, children }: { readonly largeText: boolean; end(): void; readonly children: ReactNode }) {
  const [id] = useState(() => crypto.randomUUID());
  const [modes, setModes] = useState<Modes>({ largeText, low: false, readAloud: false, language: 'zh' });
  const [completed, setCompleted] = useState(false);
  const [issued, setIssued] = useState<IssuedCard | null>(null);
  const [scanned, setScanned] = useState<ScannedCard | null>(null);

  // The station forgets who stood there, and nothing of theirs is printed any more.
  useEffect(() => () => void api['session.end']({ sessionId: id }).catch(() => undefined), [id]);

  useEffect(() => {
    void messages.changeLanguage(modes.language);
    document.documentElement.lang = languages[modes.language];
    document.documentElement.style.setProperty('--zoom', modes.largeText ? '1.4' : '1');
    document.documentElement.classList.toggle('large', modes.largeText);
    document.documentElement.classList.toggle('low', modes.low);
  }, [modes]);

  const session = useMemo<Session>(
    () => ({
      id,
      modes,
      setModes: (change) => setModes((before) => ({ ...before, ...change })),
      end,
      issued,
      setIssued,
      scanned,
      setScanned,
      limits: completed ? completionLimits : usualLimits,
      setCompleted,
    }),
    [id, modes, end, issued, scanned, completed],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}
