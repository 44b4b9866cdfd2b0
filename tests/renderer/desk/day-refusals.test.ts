import { describe, expect, it } from 'vitest';
import { messages } from '../../../renderer/i18n/setup.ts';
import { refusedIn } from '../../../renderer/screens/desk/refused-in.ts';
import { AppError, type ErrorCode } from '../../../shared/api/errors.ts';

/** What the contracts of the three areas say they refuse. */
const refusals = {
  visits: ['day_in_future', 'visit_hour_missing', 'visit_not_found', 'visit_corrected'],
  banks: [
    ...(['bank_not_found', 'bank_code_invalid', 'bank_code_exists', 'bank_label_exists', 'bank_out', 'bank_faulty', 'bank_gone'] as const),
    ...(['bank_not_out', 'bank_state', 'changed_meanwhile', 'borrower_missing', 'borrower_no_phone', 'loan_not_found'] as const),
    ...(['cabinet_not_found', 'card_malformed', 'card_foreign', 'card_forged', 'card_revoked', 'card_expired'] as const),
    ...(['key_missing', 'key_unusable', 'key_generation_spent'] as const),
  ],
  notices: [
    ...(['notice_not_found', 'notice_state', 'notice_title_missing', 'notice_times_invalid', 'notice_link_invalid'] as const),
    ...(['notice_over', 'changed_meanwhile'] as const),
  ],
} as const satisfies Record<string, readonly ErrorCode[]>;

describe('refusals of visits, power banks and notices', () => {
  it.each(['zh', 'en'])('each have a sentence of their own that says what to do, in %s', (language) => {
    const t = messages.getFixedT(language);
    for (const area of ['visits', 'banks', 'notices'] as const) {
      const said = refusals[area].map((code) => refusedIn(t, area, new AppError(code, 'log', { label: 7 })));
      const other = refusedIn(t, area, new AppError('internal', 'log'));
      expect([new Set(said).size, said.includes(other), said.filter((text) => /\{\{|desk\./.test(text))]).toEqual([said.length, false, []]);
    }
  });

  it('name the bank they speak of', () => {
    expect(refusedIn(messages.t, 'banks', new AppError('bank_not_out', 'log', { label: 7 }))).toContain('7 号没有借出去');
  });
});
