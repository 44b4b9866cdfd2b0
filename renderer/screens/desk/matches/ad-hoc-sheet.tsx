/** Work that no posting tells of: for whom, and which trade. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { trades as allTrades } from '../../../../shared/domain/trade.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Writing } from '../../../components/writing.tsx';

interface AdHocSheetProps {
  /** The worker's own, shown first. */
  readonly trades: readonly number[];
  leave(): void;
  refer(work: { employer: string; trade: number }): void;
}

export function AdHocSheet({ trades, leave, refer }: AdHocSheetProps) {
  const { t } = useTranslation();
  const [employer, setEmployer] = useState('');
  const [trade, setTrade] = useState<number | null>(trades[0] ?? null);
  const [all, setAll] = useState(false);
  const known = useQuery({
    queryKey: ['desk', 'employer-names', employer],
    queryFn: () => api['employer.list']({ text: employer, offset: 0, limit: 6 }),
    gcTime: 0,
  });
  const names = (known.data?.employers ?? []).filter(({ name }) => name !== employer);
  const shown = all ? allTrades.map(({ code }) => code) : trades;
  return (
    <ModalOverlay className="veil desk" isOpen onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet match-sheet" aria-label={t('desk.matches.adHoc')}>
          <h2>{t('desk.matches.adHocAsk')}</h2>
          <Writing
            label={t('desk.matches.employerName')}
            value={employer}
            onChange={setEmployer}
            longest={60}
            hint={t('desk.matches.employerHint')}
          />
          {names.length > 0 && (
            <div className="choices" role="group" aria-label={t('desk.matches.employers')}>
              {names.map(({ id, name }) => (
                <Button key={id} className="key" onPress={() => setEmployer(name)}>
                  {name}
                </Button>
              ))}
            </div>
          )}
          <h3>{t('desk.matches.whichTrade')}</h3>
          <div className="choices" role="group" aria-label={t('desk.matches.whichTrade')}>
            {shown.map((code) => (
              <Button key={code} className={code === trade ? 'key on' : 'key'} aria-pressed={code === trade} onPress={() => setTrade(code)}>
                {code === trade && <Icon name="check" />}
                {t(`trades.${code}`)}
              </Button>
            ))}
            {!all && (
              <Button className="key line" onPress={() => setAll(true)}>
                {t('desk.matches.otherTrades')}
              </Button>
            )}
          </div>
          <div className="sheet-keys">
            <Button
              className="key main"
              isDisabled={employer.trim() === '' || trade === null}
              onPress={() => trade !== null && refer({ employer, trade })}
            >
              <Icon name="check" />
              {t('desk.matches.refer')}
            </Button>
            <Button className="key line" onPress={leave}>
              {t('common.back')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
