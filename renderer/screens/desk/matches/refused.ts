/** What a refusal means to staff: what happened, then what to do. */
import type { TFunction } from 'i18next';
import { AppError } from '../../../../shared/api/errors.ts';

const told = [
  ...[
    'changed_meanwhile',
    'match_not_found',
    'match_state_illegal',
    'match_terms_missing',
    'match_waiting',
    'work_date_invalid',
    'posting_full',
  ],
  ...['undo_too_late', 'undo_spent', 'consent_missing', 'worker_not_found', 'posting_not_found', 'posting_state', 'employer_sanctioned'],
  ...['employer_not_found', 'sanction_past', 'phone_missing', 'referral_settled', 'referral_not_found', 'input_invalid'],
  ...[
    'too_many_cards',
    'name_unprintable',
    'key_missing',
    'key_unusable',
    'key_generation_spent',
    'card_site_missing',
    'clock_suspect',
    'disk_full',
  ],
] as const;

export function refusedText(t: TFunction, error: unknown): string {
  if (!(error instanceof AppError)) return t('common.failedSub');
  const code = told.find((one) => one === error.code) ?? 'other';
  const { until, headcount, taken, characters } = error.details;
  return t(`desk.matches.refused.${code}`, { until, headcount, taken, characters: Array.isArray(characters) ? characters.join('、') : '' });
}
