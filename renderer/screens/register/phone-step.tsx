/** Screen 3: the phone. Shown back in large groups; the twelfth digit shakes the box and changes nothing. */
import { type Dispatch, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupPhone } from '../../../shared/domain/worker.ts';
import { Icon } from '../../components/icon.tsx';
import { DigitPad, PhoneDigits } from '../../components/phone-pad.tsx';
import { phoneFault, type Telling, type Told } from './register-state.ts';

export function PhoneShown({ told: { phone } }: { readonly told: Told }) {
  const { t } = useTranslation();
  const fault = phoneFault(phone);
  return (
    <div className="show">
      <PhoneDigits phone={phone} label={t('register.phoneShown', { phone: groupPhone(phone) })} />
      <p className={fault === null ? 'toast' : fault === 'prefix' ? 'toast bad' : 'toast wait'} aria-live="polite">
        {fault !== 'short' && <Icon name={fault === null ? 'check-circle' : 'warning'} />}
        {fault === null && t('register.phoneWhole')}
        {fault === 'prefix' && t('register.phonePrefix')}
        {fault === 'short' && t('register.phoneMissing', { count: 11 - phone.length })}
      </p>
    </div>
  );
}

export function PhonePad({ told, say }: { readonly told: Told; readonly say: Dispatch<Telling> }) {
  const { t } = useTranslation();
  const [over, setOver] = useState(0);
  const remove = useCallback(() => say({ what: 'delete' }), [say]);
  return (
    <>
      {over > 0 && told.phone.length === 11 && (
        <p key={over} className="toast wait over" role="alert">
          {t('register.phoneOver')}
        </p>
      )}
      <DigitPad
        digit={(digit) => (told.phone.length >= 11 ? setOver((times) => times + 1) : say({ what: 'digit', digit }))}
        remove={remove}
        clear={() => say({ what: 'clear' })}
      />
    </>
  );
}
