/** What happened, and what to do. */
import type { ReactNode } from 'react';
import { Refused } from '../api/ask.ts';
import { useLanguage, useWords, wordFor } from '../messages.ts';
import { Icon } from './icon.tsx';

interface NoteProps {
  readonly kind: 'good' | 'bad' | 'look';
  readonly children: ReactNode;
}

const icons = { good: 'check-circle', bad: 'warning', look: 'question' } as const;

export function Note({ kind, children }: NoteProps) {
  return (
    <div className={`note ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
      <Icon name={icons[kind]} />
      <div>{children}</div>
    </div>
  );
}

/** The hub's own sentence knows the particulars and is Chinese; other languages have one for each code. */
export function refusalText(error: Error, language: 'zh' | 'en', unexpected: string): string {
  if (!(error instanceof Refused)) return unexpected;
  const general = wordFor('refusal', error.code);
  if (language === 'zh') return error.message || (general ?? unexpected);
  const wait = error.details['retryAfterS'];
  return (general ?? error.message).replace('{s}', typeof wait === 'number' ? String(wait) : '');
}

export function Refusal({ error, children }: { readonly error: Error; readonly children?: ReactNode }) {
  const say = useWords();
  const language = useLanguage();
  return (
    <Note kind="bad">
      <p>{refusalText(error, language, say('unexpected'))}</p>
      {children}
    </Note>
  );
}

export function Waiting() {
  const say = useWords();
  return (
    <p className="waiting" role="status">
      <Icon name="circle-notch" />
      {say('waiting')}
    </p>
  );
}

/** A one-time password or token: shown once, to be copied. */
export function OnceShown({ title, secret, children }: { readonly title: string; readonly secret: string; readonly children: ReactNode }) {
  return (
    <Note kind="look">
      <p>
        <b>{title}</b>
      </p>
      <p className="secret">{secret}</p>
      <p>{children}</p>
    </Note>
  );
}
