/** The rows that a figure counts, a page at a time. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReportFilter, ReportRange, RowPlace } from '../../../../shared/api/desk/reports.ts';
import type { ReportFigure } from '../../../../shared/domain/report.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { refusedIn } from '../refused-in.ts';
import { rangeText, wordsOf } from './report-words.ts';
import { RowLine } from './row-line.tsx';

const aPage = 20;

export interface Opened extends ReportRange {
  readonly figure: ReportFigure;
  readonly filter: ReportFilter;
}

interface RowsPageProps {
  readonly opened: Opened;
  back(): void;
  take(): void;
  openWorker(id: string): void;
}

export function RowsPage({ opened, back, take, openWorker }: RowsPageProps) {
  const { t, i18n } = useTranslation();
  const { figure, filter, from, to } = opened;
  // Where each page that was turned began: the way back.
  const [places, setPlaces] = useState<readonly (RowPlace | null)[]>([null]);
  const after = places.at(-1) ?? null;
  const read = useQuery({
    queryKey: ['desk', 'report.rows', opened, after],
    queryFn: () => api['report.rows']({ figure, filter, from, to, after, limit: aPage }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const { name, definition } = wordsOf(figure, i18n.language);
  const part = [
    filter.trade === undefined ? [] : [t(`trades.${filter.trade}` as never)],
    filter.employer === undefined ? [] : [filter.employer],
    filter.purpose === undefined ? [] : [t(`visit.purposes.${filter.purpose}`)],
    filter.hour === undefined ? [] : [t('desk.reports.hourOf', { hour: filter.hour })],
  ].flat();
  const next = read.data?.next ?? null;
  return (
    <>
      <section className="report-head">
        <h2>{[name, ...part, rangeText(t, opened)].join(' · ')}</h2>
        <div className="report-keys end">
          <Button className="key" onPress={take}>
            <Icon name="export" />
            CSV
          </Button>
          <Button className="key line" onPress={back}>
            <Icon name="arrow-left" />
            {t('desk.reports.back')}
          </Button>
        </div>
        <p className="mute">{definition}</p>
      </section>
      {read.isError && (
        <p className="toast bad" role="alert">
          {refusedIn(t, 'reports', read.error)}
        </p>
      )}
      {!read.data && !read.isError && <Waiting error={false} retry={() => void read.refetch()} />}
      {read.data && (
        <section className="box">
          {read.data.rows.length === 0 && <p className="mute">{t('desk.reports.nothing')}</p>}
          <ul className="report-rows">
            {read.data.rows.map((row) => (
              <RowLine key={row.id} row={row} figure={figure} openWorker={openWorker} />
            ))}
          </ul>
        </section>
      )}
      {(places.length > 1 || next !== null) && (
        <div className="report-keys turn">
          <Button className="key" isDisabled={places.length === 1} onPress={() => setPlaces(places.slice(0, -1))}>
            <Icon name="caret-left" />
            {t('desk.reports.before')}
          </Button>
          <span className="nb">{t('desk.reports.page', { page: places.length })}</span>
          <Button className="key" isDisabled={next === null || read.isFetching} onPress={() => setPlaces([...places, next])}>
            {t('desk.reports.after')}
            <Icon name="caret-right" />
          </Button>
        </div>
      )}
    </>
  );
}
