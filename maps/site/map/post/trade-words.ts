import en from '../../i18n/trades.en.json';
import { useLanguage } from '../say.tsx';
import { tradeWordOf } from './draft.ts';

/** A trade's word in the reader's language. */
export function useTradeWord(): (code: number) => string {
  const language = useLanguage();
  const english: Readonly<Record<string, string>> = en;
  return (code) => (language === 'en' ? (english[code] ?? tradeWordOf(code)) : tradeWordOf(code));
}
