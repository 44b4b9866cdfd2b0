/** The bank that is chosen: lent, taken back, or what is wrong with it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BankRow } from '../../../../shared/api/desk/power-banks.ts';
import { type BankMark, bankMarks, mayMark } from '../../../../shared/domain/power-bank.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { momentText } from '../../../format.ts';
import { BankName, LoanWords, RingKey } from './bank-words.tsx';
import { Lend } from './lend.tsx';
import type { BankAction } from './use-bank-actions.ts';

interface BankPanelProps {
  readonly bank: BankRow;
  readonly usualHours: number;
  readonly busy: boolean;
  act(action: BankAction): void;
  fail(error: unknown): void;
  leave(): void;
}

export function BankPanel({ bank, usualHours, busy, act, fail, leave }: BankPanelProps) {
  const { t } = useTranslation();
  const [history, setHistory] = useState(false);
  const marks = bankMarks.filter((to) => mayMark(bank.state, to));
  /** Back in the box: mended, or found again. */
  const word = (to: BankMark) => t(to === 'in' ? `desk.banks.marks.in_${bank.state}` : `desk.banks.marks.${to}`);
  return (
    <section className="box bank-panel">
      <div className="day-head">
        <BankName bank={bank} />
        <Button className="key line" onPress={leave}>
          {t('common.close')}
        </Button>
      </div>
      {bank.loan && (
        <>
          <LoanWords loan={bank.loan} />
          <div className="day-keys">
            <Button className="key main" isDisabled={busy} onPress={() => act({ do: 'takeBack', bank })}>
              <Icon name="check" />
              {t('desk.banks.back')}
            </Button>
            <RingKey loan={bank.loan} fail={fail} />
          </div>
        </>
      )}
      {bank.state === 'in' && <Lend bank={bank} usualHours={usualHours} busy={busy} act={act} />}
      <div className="day-keys bank-marks">
        {marks.map((to) => (
          <Button key={to} className="key line" isDisabled={busy} onPress={() => act({ do: 'mark', bank, state: to })}>
            {word(to)}
          </Button>
        ))}
        <Button className="key line" aria-pressed={history} onPress={() => setHistory(!history)}>
          {t('desk.banks.history')}
        </Button>
      </div>
      {history && <History id={bank.id} />}
    </section>
  );
}

function History({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const read = useQuery({ queryKey: ['desk', 'bank.history', id], queryFn: () => api['bank.history']({ id }), gcTime: 0 });
  return (
    <ul className="cards">
      {(read.data?.entries ?? []).map((entry) => (
        <li key={entry.id}>
          <span className="nb">{nowMs === null ? '' : momentText(t, entry.atMs, nowMs)}</span>
          <b>{entry.actor}</b>
          <span>
            {entry.action === 'bank.mark'
              ? t('desk.banks.became', { state: t(`desk.banks.states.${entry.details['after']}`) })
              : t(`desk.actions.${entry.action.replace('.', '_')}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
