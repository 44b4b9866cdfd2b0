/** The coordinate system of a whole file. It is never guessed: one word wrong is some hundred metres. */
import { coordinateSystems } from '../../../shared/domain/listed-station.ts';
import { useWords } from '../messages.ts';
import { Choice } from '../parts/field.tsx';

export function SystemChoice({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const say = useWords();
  const choices = [
    ['', say('import.systemInFile')] as const,
    ...coordinateSystems.map((system) => [system, say(`system.${system}`)] as const),
  ];
  return <Choice label={say('import.system')} hint={say('station.systemHint')} value={value} onChange={onChange} choices={choices} />;
}
