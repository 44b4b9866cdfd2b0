/** Message files: Chinese first, English second. A session may switch; the next one begins in Chinese. */
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import cardEn from './card.en.json';
import cardZh from './card.zh.json';
import deskEn from './desk.en.json';
import deskZh from './desk.zh.json';
import banksEn from './desk-banks.en.json';
import banksZh from './desk-banks.zh.json';
import linkEn from './desk-link.en.json';
import linkZh from './desk-link.zh.json';
import matchesEn from './desk-matches.en.json';
import matchesZh from './desk-matches.zh.json';
import noticesEn from './desk-notices.en.json';
import noticesZh from './desk-notices.zh.json';
import postingsEn from './desk-postings.en.json';
import postingsZh from './desk-postings.zh.json';
import reportsEn from './desk-reports.en.json';
import reportsZh from './desk-reports.zh.json';
import settingsEn from './desk-settings.en.json';
import settingsZh from './desk-settings.zh.json';
import visitsEn from './desk-visits.en.json';
import visitsZh from './desk-visits.zh.json';
import en from './en.json';
import registerEn from './register.en.json';
import registerZh from './register.zh.json';
import zh from './zh.json';

export const languages = { zh: 'zh-CN', en: 'en' } as const;
export type Language = keyof typeof languages;

export const messages: i18n = i18next.createInstance();

await messages.use(initReactI18next).init({
  lng: 'zh',
  fallbackLng: 'zh',
  resources: {
    zh: {
      translation: {
        ...zh,
        register: registerZh,
        card: cardZh,
        desk: {
          ...deskZh,
          settings: settingsZh,
          link: linkZh,
          reports: reportsZh,
          banks: banksZh,
          notices: noticesZh,
          visits: visitsZh,
          matches: matchesZh,
          postings: postingsZh,
        },
      },
    },
    en: {
      translation: {
        ...en,
        register: registerEn,
        card: cardEn,
        desk: {
          ...deskEn,
          settings: settingsEn,
          link: linkEn,
          reports: reportsEn,
          banks: banksEn,
          notices: noticesEn,
          visits: visitsEn,
          matches: matchesEn,
          postings: postingsEn,
        },
      },
    },
  },
  interpolation: { escapeValue: false },
  returnNull: false,
});
