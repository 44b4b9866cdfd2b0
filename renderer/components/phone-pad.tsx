/** Eleven digits on large keys; what is done with them belongs to the screen. */
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon.tsx';
import './phone-pad.css';

const repeatAfterMs = 500;
const repeatEveryMs = 120;

interface DigitPadProps {
  digit(one: string): void;
  remove(): void;
  clear(): void;
}

export function DigitPad({ digit, remove, clear }: DigitPadProps) {
  const { t } = useTranslation();
  const [deleting, setDeleting] = useState(false);
  useEffect(() => {
    if (!deleting) return;
    let timer = setTimeout(function again() {
      remove();
      timer = setTimeout(again, repeatEveryMs);
    }, repeatAfterMs);
    return () => clearTimeout(timer);
  }, [deleting, remove]);

  return (
    <div className="pad3">
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((one) => (
        <Button key={one} className="key" onPress={() => digit(one)}>
          {one}
        </Button>
      ))}
      <Button className="key fn" onPress={clear}>
        {t('common.clear')}
      </Button>
      <Button className="key" onPress={() => digit('0')}>
        0
      </Button>
      <Button className="key fn" onPressStart={() => setDeleting(true)} onPressEnd={() => setDeleting(false)} onPress={remove}>
        <Icon name="backspace" />
        {t('common.delete')}
      </Button>
    </div>
  );
}

export function PhoneDigits({ phone, label }: { readonly phone: string; readonly label: string }) {
  const groups = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)];
  return (
    <div className="digits" role="img" aria-label={label}>
      {groups.map((group, number) => (
        <b key={number}>{group}</b>
      ))}
    </div>
  );
}
