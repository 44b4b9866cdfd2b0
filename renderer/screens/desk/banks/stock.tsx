/** What there is: counts, who has what (overdue first), every bank by its number. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BankOut, BankStock } from '../../../../shared/api/desk/power-banks.ts';
import { Icon } from '../../../components/icon.tsx';
import { BankName, LoanWords, RingKey } from './bank-words.tsx';
import type { BankAction } from './use-bank-actions.ts';

interface StockProps {
  readonly stock: BankStock;
  readonly busy: boolean;
  act(action: BankAction): void;
  fail(error: unknown): void;
  choose(id: string): void;
}

const counted = ['in', 'out', 'overdue', 'faulty', 'lost'] as const;

export function Stock({ stock, busy, act, fail, choose }: StockProps) {
  const { t } = useTranslation();
  const { banks, counts, map } = stock;
  const out = banks.filter((bank): bank is BankOut => bank.loan !== null).sort((a, b) => a.loan.dueAtMs - b.loan.dueAtMs);
  return (
    <>
      <section className="box">
        <dl className="bank-counts">
          {counted.map((name) => (
            <div key={name} className={name === 'overdue' && counts.overdue > 0 ? 'warn' : ''}>
              <dt>{t(`desk.banks.counts.${name}`)}</dt>
              <dd className="num">{counts[name]}</dd>
            </div>
          ))}
        </dl>
        <p className="mute">{t('desk.banks.map', { ...map })}</p>
      </section>
      <section className="box">
        <h2>
          <Icon name="battery-charging" />
          {t('desk.banks.outNow')}
          <em>{out.length}</em>
        </h2>
        {out.length === 0 && <p className="mute">{t('desk.banks.noneOut')}</p>}
        <ul>
          {out.map((bank) => (
            <li key={bank.id} className="day-it">
              <span className="day-words">
                <BankName bank={bank} />
                <LoanWords loan={bank.loan} />
              </span>
              <span className="day-acts">
                <Button className="key" isDisabled={busy} onPress={() => act({ do: 'takeBack', bank })}>
                  <Icon name="check" />
                  {t('desk.banks.back')}
                </Button>
                <RingKey loan={bank.loan} fail={fail} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="box">
        <h2>
          <Icon name="list-bullets" />
          {t('desk.banks.all')}
          <em>{banks.length}</em>
        </h2>
        {banks.length === 0 && <p className="mute">{t('desk.banks.empty')}</p>}
        <div className="bank-tiles">
          {banks.map((bank) => (
            <Button
              key={bank.id}
              className="key bank-tile"
              data-state={bank.loan?.overdue ? 'overdue' : bank.state}
              onPress={() => choose(bank.id)}
            >
              <b>{t('desk.banks.label', { label: bank.label })}</b>
              <small>{t(bank.loan?.overdue ? 'desk.banks.overdue' : `desk.banks.states.${bank.state}`)}</small>
            </Button>
          ))}
        </div>
      </section>
    </>
  );
}
