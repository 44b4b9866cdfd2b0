/** 撤回: the worker types the phone that the card does not show. */
import { useMutation } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../shared/api/errors.ts';
import type { ScannedCard } from '../../../shared/api/kiosk-api.ts';
import { groupPhone } from '../../../shared/domain/worker.ts';
import { api } from '../../api/station.ts';
import { BackKey, Slim } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { DigitPad, PhoneDigits } from '../../components/phone-pad.tsx';
import { useSession } from '../../session/session.tsx';

export function Withdraw({ card, back, done }: { readonly card: ScannedCard; back(): void; done(): void }) {
  const { t } = useTranslation();
  const { id: sessionId } = useSession();
  const [phone, setPhone] = useState('');
  const withdraw = useMutation({ mutationFn: () => api['card.withdraw']({ sessionId, cardId: card.cardId, phone }) });
  const remove = useCallback(() => setPhone((before) => before.slice(0, -1)), []);
  const refused = withdraw.error instanceof AppError ? withdraw.error.code : null;

  return (
    <main className="screen split card-screen" data-screen="withdraw">
      <div className="vest" />
      <section className="upper">
        <Slim title={t('card.withdraw')} />
        <div className="ask">
          <h2>{t(card.withdrawable ? 'card.withdrawAsk' : 'card.withdrawByStaff')}</h2>
        </div>
        {card.withdrawable && (
          <div className="show">
            <PhoneDigits phone={phone} label={t('register.phoneShown', { phone: groupPhone(phone) })} />
            {withdraw.isError && (
              <p className="toast bad" role="alert">
                <Icon name="warning" />
                {t(
                  refused === 'phone_wrong' ? 'card.phoneWrong' : refused === 'withdraw_by_staff' ? 'card.withdrawByStaff' : 'card.failed',
                )}
              </p>
            )}
            {withdraw.isSuccess && (
              <p className="toast" role="status">
                <Icon name="check-circle" />
                {t('card.withdrawn')}
              </p>
            )}
          </div>
        )}
      </section>
      <section className="lower">
        {card.withdrawable && !withdraw.isSuccess && (
          <DigitPad
            digit={(one) => setPhone((before) => (before.length < 11 ? before + one : before))}
            remove={remove}
            clear={() => setPhone('')}
          />
        )}
      </section>
      <footer className="foot">
        {withdraw.isSuccess ? (
          <Button className="key main wide" onPress={done}>
            <Icon name="check" />
            {t('card.done')}
          </Button>
        ) : (
          <>
            <BackKey onPress={back} />
            {card.withdrawable && (
              <Button
                className={withdraw.isPending ? 'key main wide busy' : 'key main wide'}
                isDisabled={phone.length < 11}
                onPress={() => !withdraw.isPending && withdraw.mutate()}
              >
                {t('card.withdrawYes')}
              </Button>
            )}
          </>
        )}
      </footer>
    </main>
  );
}
