/** Who changed a station, and what. */
import type { AuditLine } from '../api/shapes.ts';
import { type Say, useWords, wordFor } from '../messages.ts';
import { momentText } from '../parts/times.ts';

/** 改了名称、开放时间 */
export function actionText(say: Say, { action, details }: AuditLine): string {
  const word = wordFor('audit', action) ?? action;
  const fields = details['fields'];
  if (action === 'station.edit' && Array.isArray(fields)) {
    const named = fields.map((field) => wordFor('fieldWord', String(field))).filter((one) => one !== null);
    return `${word} ${[...new Set(named)].join(say('comma'))}`;
  }
  if (action === 'station.merge' && typeof details['into'] === 'number') return say('audit.mergedInto', { number: details['into'] });
  if (typeof details['name'] === 'string') return `${word} ${details['name']}`;
  if (action === 'station.put' && typeof details['added'] === 'number') {
    return `${word} ${say('audit.counts', { added: details['added'], changed: Number(details['changed'] ?? 0) })}`;
  }
  return word;
}

export function writerText(by: string): string {
  return wordFor('writer', by.replaceAll(' ', '-')) ?? by;
}

export function History({ lines }: { readonly lines: readonly AuditLine[] }) {
  const say = useWords();
  if (lines.length === 0) return <p className="mute">{say('station.noHistory')}</p>;
  return (
    <ol className="plain log">
      {lines.map((line) => (
        <li key={line.id}>
          <span>{momentText(say, line.atMs, Date.now())}</span>
          <span>
            <b>{writerText(line.by)}</b> {actionText(say, line)}
          </span>
        </li>
      ))}
    </ol>
  );
}
