/** The recovery code on keys of the screen: only letters that it can have. A keyboard types it too. */
import { Button, Input, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';

const letters = ['ABCDEFGHJK', 'MNPQRSTUVW', 'XYZ23456789'];
export const codeLength = 16;

/** In fours, with a dot for what is still to come. */
export const codeText = (code: string) => code.padEnd(codeLength, '·').match(/.{4}/g)?.join(' ') ?? '';
const plain = (text: string) =>
  text
    .toUpperCase()
    .replace(/[^A-HJ-KM-NP-Z2-9]/g, '')
    .slice(0, codeLength);

interface CodeProps {
  readonly code: string;
  setCode(code: string): void;
}

export function CodeKeys({ code, setCode }: CodeProps) {
  const { t } = useTranslation();
  const add = (letter: string) => setCode(plain(code + letter));
  return (
    <div className="keys code-keys">
      {letters.map((row) => (
        <div key={row}>
          {[...row].map((letter) => (
            <Button key={letter} className="key" onPress={() => add(letter)}>
              {letter}
            </Button>
          ))}
        </div>
      ))}
      <div>
        <Button className="key fn" onPress={() => setCode(code.slice(0, -1))}>
          <Icon name="backspace" />
          {t('common.delete')}
        </Button>
      </div>
    </div>
  );
}

export function CodeField({ label, code, setCode }: CodeProps & { readonly label: string }) {
  return (
    <>
      <b>{label}</b>
      <TextField className="code-field" aria-label={label} value={code} onChange={(text) => setCode(plain(text))}>
        <Input placeholder={codeText('')} autoComplete="off" />
      </TextField>
      <CodeKeys code={code} setCode={setCode} />
    </>
  );
}
