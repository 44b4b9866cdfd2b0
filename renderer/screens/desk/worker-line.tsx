/** A worker in a list: name, trades, masked phone, whether a card is live. */
import { useTranslation } from 'react-i18next';
import type { WorkerRow } from '../../../shared/api/desk/worker-row.ts';

export function WorkerLine({ worker }: { readonly worker: WorkerRow }) {
  const { t } = useTranslation();
  return (
    <span className="line">
      <b>{worker.name}</b>
      <span>{worker.trades.map(({ code }) => t(`trades.${code}`)).join('、')}</span>
      {worker.phone !== null && <span className="nb num">{worker.phone}</span>}
      <span className={worker.liveCard ? 'chip go' : 'chip'}>
        {worker.liveCard ? t('desk.cardTill', { date: worker.liveCard.validThrough }) : t('desk.noCard')}
      </span>
      {worker.wall && <span className="chip hot">{t('desk.onWall')}</span>}
    </span>
  );
}
