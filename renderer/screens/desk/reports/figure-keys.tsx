/** The figures, each with its definition; a touch opens the rows that it counts. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { hireRate, type ReportFigure, type ReportFigures, reportFigures } from '../../../../shared/domain/report.ts';
import { numberText, wordsOf } from './report-words.ts';

const hired: readonly ReportFigure[] = ['hires', 'hired'];

/** 60.6 */
function shareText(rate: number | null): string {
  return rate === null ? '—' : (rate * 100).toFixed(1);
}

export function FigureKeys({ figures, open }: { readonly figures: ReportFigures; open(figure: ReportFigure): void }) {
  const { t, i18n } = useTranslation();
  const rate = wordsOf('rate', i18n.language);
  return (
    <ul className="report-figures">
      {reportFigures.map((figure) => {
        const { name, unit, definition } = wordsOf(figure, i18n.language);
        return (
          <li key={figure}>
            <Button className={hired.includes(figure) ? 'figure-key high' : 'figure-key'} onPress={() => open(figure)}>
              <span>{name}</span>
              <span className="value">
                <b>{numberText(figures[figure])}</b> {unit}
              </span>
              <small>{definition}</small>
            </Button>
          </li>
        );
      })}
      <li>
        <div className="figure-key high still">
          <span>{rate.name}</span>
          <span className="value">
            <b>{shareText(hireRate(figures))}</b> {rate.unit}
          </span>
          <small>
            {figures.referrals > 0 && (
              <>
                {t('desk.reports.rateOf', { hires: numberText(figures.hires), referrals: numberText(figures.referrals) })}
                <br />
              </>
            )}
            {rate.definition}
          </small>
        </div>
      </li>
    </ul>
  );
}
