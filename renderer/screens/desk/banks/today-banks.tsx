/** 充电宝没还: of 今天待办, the longest first; taken back or rung by one touch. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { refusedIn } from '../refused-in.ts';
import { BankName, LoanWords, RingKey, SaidLine } from './bank-words.tsx';
import { useBankActions } from './use-bank-actions.ts';
import '../day.css';
import './banks.css';

export function TodayBanks() {
  const { t } = useTranslation();
  const todo = useQuery({ queryKey: ['desk', 'bank.todo'], queryFn: () => api['bank.todo']({}), staleTime: 0, refetchInterval: 30_000 });
  const { act, said, say, busy } = useBankActions();
  if (!todo.data) return <Waiting error={todo.isError} retry={() => void todo.refetch()} />;
  const { count, overdue } = todo.data;
  return (
    <section className="box">
      <h2>
        <Icon name="battery-charging" />
        {t('desk.banks.notBack')}
        <em>{count}</em>
      </h2>
      <SaidLine said={said} />
      {count === 0 && <p className="mute">{t('desk.banks.noneOverdue')}</p>}
      <ul>
        {overdue.map((bank) => (
          <li key={bank.loan.id} className="day-it">
            <span className="day-words">
              <BankName bank={bank} />
              <LoanWords loan={bank.loan} />
            </span>
            <span className="day-acts">
              <Button className="key" isDisabled={busy} onPress={() => act({ do: 'takeBack', bank })}>
                <Icon name="check" />
                {t('desk.banks.back')}
              </Button>
              <RingKey loan={bank.loan} fail={(error) => say({ bad: true, text: refusedIn(t, 'banks', error) })} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
