/** A power bank in words: its number, where it is, who has it and until when. */
import { useMutation } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BankLoan, BankRow } from '../../../../shared/api/desk/power-banks.ts';
import { groupPhone } from '../../../../shared/domain/worker.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { momentText } from '../../../format.ts';
import type { Said } from './use-bank-actions.ts';

const hourMs = 3_600_000;

export function SaidLine({ said }: { readonly said: Said | null }) {
  if (!said) return null;
  return (
    <p className={said.bad ? 'toast bad' : 'toast'} role="status">
      <Icon name={said.bad ? 'warning' : 'check-circle'} />
      {said.text}
    </p>
  );
}

export function BankName({ bank }: { readonly bank: BankRow }) {
  const { t } = useTranslation();
  const tone = bank.loan?.overdue ? 'chip warn' : bank.state === 'in' ? 'chip go' : 'chip';
  return (
    <span className="bank-name">
      <b>{t('desk.banks.label', { label: bank.label })}</b>
      <span className={tone}>{t(bank.loan?.overdue ? 'desk.banks.overdue' : `desk.banks.states.${bank.state}`)}</span>
    </span>
  );
}

/** 借了 5 小时，尾号 2719，今天12:30要还 */
export function LoanWords({ loan }: { readonly loan: BankLoan }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  if (nowMs === null) return null;
  const hours = Math.floor((nowMs - loan.lentAtMs) / hourMs);
  const words = [
    hours > 0 ? t('desk.banks.forHours', { count: hours }) : t('desk.banks.justNow'),
    loan.phoneTail === null ? t('desk.banks.noTail') : t('desk.banks.tail', { tail: loan.phoneTail }),
    ...(loan.byCard ? [t('desk.banks.byCard')] : []),
    t('desk.banks.due', { moment: momentText(t, loan.dueAtMs, nowMs) }),
  ];
  return <span className="mute">{words.join(t('common.comma'))}</span>;
}

/** The whole number, after a touch; every look is logged. */
export function RingKey({ loan, fail }: { readonly loan: BankLoan; fail(error: unknown): void }) {
  const { t } = useTranslation();
  const reveal = useMutation({ mutationFn: () => api['bank.reveal-phone']({ loanId: loan.id }), onError: fail });
  if (reveal.data) return <b className="ring-number num nb">{groupPhone(reveal.data.phone)}</b>;
  return (
    <Button className="key" isDisabled={reveal.isPending} onPress={() => reveal.mutate()}>
      <Icon name="phone-call" />
      {t('desk.banks.ring')}
    </Button>
  );
}
