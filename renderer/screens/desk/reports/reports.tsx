/** 报表: the figures of a range of days, their parts in pictures, the rows behind each, and what is taken along. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReportFile, ReportRange } from '../../../../shared/api/desk/reports.ts';
import { spanOf } from '../../../../shared/domain/report.ts';
import { type LocalDate, workDayOf } from '../../../../shared/domain/work-day.ts';
import { api, useStation } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import type { Said } from '../desk-printing.ts';
import { refusedIn } from '../refused-in.ts';
import { DayChart, HourChart, type OpenRows, PurposeChart, WorkChart } from './charts.tsx';
import { FigureKeys } from './figure-keys.tsx';
import { FunnelPage } from './funnel-page.tsx';
import { PrintKey } from './print-key.tsx';
import { RangeKeys } from './range-keys.tsx';
import { rangeText } from './report-words.ts';
import { type Opened, RowsPage } from './rows-page.tsx';
import { TakeAlong } from './take-along.tsx';
import './reports.css';

type View =
  | { readonly at: 'figures' }
  | { readonly at: 'funnel' }
  | { readonly at: 'rows'; readonly opened: Opened }
  | { readonly at: 'take'; readonly kind: ReportFile['kind']; readonly opened: Opened; readonly from: 'figures' | 'rows' };

export function Reports({ open }: { open(workerId: string): void }) {
  const nowMs = useNowMs();
  return nowMs === null ? <Waiting error={false} retry={() => undefined} /> : <Report today={workDayOf(nowMs)} openWorker={open} />;
}

function Report({ today, openWorker }: { readonly today: LocalDate; openWorker(id: string): void }) {
  const [range, setRange] = useState<ReportRange>(() => spanOf('month', today));
  const [view, setView] = useState<View>({ at: 'figures' });
  const toFigures = () => setView({ at: 'figures' });
  const opened: Opened = { ...range, figure: 'visits', filter: {} };
  const openRows: OpenRows = (figure, filter = {}, day) =>
    setView({ at: 'rows', opened: { ...(day ? { from: day, to: day } : range), figure, filter } });
  return (
    <div className="report">
      {view.at === 'figures' && (
        <Figures
          range={range}
          today={today}
          choose={setRange}
          open={openRows}
          funnel={() => setView({ at: 'funnel' })}
          take={(kind) => setView({ at: 'take', kind, opened, from: 'figures' })}
        />
      )}
      {view.at === 'funnel' && <FunnelPage range={range} back={toFigures} />}
      {view.at === 'rows' && (
        <RowsPage
          opened={view.opened}
          back={toFigures}
          take={() => setView({ at: 'take', kind: 'csv', opened: view.opened, from: 'rows' })}
          openWorker={openWorker}
        />
      )}
      {view.at === 'take' && (
        <TakeAlong
          kind={view.kind}
          opened={view.opened}
          back={view.from === 'rows' ? () => setView({ at: 'rows', opened: view.opened }) : toFigures}
        />
      )}
    </div>
  );
}

interface FiguresProps {
  readonly range: ReportRange;
  readonly today: LocalDate;
  choose(range: ReportRange): void;
  readonly open: OpenRows;
  funnel(): void;
  take(kind: ReportFile['kind']): void;
}

function Figures({ range, today, choose, open, funnel, take }: FiguresProps) {
  const { t } = useTranslation();
  const demo = useStation().data?.demo ?? false;
  const [said, setSaid] = useState<Said | null>(null);
  const read = useQuery({
    queryKey: ['desk', 'report.read', range],
    queryFn: () => api['report.read'](range),
    placeholderData: keepPreviousData,
  });
  const report = read.data;
  return (
    <>
      <section className="report-head">
        <h2>{rangeText(t, range)}</h2>
        {demo && <span className="chip demo">{t('post.demo')}</span>}
        <RangeKeys range={range} today={today} choose={choose} />
        <div className="report-keys end">
          <Button className="key" onPress={funnel}>
            <Icon name="funnel" />
            {t('desk.reports.funnel')}
          </Button>
          <Button className="key" onPress={() => take('csv')}>
            <Icon name="export" />
            CSV
          </Button>
          <Button className="key" onPress={() => take('xlsx')}>
            <Icon name="export" />
            Excel
          </Button>
          {report && <PrintKey report={report} say={setSaid} />}
        </div>
      </section>
      {said && (
        <p className={`toast ${said.tone}`} role="status">
          {said.text}
        </p>
      )}
      {read.isError && (
        <p className="toast bad" role="alert">
          {refusedIn(t, 'reports', read.error)}
        </p>
      )}
      {!report && !read.isError && <Waiting error={false} retry={() => void read.refetch()} />}
      {report && (
        <div className="report-body" aria-busy={read.isFetching}>
          <FigureKeys figures={report.figures} open={(figure) => open(figure)} />
          <div className="report-charts">
            <DayChart report={report} open={open} />
            <WorkChart
              title={t('desk.reports.byTrade')}
              head={t('desk.reports.trade')}
              open={open}
              parts={report.byTrade.map(({ trade, ...counts }) => ({
                ...{ key: String(trade), name: t(`trades.${trade}` as never) as string, filter: { trade }, ...counts },
              }))}
            />
            <HourChart report={report} open={open} />
            <WorkChart
              title={t('desk.reports.byEmployer')}
              head={t('desk.reports.employer')}
              open={open}
              parts={report.byEmployer.map(({ employer, ...counts }) => ({
                ...{
                  key: employer ?? 'rest of all',
                  name: employer ?? t('desk.reports.others'),
                  filter: employer === null ? null : { employer },
                },
                ...counts,
              }))}
            />
            <PurposeChart report={report} open={open} />
          </div>
          <p className="mute">{t('desk.reports.apart')}</p>
        </div>
      )}
    </>
  );
}
