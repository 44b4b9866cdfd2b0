/** A line of text at the desk: from a keyboard where there is one, else on keys of the screen, or by touching what is often said. */
import { useState } from 'react';
import { Button, Dialog, Input, Modal, ModalOverlay, TextArea, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ChineseKeys } from './chinese-keys.tsx';
import { Icon } from './icon.tsx';
import { DigitPad } from './phone-pad.tsx';
import './writing.css';

interface WritingProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
  /** Characters at most. */
  readonly longest: number;
  readonly hint?: string;
  readonly lines?: 1 | 3;
  /** Only figures are written here. */
  readonly digits?: boolean;
  /** What is often said: touched, it is added. */
  readonly phrases?: readonly string[];
}

const rows = ['1234567890', '，。、：（）-/'];

export function Writing({ label, value, onChange, longest, hint, lines = 1, digits = false, phrases = [] }: WritingProps) {
  const { t } = useTranslation();
  const [keys, setKeys] = useState(false);
  const write = (text: string) => onChange([...(digits ? text.replace(/\D/g, '') : text)].slice(0, longest).join(''));
  return (
    <div className="writing">
      <TextField aria-label={label} value={value} onChange={write} {...(digits ? { inputMode: 'numeric' } : {})}>
        {lines === 1 ? <Input placeholder={hint ?? ''} /> : <TextArea rows={lines} placeholder={hint ?? ''} />}
        <Button className="key" aria-label={t('keys.open', { label })} onPress={() => setKeys(true)}>
          <Icon name="keyboard" />
        </Button>
      </TextField>
      {phrases.length > 0 && (
        <div className="phrases">
          {phrases.map((phrase) => {
            const on = value.split(/[，、]/).includes(phrase);
            return (
              <Button key={phrase} className={on ? 'key on' : 'key'} aria-pressed={on} onPress={() => write(toggled(value, phrase))}>
                {phrase}
              </Button>
            );
          })}
        </div>
      )}
      <ModalOverlay className="veil desk" isOpen={keys} onOpenChange={setKeys} isDismissable>
        <Modal>
          <Dialog className="sheet writing-keys" aria-label={label}>
            {digits ? (
              <>
                <h2>
                  {label} <span className="num">{value}</span>
                </h2>
                <DigitPad digit={(one) => write(value + one)} remove={() => write(value.slice(0, -1))} clear={() => write('')} />
              </>
            ) : (
              <ChineseKeys label={label} value={value} onChange={write} accepts={(text) => [...text].length <= longest} rows={rows} />
            )}
            <Button className="key main" onPress={() => setKeys(false)}>
              <Icon name="check" />
              {t('keys.done')}
            </Button>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  );
}

/** Adds a phrase to what is written, or takes it out again. */
function toggled(value: string, phrase: string): string {
  const parts = value.split(/[，、]/).filter((part) => part !== '');
  return (parts.includes(phrase) ? parts.filter((part) => part !== phrase) : [...parts, phrase]).join('，');
}
