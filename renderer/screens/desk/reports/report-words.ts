/** Ranges and figures as the reports say them. */
import type { TFunction } from 'i18next';
import type { ReportRange } from '../../../../shared/api/desk/reports.ts';
import { type FigureWords, figureWords, type ReportFigure } from '../../../../shared/domain/report.ts';
import { addDays, type LocalDate } from '../../../../shared/domain/work-day.ts';
import type { Language } from '../../../i18n/setup.ts';

export const asLanguage = (language: string): Language => (language === 'en' ? 'en' : 'zh');

export const wordsOf = (figure: ReportFigure | 'rate', language: string): FigureWords => figureWords[figure][asLanguage(language)];

export const numberText = (value: number): string => value.toLocaleString('en-US');

export function monthText(t: TFunction, day: LocalDate): string {
  return t(`date.months.${Number(day.slice(5, 7))}`);
}

/** 11月23日 */
export function shortDay(t: TFunction, day: LocalDate): string {
  return t('date.short', { month: monthText(t, day), day: Number(day.slice(8)) });
}

const isWholeMonth = ({ from, to }: ReportRange) =>
  from.endsWith('-01') && addDays(to, 1).endsWith('-01') && from.slice(0, 7) === to.slice(0, 7);

/** 2026年10月; 2026年11月23日; 2026年11月17日–23日 */
export function rangeText(t: TFunction, range: ReportRange): string {
  const { from, to } = range;
  const year = from.slice(0, 4);
  if (isWholeMonth(range)) return t('desk.reports.month', { year, month: monthText(t, from) });
  if (from === to) return t('desk.reports.oneDay', { year, day: shortDay(t, from) });
  const end = to.slice(0, 4) === year ? shortDay(t, to) : t('desk.reports.oneDay', { year: to.slice(0, 4), day: shortDay(t, to) });
  return t('desk.reports.span', { from: t('desk.reports.oneDay', { year, day: shortDay(t, from) }), to: end });
}
