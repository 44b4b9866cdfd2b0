/** One row of a figure; where it is about a worker, a touch opens them. */
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReportRow } from '../../../../shared/api/desk/reports.ts';
import type { ReportFigure } from '../../../../shared/domain/report.ts';
import { yuanText } from '../../../../shared/domain/wage.ts';
import { Icon } from '../../../components/icon.tsx';
import { clockFace } from '../../../format.ts';
import { numberText, shortDay } from './report-words.ts';

interface RowLineProps {
  readonly row: ReportRow;
  readonly figure: ReportFigure;
  openWorker(id: string): void;
}

export function RowLine({ row, figure, openWorker }: RowLineProps) {
  const { t } = useTranslation();
  const worker = row.kind === 'posting' ? null : row.worker;
  return (
    <li>
      <span className="row-words">
        <Words row={row} figure={figure} />
      </span>
      {worker && worker.name !== null && (
        <Button className="key" onPress={() => openWorker(worker.id)}>
          {worker.name}
          <Icon name="caret-right" />
        </Button>
      )}
      {worker && worker.name === null && <span className="mute">{t('desk.reports.forgotten')}</span>}
    </li>
  );
}

function Words({ row, figure }: Pick<RowLineProps, 'row' | 'figure'>) {
  const { t } = useTranslation();
  switch (row.kind) {
    case 'visit':
      return (
        <>
          <span className="nb">
            {shortDay(t, row.day)} {clockFace(row.atMs)}
          </span>
          <b>{t(`visit.purposes.${row.purpose}`)}</b>
          <span className="mute nb">{t('desk.reports.numberOfDay', { number: row.number })}</span>
        </>
      );
    case 'worker':
      return (
        <>
          <span className="nb">{shortDay(t, row.day)}</span>
          {row.worker.phone !== null && <span className="nb num">{row.worker.phone}</span>}
          {figure !== 'registrations' && (
            <b>{t(`desk.reports.times.${figure === 'hired' ? 'hired' : 'visitors'}`, { count: row.times })}</b>
          )}
        </>
      );
    case 'card':
      return (
        <>
          <span className="nb">{shortDay(t, row.day)}</span>
          <b className="nb num">{row.number}</b>
          <span className={row.state === 'live' ? 'chip go' : 'chip'}>{t(`desk.states.${row.state}`)}</span>
        </>
      );
    case 'posting':
      return (
        <>
          <span className="nb">{shortDay(t, row.day)}</span>
          <b>{row.title}</b>
          <span>{t(`trades.${row.trade}` as never)}</span>
          <span>{row.employer}</span>
          <span className="nb">{t('desk.reports.wanted', { count: row.headcount, taken: row.taken })}</span>
          <span className="chip">{t(`desk.postings.states.${row.state}`)}</span>
        </>
      );
    case 'match':
      return (
        <>
          <span className="nb">{shortDay(t, figure === 'hires' ? (row.agreedDay ?? row.referredDay) : row.referredDay)}</span>
          <b>{row.title ?? t(`trades.${row.trade}` as never)}</b>
          <span>{row.employer}</span>
          {row.pay && (
            <span className="nb pay-line">
              {t(`desk.reports.pay.${row.pay.unit}`, { amount: numberText(Number(yuanText(row.pay.fen))) })}
            </span>
          )}
          <span className="chip">{t(`desk.matches.states.${row.state}`)}</span>
        </>
      );
  }
}
