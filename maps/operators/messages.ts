/** The page's words: Chinese first, English for who switches to it. Both travel with the page. */
import i18next, { type i18n } from 'i18next';
import { useSyncExternalStore } from 'react';
import en from './i18n/en.json';
import zh from './i18n/zh.json';

export type Language = 'zh' | 'en';

type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T & string];
export type MessageKey = Keys<typeof zh>;
export type Values = Readonly<Record<string, string | number>>;

const messages: i18n = i18next.createInstance();
const remembered = 'yizhan-desk-language';

export async function startMessages(): Promise<void> {
  await messages.init({
    lng: localStorage.getItem(remembered) === 'en' ? 'en' : 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    // React escapes what it shows.
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    returnNull: false,
  });
  showLanguage();
}

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(remembered, language);
  await messages.changeLanguage(language);
  showLanguage();
}

function showLanguage(): void {
  document.documentElement.lang = messages.language === 'en' ? 'en' : 'zh-CN';
}

function watchLanguage(changed: () => void): () => void {
  messages.on('languageChanged', changed);
  return () => messages.off('languageChanged', changed);
}

export function useLanguage(): Language {
  return useSyncExternalStore(watchLanguage, () => (messages.language === 'en' ? 'en' : 'zh'));
}

export type Say = (key: MessageKey, values?: Values) => string;

const say: Say = (key, values) => messages.t(key, values ?? {});

/** The words in the language that is spoken; the component follows a switch. */
export function useWords(): Say {
  useLanguage();
  return say;
}

/** A word for a code that comes from outside; null where the page has none. */
export function wordFor(group: string, code: string): string | null {
  const key = `${group}.${code}`;
  return messages.exists(key) ? messages.t(key) : null;
}
