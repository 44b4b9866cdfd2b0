/** A notice in words and signs, the same wherever it stands. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { NoticeView } from '../../shared/api/kiosk-api.ts';
import type { NoticeKind } from '../../shared/domain/notice.ts';
import { daysBetween, localMinuteOf, workDayOf } from '../../shared/domain/work-day.ts';
import { dateText, dayText, minuteText } from '../format.ts';
import { Icon } from './icon.tsx';
import './notice-words.css';

export const noticeIcons: Readonly<Record<NoticeKind, string>> = {
  policy: 'megaphone',
  training: 'books',
  health: 'heartbeat',
  job_fair: 'handshake',
  livestream: 'broadcast',
};

type Span = Pick<NoticeView, 'startsAtMs' | 'endsAtMs'>;

/** Whether its hours say nothing: from midnight to the end of a day. */
const wholeDays = ({ startsAtMs, endsAtMs }: Span) => localMinuteOf(startsAtMs) === 0 && [0, 1439].includes(localMinuteOf(endsAtMs));

/** In parts that never break: 明天 | 8:00 到 11:00, 11月29日到12月10日， | 每天 18:30 到 21:00 */
export function noticeWhen(t: TFunction, span: Span, nowMs: number): string[] {
  const { startsAtMs, endsAtMs } = span;
  const [first, last] = [workDayOf(startsAtMs), workDayOf(endsAtMs - 1)];
  const days = { first: dayText(t, first, nowMs), last: dayText(t, last, nowMs) };
  const near = daysBetween(workDayOf(nowMs), first) <= 1;
  if (wholeDays(span)) {
    if (startsAtMs <= nowMs) return [t('notice.until', { day: days.last })];
    return [first === last ? dateText(t, startsAtMs) : t('notice.days', days)];
  }
  const hours = { start: minuteText(t, localMinuteOf(startsAtMs)), end: minuteText(t, localMinuteOf(endsAtMs)) };
  if (first === last) return [near ? days.first : dateText(t, startsAtMs), t('notice.hours', hours)];
  return [t('notice.days', days) + t('common.comma'), t('notice.daily', hours)];
}

/** A title breaks after its commas and colons before it breaks inside a word. */
export function NoticeTitle({ title }: { readonly title: string }) {
  return title.split(/(?<=[，、：；。！？ ])/).map((clause, at) => (
    <span key={at} className="clause">
      {clause}
    </span>
  ));
}

export function NoticeKindChip({ notice }: { readonly notice: Pick<NoticeView, 'kind' | 'demo'> }) {
  const { t } = useTranslation();
  return (
    <span className="notice-kind">
      <b className="chip hot">{t(`notice.kinds.${notice.kind}`)}</b>
      {notice.demo && <span className="chip demo">{t('post.demo')}</span>}
    </span>
  );
}

/** When and where, each with its sign. Without a time that can be believed only where. */
export function NoticeFacts({ notice, nowMs }: { readonly notice: NoticeView; readonly nowMs: number | null }) {
  const { t } = useTranslation();
  return (
    <span className="notice-facts">
      {nowMs !== null && (
        <b className="when-line">
          <Icon name="clock" />
          <span>
            {noticeWhen(t, notice, nowMs).map((part) => (
              <span key={part} className="nb">
                {`${part} `}
              </span>
            ))}
          </span>
        </b>
      )}
      {notice.place !== '' && (
        <b>
          <Icon name="map-pin" />
          {notice.place}
        </b>
      )}
    </span>
  );
}
