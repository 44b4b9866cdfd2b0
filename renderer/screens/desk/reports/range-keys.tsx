/** Which days: today, this week, this month, the last, or two days chosen on a calendar. */
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReportRange } from '../../../../shared/api/desk/reports.ts';
import { reportSpans, spanOf } from '../../../../shared/domain/report.ts';
import type { LocalDate } from '../../../../shared/domain/work-day.ts';
import { Icon } from '../../../components/icon.tsx';
import { CalendarSheet } from './calendar-sheet.tsx';
import { monthText } from './report-words.ts';

interface RangeKeysProps {
  readonly range: ReportRange;
  readonly today: LocalDate;
  choose(range: ReportRange): void;
}

const same = (a: ReportRange, b: ReportRange) => a.from === b.from && a.to === b.to;

export function RangeKeys({ range, today, choose }: RangeKeysProps) {
  const { t } = useTranslation();
  const [choosing, setChoosing] = useState(false);
  const spans = reportSpans.map((span) => ({ span, days: spanOf(span, today) }));
  // On the first of a month or a Monday two spans are the same days: only the first of them is marked.
  const marked = spans.find(({ days }) => same(days, range))?.span;
  return (
    <div className="report-keys">
      {spans.map(({ span, days }) => (
        <Button key={span} className={span === marked ? 'key on' : 'key'} aria-pressed={span === marked} onPress={() => choose(days)}>
          {span === marked && <Icon name="check" />}
          {span === 'month' || span === 'lastMonth' ? monthText(t, days.from) : t(`desk.reports.spans.${span}`)}
        </Button>
      ))}
      <Button className={marked ? 'key' : 'key on'} aria-pressed={!marked} onPress={() => setChoosing(true)}>
        <Icon name={marked ? 'calendar-dots' : 'check'} />
        {t('desk.reports.spans.days')}
      </Button>
      {choosing && (
        <CalendarSheet
          range={range}
          today={today}
          leave={() => setChoosing(false)}
          choose={(days) => {
            setChoosing(false);
            choose(days);
          }}
        />
      )}
    </div>
  );
}
