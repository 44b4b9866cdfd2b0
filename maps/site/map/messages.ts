/** The map's words: Chinese first; English comes when somebody switches to it. Marks in a message are read by say.tsx. */
import i18next, { type i18n } from 'i18next';
import zh from '../i18n/map.zh.json';

export type Language = 'zh' | 'en';

type Keys<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}` }[keyof T & string];
/** English has forms for one and for many (`_one`, `_other`); Chinese has one. */
export type MessageKey = Keys<typeof zh>;

export const messages: i18n = i18next.createInstance();

export async function startMessages(language: Language): Promise<void> {
  await messages.init({ lng: 'zh', fallbackLng: 'zh', resources: { zh: { translation: zh } }, returnNull: false });
  if (language === 'en') await speak('en');
}

/** Without a network the words stay in the language that is at hand. */
export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !messages.hasResourceBundle('en', 'translation')) {
    const words = await import('../i18n/map.en.json').catch(() => null);
    if (words === null) return;
    messages.addResourceBundle('en', 'translation', words.default);
  }
  await messages.changeLanguage(language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** The message as it is written, with its marks and `{values}`. */
export function messageOf(key: MessageKey, count: number | undefined): string {
  return messages.t(key, { skipInterpolation: true, ...(count !== undefined && { count }) });
}
