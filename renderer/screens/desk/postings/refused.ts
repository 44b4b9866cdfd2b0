/** What a refusal means to staff: what happened, then what to do. */
import type { TFunction } from 'i18next';
import { AppError } from '../../../../shared/api/errors.ts';

const told = [
  ...['changed_meanwhile', 'posting_not_found', 'posting_state', 'posting_incomplete', 'posting_blocked', 'posting_doubtful'],
  ...['validity_invalid', 'close_reason_missing', 'import_busy', 'import_look_first', 'import_faulty', 'import_unreadable'],
  ...['drive_gone', 'drive_full', 'drive_read_only', 'drive_file_missing', 'drive_file_refused', 'drive_file_too_large', 'disk_full'],
];

export function sentenceOf(t: TFunction, code: string, details: Readonly<Record<string, unknown>> = {}): string {
  const { faultyRows, sentence } = details;
  return t(`desk.postings.refused.${told.includes(code) ? code : 'other'}`, { count: Number(faultyRows ?? 0), sentence });
}

export function refusedText(t: TFunction, error: unknown): string {
  return error instanceof AppError ? sentenceOf(t, error.code, error.details) : t('common.failedSub');
}

/** The posting is no longer what is shown: it has to be read again. */
export function isOutdated(error: unknown): boolean {
  return error instanceof AppError && ['changed_meanwhile', 'posting_state', 'posting_not_found'].includes(error.code);
}
