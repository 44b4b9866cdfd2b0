/** Which file, whose list it is, and what the file itself may not say. */
import { type FormEvent, useState } from 'react';
import { useWords } from '../messages.ts';
import { Field, FileField } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Box } from '../parts/page.tsx';
import type { Said } from './choices.ts';
import { SystemChoice } from './system-choice.tsx';

interface Props {
  readonly said: Said;
  readonly onChosen: (file: File, said: Said) => void;
  readonly busy: boolean;
}

export function ChooseFile({ said: before, onChosen, busy }: Props) {
  const say = useWords();
  const [file, setFile] = useState<File | null>(null);
  const [said, setSaid] = useState(before);
  const put = <K extends keyof Said>(field: K) => ({
    value: said[field],
    onChange: (value: Said[K]) => setSaid({ ...said, [field]: value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file && said.source.trim() !== '') onChosen(file, said);
  };
  return (
    <form className="c1 single" onSubmit={submit}>
      <Box title={say('import.file')} icon="upload-simple">
        <div className="stack">
          <FileField
            label={say('import.which')}
            hint={say('import.fileHint')}
            accept=".csv,.txt,.json,.geojson,text/csv,application/geo+json,application/json"
            file={file}
            onChange={setFile}
          />
          <Field label={say('import.source')} hint={say('import.sourceHint')} {...put('source')} longest={40} />
          <SystemChoice {...put('system')} />
          <details>
            <summary>{say('import.more')}</summary>
            <div className="stack">
              <div className="two-fields">
                <Field label={say('import.province')} {...put('province')} longest={20} />
                <Field label={say('import.city')} {...put('city')} longest={20} />
              </div>
              <Field label={say('import.area')} hint={say('import.areaHint')} {...put('area')} longest={80} />
              <Field label={say('import.unnamed')} hint={say('import.unnamedHint')} {...put('unnamed')} longest={40} />
            </div>
          </details>
          <div className="acts">
            <Key main type="submit" busy={busy} disabled={file === null || said.source.trim() === ''}>
              <Icon name="magnifying-glass" />
              {say('import.look')}
            </Key>
          </div>
          <p className="hint">{say('import.lookHint')}</p>
        </div>
      </Box>
    </form>
  );
}
