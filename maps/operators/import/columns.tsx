/** How each column was understood, to be put right. */
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { type ImportColumn, importFields } from '../api/shapes.ts';
import { useLanguage, useWords, wordFor } from '../messages.ts';
import { Choice } from '../parts/field.tsx';
import { Key } from '../parts/key.tsx';
import { Box } from '../parts/page.tsx';
import type { Said } from './choices.ts';

interface Props {
  readonly columns: readonly ImportColumn[];
  readonly said: Said;
  readonly onSay: (said: Said) => void;
  readonly onLook: () => void;
  readonly isDue: boolean;
  readonly busy: boolean;
}

export function Columns({ columns, said, onSay, onLook, isDue, busy }: Props) {
  const say = useWords();
  const language = useLanguage();
  const fields = useQuery({
    queryKey: ['import-fields'],
    queryFn: () => ask(importFields, 'GET /api/import-fields'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const english = (field: string) =>
    language === 'en' ? (wordFor('column', field) ?? wordFor('amenity', field.replace('amenity.', ''))) : null;
  const known = fields.data?.fields ?? columns.flatMap(({ field, word }) => (field && word ? [{ field, word }] : []));
  const choices = [['', say('import.passOver')] as const, ...known.map(({ field, word }) => [field, english(field) ?? word] as const)];
  return (
    <Box title={say('import.columns')} icon="list-bullets">
      <p className="mute">{say('import.columnsHint')}</p>
      <ul className="columns">
        {columns.map(({ heading, field, system, sample }) => (
          <li key={heading}>
            <span className="what">
              <b>{heading}</b>
              <span>{sample === '' ? say('import.emptyColumn') : sample}</span>
            </span>
            <Choice
              quiet
              label={say('import.meaningOf', { heading })}
              value={said.columns[heading] ?? field ?? ''}
              choices={choices}
              hint={system === null ? undefined : say(`system.${system as 'wgs84'}`)}
              onChange={(chosen) => onSay({ ...said, columns: { ...said.columns, [heading]: chosen } })}
            />
          </li>
        ))}
      </ul>
      {isDue && (
        <div className="acts">
          <Key busy={busy} onPress={onLook}>
            {say('import.lookAgain')}
          </Key>
        </div>
      )}
    </Box>
  );
}
