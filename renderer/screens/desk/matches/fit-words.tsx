/** Why somebody or something is suggested, in words. */
import { useTranslation } from 'react-i18next';
import type { Fit } from '../../../../shared/domain/match-fit.ts';
import { yuanText } from '../../../../shared/domain/wage.ts';
import { Icon } from '../../../components/icon.tsx';
import { distanceText } from '../../../format.ts';

interface FitWordsProps {
  readonly fit: Fit;
  /** Of a worker it tells when they were here; of a posting how far it is and when it was verified. */
  readonly of: 'worker' | 'posting';
}

const longAgoDays = 900;

export function FitWords({ fit, of }: FitWordsProps) {
  const { t } = useTranslation();
  const free = fit.available === 'free';
  const fresh = fit.freshDays > longAgoDays ? 'never' : fit.freshDays === 0 ? 'today' : 'days';
  return (
    <span className="line fit">
      <span className={free ? 'chip go' : 'chip warn'}>
        <Icon name={free ? 'check' : 'warning'} />
        {t(`desk.matches.fit.${fit.available}`, { count: fit.daysUntilFree })}
      </span>
      <span className={fit.pay === 'met' ? 'chip go' : fit.pay === 'short' ? 'chip warn' : 'chip'}>
        {t(`desk.matches.fit.pay.${fit.pay}`, { yuan: yuanText(fit.shortFen) })}
      </span>
      {fit.level !== null && <span className="chip">{t(`desk.matches.fit.level.${fit.level}`)}</span>}
      {of === 'posting' && fit.metres !== null && <span className="chip">{distanceText(t, fit.metres)}</span>}
      <span className={fresh === 'never' ? 'chip warn' : 'chip'}>{t(`desk.matches.fit.${of}.${fresh}`, { count: fit.freshDays })}</span>
    </span>
  );
}
