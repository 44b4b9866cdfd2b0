/** A day in figures: 人次 and 人数 apart, by purpose, by hour. */
import { useTranslation } from 'react-i18next';
import type { VisitDay } from '../../../../shared/api/desk/visits.ts';
import { visitPurposes } from '../../../../shared/domain/visit.ts';
import { Icon } from '../../../components/icon.tsx';

/** The hours that every day shows; an earlier or later visit widens them. */
const usual = { first: 5, last: 21 };

export function DayCounts({ day }: { readonly day: VisitDay }) {
  const { t } = useTranslation();
  const busy = day.byHour.flatMap((count, hour) => (count > 0 ? [hour] : []));
  const first = Math.min(usual.first, ...busy);
  const last = Math.max(usual.last, ...busy);
  const top = Math.max(1, ...day.byHour);
  const hours = day.byHour.slice(first, last + 1).map((count, at) => ({ hour: first + at, count }));
  return (
    <section className="box day-counts">
      <dl className="sums">
        <div>
          <dt>{t('desk.visits.visits')}</dt>
          <dd>
            <b>{day.visits}</b>
            {t('desk.visits.visitsUnit')}
          </dd>
          <dd className="mute">{t('desk.visits.visitsMeans')}</dd>
        </div>
        <div>
          <dt>{t('desk.visits.workers')}</dt>
          <dd>
            <b>{day.workers}</b>
            {t('desk.visits.workersUnit')}
          </dd>
          <dd className="mute">{t('desk.visits.workersMeans')}</dd>
        </div>
      </dl>
      {day.corrected > 0 && <p className="mute">{t('desk.visits.out', { count: day.corrected })}</p>}
      <h3>{t('desk.visits.byPurpose')}</h3>
      <ul className="purposes">
        {visitPurposes.map((purpose) => (
          <li key={purpose}>
            <span>{t(`visit.purposes.${purpose}`)}</span>
            <i style={{ '--part': day.byPurpose[purpose] / Math.max(1, day.visits) } as React.CSSProperties} />
            <b className="num">{day.byPurpose[purpose]}</b>
          </li>
        ))}
      </ul>
      <h3>
        <Icon name="clock" />
        {t('desk.visits.byHour')}
      </h3>
      <ol className="hours">
        {hours.map(({ hour, count }) => (
          <li key={hour} aria-label={t('desk.visits.hourCount', { hour, count })}>
            <b className="num">{count > 0 ? count : ''}</b>
            <i style={{ '--part': count / top } as React.CSSProperties} />
            <span className="num">{(hour - first) % 2 === 0 ? hour : ''}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
