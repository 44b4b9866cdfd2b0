/** 打印: the sheet on the station's A4 printer; from a browser elsewhere by that browser; else what is missing is said. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../../shared/domain/report.ts';
import { reportFigures } from '../../../../shared/domain/report.ts';
import { workDayOf } from '../../../../shared/domain/work-day.ts';
import { api, useStation } from '../../../api/station.ts';
import { pictureOf } from '../../../card/card-picture.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { type Said, useDeskPrinting } from '../desk-printing.ts';
import { elsewhere } from '../elsewhere.ts';
import { refusedIn } from '../refused-in.ts';
import { drawMonthSheet, rateText, type SheetWords } from './month-sheet.ts';
import { numberText, rangeText, wordsOf } from './report-words.ts';

export function PrintKey({ report, say }: { readonly report: Report; say(said: Said): void }) {
  const { t, i18n } = useTranslation();
  const nowMs = useNowMs();
  const station = useStation().data;
  const printing = useDeskPrinting();
  // One touch is one sheet, however long the printer takes.
  const [jobId, setJobId] = useState(() => crypto.randomUUID());
  const words = (): SheetWords => ({
    station: station?.name ?? '',
    title: t(station?.demo ? 'desk.reports.sheet.demo' : 'desk.reports.sheet.title', { range: rangeText(t, report) }),
    figures: [
      ...reportFigures.map((figure) => {
        const { name, unit, definition } = wordsOf(figure, i18n.language);
        return [name, `${numberText(report.figures[figure])} ${unit}`, definition] as const;
      }),
      [wordsOf('rate', i18n.language).name, rateText(report), wordsOf('rate', i18n.language).definition],
    ],
    byDay: t('desk.reports.byDay'),
    byTrade: t('desk.reports.byTrade'),
    trades: report.byTrade
      .filter(({ hires, referrals }) => hires + referrals > 0)
      .map(({ trade, hires, referrals }) => [t(`trades.${trade}` as never) as string, hires, referrals]),
    apart: t('desk.reports.sheet.apart'),
    made: t('desk.reports.sheet.made', { day: nowMs === null ? '' : workDayOf(nowMs) }),
    sign: t('desk.reports.sheet.sign'),
  });
  const print = useMutation({
    mutationFn: async () => {
      const picture = pictureOf(await drawMonthSheet(report, words()));
      return api['report.print']({ jobId, from: report.from, to: report.to, picture });
    },
    onSuccess: (outcome) => say(printing.said(outcome)),
    onError: (error) => say({ tone: 'bad', text: refusedIn(t, 'reports', error) }),
    onSettled: () => setJobId(crypto.randomUUID()),
  });
  const press = () => {
    if (printing.sheet === 'a4') print.mutate();
    else if (elsewhere) globalThis.print();
    else say({ tone: 'wait', text: t('desk.reports.noPaper') });
  };
  return (
    <Button className={print.isPending ? 'key busy' : 'key'} isDisabled={print.isPending} onPress={press}>
      <Icon name={print.isPending ? 'circle-notch' : 'printer'} />
      {t('desk.reports.print')}
    </Button>
  );
}
