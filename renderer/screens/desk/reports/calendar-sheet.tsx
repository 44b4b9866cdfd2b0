/** Two days by touch: the first touch is the first day, the second the last; months are turned by keys. */
import { useState } from 'react';
import { Button, Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReportRange } from '../../../../shared/api/desk/reports.ts';
import { mostReportDays, rangeFault } from '../../../../shared/domain/report.ts';
import { addDays, type LocalDate } from '../../../../shared/domain/work-day.ts';
import { Icon } from '../../../components/icon.tsx';
import { monthText, rangeText, shortDay } from './report-words.ts';

interface CalendarSheetProps {
  readonly range: ReportRange;
  readonly today: LocalDate;
  leave(): void;
  choose(range: ReportRange): void;
}

const firstOf = (day: LocalDate) => `${day.slice(0, 8)}01` as LocalDate;
const nextMonth = (first: LocalDate) => firstOf(addDays(first, 32));
const weekdayOf = (day: LocalDate) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

export function CalendarSheet({ range, today, leave, choose }: CalendarSheetProps) {
  const { t } = useTranslation();
  const [month, setMonth] = useState(firstOf(range.to < today ? range.to : today));
  const [first, setFirst] = useState<LocalDate | null>(null);
  const [chosen, setChosen] = useState<ReportRange>(range);
  const days: LocalDate[] = [];
  for (let day = month; day < nextMonth(month); day = addDays(day, 1)) days.push(day);
  const touch = (day: LocalDate) => {
    if (first === null) {
      setFirst(day);
      setChosen({ from: day, to: day });
    } else {
      setFirst(null);
      setChosen(first <= day ? { from: first, to: day } : { from: day, to: first });
    }
  };
  const tooLong = rangeFault(chosen.from, chosen.to, mostReportDays) !== null;
  const year = month.slice(0, 4);
  return (
    <ModalOverlay className="veil desk" isOpen onOpenChange={leave} isDismissable>
      <Modal>
        <Dialog className="sheet calendar" aria-label={t('desk.reports.spans.days')}>
          <div className="calendar-head">
            <h2>{t('desk.reports.month', { year, month: monthText(t, month) })}</h2>
            <Button className="key" aria-label={t('desk.reports.yearBefore')} onPress={() => setMonth(firstOf(addDays(month, -365)))}>
              <Icon name="caret-left" />
              {t('desk.reports.year')}
            </Button>
            <Button className="key" aria-label={t('desk.reports.monthBefore')} onPress={() => setMonth(firstOf(addDays(month, -1)))}>
              <Icon name="caret-left" />
              {t('desk.reports.monthKey')}
            </Button>
            <Button
              className="key"
              isDisabled={nextMonth(month) > today}
              aria-label={t('desk.reports.monthAfter')}
              onPress={() => setMonth(nextMonth(month))}
            >
              {t('desk.reports.monthKey')}
              <Icon name="caret-right" />
            </Button>
          </div>
          <div className="calendar-days">
            {[1, 2, 3, 4, 5, 6, 0].map((weekday) => (
              <span key={weekday} aria-hidden="true">
                {t(`date.weekdays.${weekday}`)}
              </span>
            ))}
            {days.map((day, at) => {
              const on = day >= chosen.from && day <= chosen.to;
              return (
                <Button
                  key={day}
                  className={on ? 'key on' : 'key'}
                  style={at === 0 ? { gridColumnStart: weekdayOf(day) + 1 } : {}}
                  isDisabled={day > today}
                  aria-pressed={on}
                  aria-label={shortDay(t, day)}
                  onPress={() => touch(day)}
                >
                  {Number(day.slice(8))}
                </Button>
              );
            })}
          </div>
          <p className={tooLong ? 'toast bad' : 'mute'} role="status">
            {tooLong
              ? t('desk.reports.refused.range_too_long')
              : first === null
                ? rangeText(t, chosen)
                : t('desk.reports.lastDay', { day: shortDay(t, first) })}
          </p>
          <div className="calendar-foot">
            <Button className="key main" isDisabled={tooLong} onPress={() => choose(chosen)}>
              <Icon name="check" />
              {t('desk.reports.useDays')}
            </Button>
            <Button className="key line" onPress={leave}>
              {t('common.back')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
