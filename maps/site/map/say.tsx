/** Messages on the screen: `|` ends a phrase, `[…]` holds a number and its unit together, `*…*` is bold (card/words.ts). */
import { type ReactNode, useSyncExternalStore } from 'react';
import { type Piece, plain, type Values, words } from '../card/words.ts';
import { type Language, type MessageKey, messageOf, messages } from './messages.ts';

function watchLanguage(changed: () => void): () => void {
  messages.on('languageChanged', changed);
  return () => messages.off('languageChanged', changed);
}

export function useLanguage(): Language {
  return useSyncExternalStore(watchLanguage, () => (messages.language === 'en' ? 'en' : 'zh'));
}

const counted = (values: Values | undefined) => (typeof values?.['count'] === 'number' ? values['count'] : undefined);

/** The text alone: for labels, titles and the clipboard. Ask `useLanguage` in the component, so that it follows a switch. */
export function textOf(key: MessageKey, values?: Values): string {
  return plain(messageOf(key, counted(values)), values);
}

interface SayProps {
  readonly k: MessageKey;
  readonly values?: Values;
}

/** One message with its marks. */
export function Say({ k, values }: SayProps): ReactNode {
  useLanguage();
  const phrases = words(messageOf(k, counted(values)), values);
  if (phrases.length === 1) return phrases[0]?.map(pieceOf);
  return phrases.map((phrase, at) => (
    <span className="ph" key={at}>
      {phrase.map(pieceOf)}
    </span>
  ));
}

function pieceOf({ text, bold, whole }: Piece, at: number): ReactNode {
  const held = whole ? 'n' : undefined;
  if (bold)
    return (
      <b className={held} key={at}>
        {text}
      </b>
    );
  return held ? (
    <span className={held} key={at}>
      {text}
    </span>
  ) : (
    text
  );
}
