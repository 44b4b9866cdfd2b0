import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages } from '../../../renderer/i18n/setup.ts';
import { valueText } from '../../../renderer/screens/desk/link/value-text.ts';
import { refusedIn } from '../../../renderer/screens/desk/refused-in.ts';
import { faultText } from '../../../renderer/screens/desk/settings/fault-text.ts';
import { AppError, type ErrorCode } from '../../../shared/api/errors.ts';
import { content, now, today } from '../../support/builders.ts';

/** The codes of the table in docs/exchange.md, section “What is refused”. */
function documented(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/exchange.md'), 'utf8');
  const table = text.slice(text.indexOf('## What is refused'));
  return [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, code = '']) => code));
}

const refusals = [
  ...(['link_missing', 'link_url_invalid', 'link_code_wrong', 'link_code_spent', 'link_code_limit', 'link_demo'] as const),
  ...(['link_unreachable', 'link_not_a_hub', 'link_refused', 'link_generations_spent', 'key_unusable', 'station_missing'] as const),
  ...(['conflict_gone', 'conflict_invalid', 'posting_incomplete', 'changed_meanwhile', 'not_found', 'staff_not_allowed'] as const),
  ...(['bundle_damaged', 'bundle_foreign', 'bundle_version', 'bundle_stale', 'drive_gone', 'drive_full', 'drive_read_only'] as const),
  ...(['drive_file_missing', 'drive_file_refused', 'drive_file_too_large'] as const),
] as const satisfies readonly ErrorCode[];

describe('what the desk says of the hub', () => {
  it.each(['zh', 'en'])('has a sentence for every refusal that the documents name, in %s', (language) => {
    const t = messages.getFixedT(language);
    const codes = documented();
    const other = faultText(t, 'nobody_knows');
    expect([codes.length > 12, codes.filter((code) => faultText(t, code) === other)]).toEqual([true, []]);
  });

  it.each(['zh', 'en'])('has a sentence of its own for every refusal of the contract, in %s', (language) => {
    const t = messages.getFixedT(language);
    const said = refusals.map((code) => refusedIn(t, 'link', new AppError(code, 'log')));
    const other = refusedIn(t, 'link', new AppError('internal', 'log'));
    expect([new Set(said).size, said.includes(other), said.filter((text) => /\{\{|desk\./.test(text))]).toEqual([said.length, false, []]);
  });

  it('never shows a code', () => {
    expect(faultText(messages.t, 'some_code_of_a_later_hub')).not.toContain('some_code');
  });
});

describe('a field of a posting in words', () => {
  it('is said whatever its type', () => {
    const said = content({ workDate: today });
    const fields = ['wage', 'settlement', 'headcount', 'workDate', 'startMinute', 'place', 'contactPhone', 'meals', 'trade'] as const;
    expect(fields.map((field) => valueText(messages.t, field, said[field], now))).toEqual([
      '280 元/天',
      '日结',
      '3 人',
      '今天',
      '8:00',
      '海棠新区 文苑路工地',
      '199 0000 2608',
      '管',
      '油漆工',
    ]);
    expect(valueText(messages.t, 'endMinute', null, now)).toBe('没写');
  });
});
