import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { brokenRule } from '../../../../electron/services/import/rule-sentence.ts';
import { postingContentSchema } from '../../../../shared/domain/posting.ts';
import { content } from '../../../support/builders.ts';

const wage = { minFen: 100, maxFen: 100, unit: 'hour' };

describe("a posting's own rules in words", () => {
  it.each([
    ['end before start', { startMinute: 600, endMinute: 60 }, 'end', 'end_before_start'],
    ['an end without a start', { startMinute: null, endMinute: 60 }, 'start', 'end_without_start'],
    ['a shift of more than a day', { startMinute: 0, endMinute: 1441 }, 'end', 'shift_too_long'],
    ['maximum below minimum', { wage: { ...wage, maxFen: 99 } }, 'pay_max', 'pay_reversed'],
    ['beyond any wage of this unit', { wage: { ...wage, maxFen: 100_001 } }, 'pay_max', 'pay_beyond_wage'],
    ['no such trade', { trade: 999 }, 'trade', 'trade_unknown'],
    ['a figure of the wage', { wage: { ...wage, minFen: 0 } }, 'pay_min', 'value_out_of_range'],
    ['a telephone', { contactPhone: '12' }, 'contact_phone', 'phone_invalid'],
    ['a text too long', { contactName: '马'.repeat(21) }, 'contact_name', 'value_too_long'],
    ['a number too large', { durationDays: 366 }, 'duration_days', 'value_out_of_range'],
    ['a number too small', { headcount: 0 }, 'headcount', 'value_out_of_range'],
  ])('have a sentence for %s', (_, over, column, code) => {
    const parsed = postingContentSchema.safeParse({ ...content(), ...over });
    expect(parsed.error?.issues.map(brokenRule)).toEqual([
      { field: expect.any(String), column, code, message: expect.stringMatching(/[。？]$/) },
    ]);
  });

  it('have a sentence even for a rule that is new to this table', () => {
    const issue = { code: 'custom', path: ['place'], message: 'some day', input: '' } satisfies z.core.$ZodIssue;
    expect(brokenRule(issue)).toEqual({ field: 'place', column: 'place', code: 'value_unreadable', message: '这一格的内容不合要求。' });
  });

  it('are a bug when they speak of no column at all', () => {
    expect(() => brokenRule({ code: 'custom', path: [], message: '', input: '' })).toThrow('no column');
  });
});
