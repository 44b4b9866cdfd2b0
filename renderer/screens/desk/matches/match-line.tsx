/** A match in a list: who → what, how it stands, when, how to reach them. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { MatchRow } from '../../../../shared/api/desk/matches.ts';
import { isWaiting } from '../../../../shared/domain/match.ts';
import { yuanText } from '../../../../shared/domain/wage.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { dayText, momentText } from '../../../format.ts';

const tones: Partial<Record<MatchRow['state'], string>> = { agreed: 'chip go', started: 'chip go', completed: 'chip go' };

/** 王师傅 → 饭店洗碗 */
export function matchTitle(t: TFunction, { worker, posting, trade }: MatchRow): string {
  return t('desk.matches.pair', { worker: worker.name ?? t('desk.matches.forgotten'), work: posting?.title ?? t(`trades.${trade}`) });
}

export function MatchLine({ match }: { readonly match: MatchRow }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const { state, employer, worker, pay, workDate, reason, cancelledBy, unanswered } = match;
  return (
    <>
      <span className="line">
        <b>{matchTitle(t, match)}</b>
        <span className={tones[state] ?? 'chip'}>{t(`desk.matches.states.${state}`)}</span>
        {pay !== null && (
          <span className="pay-line num nb">
            {yuanText(pay.fen)} {t(`unit.${pay.unit}`)}
          </span>
        )}
        {match.demo && <span className="chip demo">{t('post.demo')}</span>}
      </span>
      <span className="line mute">
        {workDate !== null && nowMs !== null && <span>{t('desk.matches.worksOn', { day: dayText(t, workDate, nowMs) })}</span>}
        {nowMs !== null && <span>{t('desk.matches.referredAt', { moment: momentText(t, match.referredAtMs, nowMs) })}</span>}
        <span>{employer}</span>
        {worker.phone !== null && <span className="num nb">{worker.phone}</span>}
        {cancelledBy !== null && <span>{t(`desk.matches.by.${cancelledBy}`)}</span>}
        {reason !== null && <span>{t(`desk.matches.reasons.${reason}`)}</span>}
        {isWaiting(state) && unanswered.count > 0 && unanswered.lastAtMs !== null && nowMs !== null && (
          <span className="chip warn">
            {t('desk.matches.unanswered', { count: unanswered.count, moment: momentText(t, unanswered.lastAtMs, nowMs) })}
          </span>
        )}
      </span>
    </>
  );
}
