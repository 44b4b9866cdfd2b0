/** The words of this page, which come with it. */
import type { Values } from '../../card/words.ts';
import { plain } from '../../card/words.ts';
import en from '../../i18n/post.en.json';
import zh from '../../i18n/post.zh.json';
import { useLanguage } from '../say.tsx';

export type PostWords = typeof zh;
export type Say = (message: string, values?: Values) => string;

export function usePostWords(): { readonly words: PostWords; readonly say: Say } {
  const language = useLanguage();
  return { words: language === 'en' ? en : zh, say: (message, values) => plain(message, values) };
}
