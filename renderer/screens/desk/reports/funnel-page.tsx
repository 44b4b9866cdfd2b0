/** 岗位去向: which work was looked at, asked for and taken, and at which hour. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReportRange } from '../../../../shared/api/desk/reports.ts';
import type { FunnelCounts } from '../../../../shared/domain/report.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { refusedIn } from '../refused-in.ts';
import { Bars } from './bars.tsx';
import { ChartBox } from './chart-box.tsx';
import { numberText, rangeText } from './report-words.ts';

const aPage = 20;
const steps = ['shown', 'touched', 'referred', 'hired'] as const satisfies readonly (keyof FunnelCounts)[];

export function FunnelPage({ range, back }: { readonly range: ReportRange; back(): void }) {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const read = useQuery({
    queryKey: ['desk', 'report.funnel', range, offset],
    queryFn: () => api['report.funnel']({ ...range, offset, limit: aPage }),
    placeholderData: keepPreviousData,
  });
  const funnel = read.data;
  const words = steps.map((step) => t(`desk.reports.steps.${step}`));
  return (
    <>
      <section className="report-head">
        <h2>
          {t('desk.reports.funnel')} · {rangeText(t, range)}
        </h2>
        <div className="report-keys end">
          <Button className="key line" onPress={back}>
            <Icon name="arrow-left" />
            {t('desk.reports.back')}
          </Button>
        </div>
        <p className="mute">{t('desk.reports.funnelSub')}</p>
      </section>
      {read.isError && (
        <p className="toast bad" role="alert">
          {refusedIn(t, 'reports', read.error)}
        </p>
      )}
      {!funnel && !read.isError && <Waiting error={false} retry={() => void read.refetch()} />}
      {funnel && (
        <>
          <ol className="funnel-steps">
            {steps.map((step, at) => {
              const before = at === 0 ? null : funnel.total[steps[at - 1] ?? step];
              return (
                <li key={step} className="box">
                  <span>{words[at]}</span>
                  <b>{numberText(funnel.total[step])}</b>
                  <small>{before ? t('desk.reports.ofBefore', { share: ((funnel.total[step] / before) * 100).toFixed(1) }) : ''}</small>
                </li>
              );
            })}
          </ol>
          <ChartBox
            title={t('desk.reports.touchedByHour')}
            heads={[t('desk.reports.hour'), ...words]}
            rows={funnel.byHour.map((counts, hour) => ({
              key: String(hour),
              cells: [t('desk.reports.hourOf', { hour }), ...steps.map((step) => numberText(counts[step]))],
              open: null,
            }))}
          >
            <Bars
              label={t('desk.reports.touchedByHour')}
              bars={funnel.byHour.map(({ touched }, hour) => ({
                key: String(hour),
                value: touched,
                word: hour % 3 === 0 ? String(hour) : '',
              }))}
            />
          </ChartBox>
          <section className="box">
            <h2>{t('desk.reports.eachPosting')}</h2>
            {funnel.postings.length === 0 && <p className="mute">{t('desk.reports.nothing')}</p>}
            <table className="report-table">
              <thead>
                <tr>
                  <th scope="col">{t('desk.reports.posting')}</th>
                  {words.map((word) => (
                    <th key={word} scope="col">
                      {word}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {funnel.postings.map((posting) => (
                  <tr key={posting.postingId}>
                    <th scope="row">
                      <b>{posting.title}</b> <span className="mute">{posting.employer}</span>
                    </th>
                    {steps.map((step) => (
                      <td key={step}>{numberText(posting[step])}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {funnel.count > aPage && (
            <div className="report-keys turn">
              <Button className="key" isDisabled={offset === 0} onPress={() => setOffset(offset - aPage)}>
                <Icon name="caret-left" />
                {t('desk.reports.before')}
              </Button>
              <span className="nb">{t('desk.reports.page', { page: offset / aPage + 1 })}</span>
              <Button className="key" isDisabled={offset + aPage >= funnel.count} onPress={() => setOffset(offset + aPage)}>
                {t('desk.reports.after')}
                <Icon name="caret-right" />
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}
