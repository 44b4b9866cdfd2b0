/** A posting as every list shows it: pay is the largest thing, in one column; its unit and settlement never part from it. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { PostingCard } from '../../shared/api/kiosk-api.ts';
import { getTrade } from '../../shared/domain/trade.ts';
import { amountText } from '../../shared/domain/wage.ts';
import { workDayOf } from '../../shared/domain/work-day.ts';
import { dayText, distanceText, minuteText, momentText } from '../format.ts';
import { Icon } from './icon.tsx';

interface PostCardProps {
  readonly posting: PostingCard;
  readonly tall: boolean;
  /** Null while the clock cannot be believed: ages are not shown then. */
  readonly nowMs: number | null;
  open(id: string): void;
}

export function Fresh({
  posting,
  nowMs,
  hint = false,
}: Pick<PostCardProps, 'nowMs'> & { readonly posting: Pick<PostingCard, 'verifiedAtMs' | 'stale'>; readonly hint?: boolean }) {
  const { t } = useTranslation();
  if (nowMs === null) return null;
  const { verifiedAtMs, stale } = posting;
  const words =
    verifiedAtMs === null ? t('post.never') : t(stale ? 'post.stale' : 'post.verified', { moment: momentText(t, verifiedAtMs, nowMs) });
  return (
    <span className={stale ? 'fresh old' : 'fresh'}>
      <Icon name={stale ? 'clock' : 'seal-check'} />
      {words}
      {stale && hint && t('common.comma') + t('posting.staleHint')}
    </span>
  );
}

export function PostCard({ posting, tall, nowMs, open }: PostCardProps) {
  const { t } = useTranslation();
  const { wage, settlement } = posting;
  const day = posting.workDate && nowMs !== null ? dayText(t, posting.workDate, nowMs) : null;
  const isToday = nowMs !== null && posting.workDate === workDayOf(nowMs);

  const facts = (
    <p className="facts">
      <span className="nb">
        <b className={isToday ? 'chip hot' : 'chip ring'}>{day ?? t('post.anyDay')}</b>
        {posting.startMinute !== null && <b> {minuteText(t, posting.startMinute)}</b>}
      </span>
      <span className="place">
        <Icon name="map-pin" />
        <span className="area">{posting.area}</span>
        {posting.distanceMetres !== null && <span>{distanceText(t, posting.distanceMetres)}</span>}
      </span>
      {tall && <span className="need">{t('post.need', { count: posting.open })}</span>}
    </p>
  );
  const more = (
    <p className="more">
      <Fresh posting={posting} nowMs={nowMs} />
      <span className="tags">
        {posting.demo && <span className="chip demo">{t('post.demo')}</span>}
        {posting.meals && <span className="chip">{t('post.meals')}</span>}
        {posting.insurance && <span className="chip">{t('post.insurance')}</span>}
        {posting.tools && <span className="chip">{t(`post.${posting.tools}`)}</span>}
      </span>
      {!tall && <span className="need">{t('post.need', { count: posting.open })}</span>}
    </p>
  );
  const amount = (
    <div className={`pay ${lengthClass(amountText(wage))}`}>
      <b>{amountText(wage)}</b>
      <span>
        {t(`unit.${wage.unit}`)}
        {settlement && <span className="chip go">{t(`settlement.${settlement}`)}</span>}
      </span>
    </div>
  );
  const picture = (
    <div className="pic">
      <Icon name={getTrade(posting.trade).icon} />
    </div>
  );

  return (
    <Button className={tall ? 'post tall' : 'post'} onPress={() => open(posting.id)} data-posting={posting.id}>
      {picture}
      {tall ? (
        <>
          <strong className="name">{posting.title}</strong>
          {amount}
          {facts}
        </>
      ) : (
        <>
          <div className="main">
            <strong className="name">{posting.title}</strong>
            {facts}
          </div>
          {amount}
        </>
      )}
      {more}
    </Button>
  );
}

/** A range of wages is set smaller, so that it parts neither from its unit nor from the title. */
export function lengthClass(amount: string): '' | 'long' | 'longer' {
  if (amount.length <= 5) return '';
  return amount.length <= 7 ? 'long' : 'longer';
}

/** The same boxes in sand, while a list is on its way. */
export function GhostCard() {
  return (
    <div className="post ghost-post" aria-hidden="true">
      <div className="pic" />
      <div className="main">
        <span className="name ghost">　　　　　</span>
        <p className="facts ghost">　</p>
      </div>
    </div>
  );
}
