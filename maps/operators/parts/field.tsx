/** Things to fill in: a name above, what it is for below, and what is wrong with it in words. */
import { type ReactNode, useId } from 'react';
import { useWords } from '../messages.ts';

interface Common {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly fault?: string | null;
  readonly disabled?: boolean;
}

interface FieldProps extends Common {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly longest: number;
  readonly type?: 'text' | 'password' | 'date' | 'time' | 'tel';
  readonly inputMode?: 'decimal' | 'numeric';
  readonly autoComplete?: string;
  readonly autoFocus?: boolean;
  readonly lines?: number;
  readonly placeholder?: string;
}

export function Field({ label, hint, fault = null, value, onChange, longest, lines = 1, autoComplete = 'off', ...rest }: FieldProps) {
  const id = useId();
  const { type = 'text', ...others } = rest;
  const common = {
    ...{ id, value, autoComplete, ...others },
    'aria-invalid': fault !== null,
    'aria-describedby': hint || fault !== null ? `${id}-more` : undefined,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
    ...(type !== 'date' && type !== 'time' && { maxLength: longest }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {lines > 1 ? <textarea rows={lines} {...common} /> : <input type={type} {...common} />}
      <More id={id} hint={hint} fault={fault} />
    </div>
  );
}

interface ChoiceProps<T extends string> extends Common {
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly choices: readonly (readonly [value: T, word: string])[];
  /** The name is read aloud only. */
  readonly quiet?: boolean;
}

export function Choice<T extends string>({
  label,
  hint,
  fault = null,
  value,
  onChange,
  choices,
  quiet = false,
  disabled = false,
}: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={quiet ? 'vh' : undefined}>
        {label}
      </label>
      <select
        {...{ id, value, disabled }}
        aria-describedby={hint || fault !== null ? `${id}-more` : undefined}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {choices.map(([one, word]) => (
          <option key={one} value={one}>
            {word}
          </option>
        ))}
      </select>
      <More id={id} hint={hint} fault={fault} />
    </div>
  );
}

function More({ id, hint, fault }: { readonly id: string; readonly hint: ReactNode; readonly fault: string | null }) {
  if (!hint && fault === null) return null;
  return (
    <p id={`${id}-more`} className={fault === null ? 'hint' : 'hint fault'}>
      {fault ?? hint}
    </p>
  );
}

interface TickProps {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export function Tick({ label, value, onChange }: TickProps) {
  return (
    <label className="tickline">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}

interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly accept: string;
  /** What was chosen; shown beside the key. */
  readonly file: File | null;
  readonly onChange: (file: File | null) => void;
  readonly disabled?: boolean;
}

/** The browser's own words on a file field are in the browser's language, not in the page's. */
export function FileField({ label, hint, accept, file, onChange, disabled = false }: FileFieldProps) {
  const say = useWords();
  const id = useId();
  return (
    <div className="field filefield">
      <label htmlFor={id}>{label}</label>
      <span>
        <input
          {...{ id, accept, disabled }}
          type="file"
          aria-describedby={`${id}-more`}
          onChange={(event) => {
            onChange(event.currentTarget.files?.[0] ?? null);
            // The same file may be chosen again, once it was put right.
            event.currentTarget.value = '';
          }}
        />
        <label htmlFor={id} className="key" aria-hidden="true">
          {say('file.choose')}
        </label>
        <span>{file?.name ?? say('file.none')}</span>
      </span>
      <More id={id} hint={hint} fault={null} />
    </div>
  );
}
