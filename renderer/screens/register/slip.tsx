/** The card as it grows, out of the printer's slot: dashed places for what is missing. */
import { useTranslation } from 'react-i18next';
import { getTrade } from '../../../shared/domain/trade.ts';
import { everyDayMask, groupPhone, maskPhone } from '../../../shared/domain/worker.ts';
import { useStation } from '../../api/station.ts';
import type { Told } from './register-state.ts';

export function Slip({ told }: { readonly told: Told }) {
  const { t } = useTranslation();
  const station = useStation().data;
  const { trades, years, name, phone, wage, mask, today, consent } = told;
  return (
    <div className="out">
      <div className={trades.length > 2 ? 'slip three' : 'slip'} role="group" aria-label={t('register.slip')} aria-live="polite">
        <p className="head">
          <span>{t('register.slip')}</span>
          <span>{station?.name}</span>
        </p>
        <p className="work">
          {trades.length === 0 && <span className="gap">{t('register.steps.trades')}</span>}
          {trades.map(({ code, level }) => (
            <span key={code}>
              {t(`trades.${getTrade(code).code}`)}
              {level !== null && <small>{t(`register.levels.${level}`)}</small>}
            </span>
          ))}
        </p>
        <p className="name">
          {name === '' ? <span className="gap">{t('register.gap.name')}</span> : name}
          {years !== null && <small> {t('register.yearsOnCard', { count: years })}</small>}
        </p>
        <p className="name num">
          {phone.length < 11 ? (
            <span className="gap">{t('register.steps.phone')}</span>
          ) : (
            <span className="nb">{consent.phoneOnCard ? groupPhone(phone) : maskPhone(phone)}</span>
          )}
        </p>
        {phone.length === 11 && name !== '' && (
          <p className="terms-line">
            <span className="nb">{t((mask & everyDayMask) === everyDayMask ? 'register.everyDay' : 'register.someDays')}</span>
            {today && <span className="nb">{t('register.today')}</span>}
            <span className="nb">{wage ? t('register.wageOnCard', { min: wage[0], max: wage[1] }) : t('register.open')}</span>
          </p>
        )}
      </div>
    </div>
  );
}
