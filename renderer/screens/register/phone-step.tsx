/** Screen 3: the phone. Shown back in large groups; the twelfth digit shakes the box and changes nothing. */
import { type Dispatch, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { groupPhone } from '../../../shared/domain/worker.ts';
import { Icon } from '../../components/icon.tsx';
import { phoneFault, type Telling, type Told } from './register-state.ts';

function Shown({ told: { phone } }: { readonly told: Told }) {
  const { t } = useTranslation();
  const fault = phoneFault(phone);
  const groups = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)];
  return (
    <div className="show">
      <div className="digits" role="img" aria-label={t('register.phoneShown', { phone: groupPhone(phone) })}>
        {groups.map((group, number) => (
          <b key={number} className={number === 0 ? 'three' : 'four'}>
            {group}
          </b>
        ))}
      </div>
      <p className={fault === null ? 'toast' : fault === 'prefix' ? 'toast bad' : 'toast wait'} aria-live="polite">
        {fault === null && <Icon name="check-circle" />}
        {fault === 'prefix' && <Icon name="warning" />}
        {fault === null
          ? t('register.phoneWhole')
          : fault === 'prefix'
            ? t('register.phonePrefix')
            : t('register.phoneMissing', { count: 11 - phone.length })}
      </p>
    </div>
  );
}

const repeatAfterMs = 500;
const repeatEveryMs = 120;

function Pad({ told, say }: { readonly told: Told; readonly say: Dispatch<Telling> }) {
  const { t } = useTranslation();
  const [deleting, setDeleting] = useState(false);
  const [over, setOver] = useState(0);

  useEffect(() => {
    if (!deleting) return;
    let timer = setTimeout(function again() {
      say({ what: 'delete' });
      timer = setTimeout(again, repeatEveryMs);
    }, repeatAfterMs);
    return () => clearTimeout(timer);
  }, [deleting, say]);

  const digit = (one: string) => {
    if (told.phone.length >= 11) setOver((times) => times + 1);
    else say({ what: 'digit', digit: one });
  };
  return (
    <>
      {over > 0 && told.phone.length === 11 && (
        <p key={over} className="toast wait over" role="alert">
          {t('register.phoneOver')}
        </p>
      )}
      <div className="pad3">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((one) => (
          <Button key={one} className="key" onPress={() => digit(one)}>
            {one}
          </Button>
        ))}
        <Button className="key fn" onPress={() => say({ what: 'clear' })}>
          {t('register.clear')}
        </Button>
        <Button className="key" onPress={() => digit('0')}>
          0
        </Button>
        <Button
          className="key fn"
          onPressStart={() => setDeleting(true)}
          onPressEnd={() => setDeleting(false)}
          onPress={() => say({ what: 'delete' })}
        >
          <Icon name="backspace" />
          {t('register.delete')}
        </Button>
      </div>
    </>
  );
}

export const PhoneStep = { Shown, Pad };
