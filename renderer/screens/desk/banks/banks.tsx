/**
 * 充电宝: what is scanned here is a bank's code. One that is out is taken back by it, one that is in is lent, an unknown one can be added;
 * a worker's card under the scanner lends the one that is chosen.
 */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { bankCode } from '../../../../shared/domain/power-bank.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { Writing } from '../../../components/writing.tsx';
import { useScanTaker } from '../../../session/scan-taker.ts';
import { refusedIn } from '../refused-in.ts';
import { AddBank } from './add-bank.tsx';
import { BankPanel } from './bank-panel.tsx';
import { SaidLine } from './bank-words.tsx';
import { Cabinets } from './cabinets.tsx';
import { Stock } from './stock.tsx';
import { useBankActions } from './use-bank-actions.ts';
import '../day.css';
import './banks.css';

const longestCode = 120;

type Chosen = { readonly what: 'bank'; readonly id: string } | { readonly what: 'new'; readonly code: string };

export function Banks() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const stock = useQuery({ queryKey: ['desk', 'banks'], queryFn: () => api['bank.list']({}), staleTime: 0, refetchInterval: 30_000 });
  const { act, said, say, busy } = useBankActions((bank, action) => {
    setTyped('');
    setChosen(action.do === 'add' || (action.do === 'mark' && action.state === 'in') ? { what: 'bank', id: bank.id } : null);
  });
  const bank = chosen?.what === 'bank' ? stock.data?.banks.find(({ id }) => id === chosen.id) : undefined;
  const hours = stock.data?.usualHours ?? 4;
  const fail = (error: unknown) => say({ bad: true, text: refusedIn(t, 'banks', error) });

  const find = async (text: string, scanned: boolean) => {
    const code = bankCode(text);
    say(null);
    try {
      const { bank: found } = await api['bank.find']({ code });
      if (found?.state === 'out' && scanned) return act({ do: 'takeBack', bank: found });
      setChosen(found ? { what: 'bank', id: found.id } : { what: 'new', code });
      await stock.refetch();
    } catch (error) {
      fail(error);
    }
  };
  useScanTaker(({ text, card }) => {
    if (card && bank?.state === 'in') act({ do: 'lend', bank, card: text, hours });
    else if (card) say({ bad: true, text: t('desk.banks.cardFirst') });
    else {
      setTyped(text.slice(0, longestCode));
      void find(text, true);
    }
  });

  if (!stock.data) return <Waiting error={stock.isError} retry={() => void stock.refetch()} />;
  return (
    <div className="bank-cols">
      <div className="bank-col">
        <section className="box">
          <h2>
            <Icon name="barcode" />
            {t('desk.banks.scan')}
          </h2>
          {chosen === null && <p className="mute">{t('desk.banks.scanSub')}</p>}
          <form
            className="bank-find"
            onSubmit={(event) => {
              event.preventDefault();
              if (typed.trim() !== '') void find(typed, false);
            }}
          >
            <Writing label={t('desk.banks.code')} hint={t('desk.banks.codeHint')} value={typed} longest={longestCode} onChange={setTyped} />
            <Button type="submit" className="key main" isDisabled={typed.trim() === ''}>
              {t('desk.banks.find')}
            </Button>
          </form>
          <SaidLine said={said} />
        </section>
        {bank && <BankPanel key={bank.id} bank={bank} usualHours={hours} busy={busy} act={act} fail={fail} leave={() => setChosen(null)} />}
        {chosen?.what === 'new' && (
          <AddBank
            key={chosen.code}
            code={chosen.code}
            nextLabel={stock.data.nextLabel}
            busy={busy}
            add={(label) => act({ do: 'add', code: chosen.code, label })}
            leave={() => setChosen(null)}
          />
        )}
      </div>
      <div className="bank-col">
        <Stock stock={stock.data} busy={busy} act={act} fail={fail} choose={(id) => setChosen({ what: 'bank', id })} />
        <Cabinets cabinets={stock.data.cabinets} fail={fail} />
      </div>
    </div>
  );
}
