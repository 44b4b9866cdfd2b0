/** What staff do with a power bank by one touch or one scan, and what is said of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BankRow } from '../../../../shared/api/desk/power-banks.ts';
import type { BankMark } from '../../../../shared/domain/power-bank.ts';
import { api } from '../../../api/station.ts';
import { refusedIn } from '../refused-in.ts';

export type BankAction =
  | { readonly do: 'lend'; readonly bank: BankRow; readonly phone?: string; readonly card?: string; readonly hours: number }
  | { readonly do: 'takeBack'; readonly bank: BankRow }
  | { readonly do: 'mark'; readonly bank: BankRow; readonly state: BankMark }
  | { readonly do: 'add'; readonly code: string; readonly label: number };

export interface Said {
  readonly bad: boolean;
  readonly text: string;
}

function perform(action: BankAction): Promise<BankRow> {
  switch (action.do) {
    case 'lend': {
      const { bank, phone, card, hours } = action;
      return api['bank.lend']({ id: bank.id, phone, card, hours });
    }
    case 'takeBack':
      return api['bank.take-back']({ id: action.bank.id });
    case 'mark':
      return api['bank.mark']({ id: action.bank.id, revision: action.bank.revision, state: action.state });
    case 'add':
      return api['bank.add']({ code: action.code, label: action.label });
  }
}

export function useBankActions(done?: (bank: BankRow, action: BankAction) => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [said, setSaid] = useState<Said | null>(null);
  const mutation = useMutation({
    mutationFn: perform,
    // one after another: a scan while the last answer is on its way is not lost
    scope: { id: 'banks' },
    onSuccess: (bank, action) => {
      const what = action.do === 'mark' ? `mark.${action.state}` : action.do;
      setSaid({ bad: false, text: t(`desk.banks.said.${what}`, { label: bank.label }) });
      done?.(bank, action);
    },
    onError: (error) => setSaid({ bad: true, text: refusedIn(t, 'banks', error) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  return {
    said,
    say: setSaid,
    busy: mutation.isPending,
    act: mutation.mutate,
  };
}
