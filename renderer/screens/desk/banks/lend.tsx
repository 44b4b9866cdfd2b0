/** Lending: a phone number on large keys, or a card: scanned, or its number typed; and for how long. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BankRow } from '../../../../shared/api/desk/power-banks.ts';
import { loanHours } from '../../../../shared/domain/power-bank.ts';
import { phoneSchema } from '../../../../shared/domain/worker.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { DigitPad, PhoneDigits } from '../../../components/phone-pad.tsx';
import { momentText } from '../../../format.ts';
import { Choices, Stepper } from '../postings/editor-fields.tsx';
import type { BankAction } from './use-bank-actions.ts';

interface LendProps {
  readonly bank: BankRow;
  readonly usualHours: number;
  readonly busy: boolean;
  act(action: BankAction): void;
}

const phoneLength = 11;
const cardLength = 17;
const hourMs = 3_600_000;

export function Lend({ bank, usualHours, busy, act }: LendProps) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const [against, setAgainst] = useState<'phone' | 'card'>('phone');
  const [digits, setDigits] = useState('');
  const [hours, setHours] = useState(usualHours);
  const longest = against === 'phone' ? phoneLength : cardLength;
  const whole = against === 'phone' ? phoneSchema.safeParse(digits).success : digits.length === cardLength;
  const wrong = against === 'phone' && digits.length === phoneLength && !whole;
  const card = [digits.slice(0, 6), digits.slice(6, 8), digits.slice(8, 16), digits.slice(16)].filter((part) => part !== '').join('-');
  return (
    <div className="lend">
      <Choices
        choices={[
          { value: 'phone' as const, word: t('desk.banks.byPhone') },
          { value: 'card' as const, word: t('desk.banks.byCardNumber') },
        ]}
        value={against}
        choose={(value) => {
          setAgainst(value);
          setDigits('');
        }}
      />
      <p className="mute">{t(against === 'phone' ? 'desk.banks.phoneSub' : 'desk.banks.cardSub')}</p>
      {against === 'phone' ? (
        <PhoneDigits phone={digits} label={t('desk.banks.phoneTyped', { count: digits.length })} />
      ) : (
        <p className="card-typed num">{card === '' ? '　' : card}</p>
      )}
      {wrong && (
        <p className="toast bad" role="alert">
          <Icon name="warning" />
          {t('desk.banks.phoneWrong')}
        </p>
      )}
      <DigitPad
        digit={(one) => setDigits((before) => (before.length < longest ? before + one : before))}
        remove={() => setDigits((before) => before.slice(0, -1))}
        clear={() => setDigits('')}
      />
      <Stepper
        value={hours}
        min={loanHours.min}
        max={loanHours.max}
        steps={[1]}
        start={usualHours}
        text={t('desk.banks.keep', { count: hours })}
        change={setHours}
      />
      <Button
        className="key main"
        isDisabled={!whole || busy}
        onPress={() => act({ do: 'lend', bank, hours, ...(against === 'phone' ? { phone: digits } : { card: digits }) })}
      >
        <Icon name="battery-charging" />
        {t('desk.banks.lend', {
          label: bank.label,
          moment: nowMs === null ? '' : momentText(t, nowMs + hours * hourMs, nowMs),
        })}
      </Button>
    </div>
  );
}
