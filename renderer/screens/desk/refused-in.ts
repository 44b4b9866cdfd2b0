/** What a refusal means to staff, in the words of one area of the desk: desk.<area>.refused.<code>. */
import type { TFunction } from 'i18next';
import { AppError } from '../../../shared/api/errors.ts';
import { messages } from '../../i18n/setup.ts';

export function refusedIn(t: TFunction, area: 'visits' | 'banks' | 'notices' | 'reports' | 'settings' | 'link', error: unknown): string {
  if (!(error instanceof AppError)) return t('common.failedSub');
  const key = `desk.${area}.refused.${error.code}`;
  return t(messages.exists(key) ? key : `desk.${area}.refused.other`, error.details);
}
