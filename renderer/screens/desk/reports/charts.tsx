/** The report in pictures: visits by day and hour and purpose, hires beside referrals by trade and employer. */
import { useTranslation } from 'react-i18next';
import type { ReportFilter } from '../../../../shared/api/desk/reports.ts';
import type { Report, ReportFigure, WorkCounts } from '../../../../shared/domain/report.ts';
import { visitPurposes } from '../../../../shared/domain/visit.ts';
import type { LocalDate } from '../../../../shared/domain/work-day.ts';
import { Bars } from './bars.tsx';
import { ChartBox, type TableRow } from './chart-box.tsx';
import { numberText, shortDay, wordsOf } from './report-words.ts';

export type OpenRows = (figure: ReportFigure, filter?: ReportFilter, day?: LocalDate) => void;
interface ChartProps {
  readonly report: Report;
  readonly open: OpenRows;
}

/** Days are bars of their own up to so many; beyond, their months are. */
const mostDayBars = 62;
const shownRows = 8;

export function DayChart({ report: { byDay }, open }: ChartProps) {
  const { t, i18n } = useTranslation();
  const monthly = byDay.length > mostDayBars;
  const months = new Map<string, { day: LocalDate; visits: number }>();
  for (const { day, visits } of byDay) {
    const known = months.get(day.slice(0, 7)) ?? { day, visits: 0 };
    months.set(day.slice(0, 7), { ...known, visits: known.visits + visits });
  }
  const parts = monthly ? [...months.values()] : byDay;
  const every = Math.ceil(parts.length / (monthly ? 8 : 7));
  const oneMonth = parts[0]?.day.slice(0, 7) === parts.at(-1)?.day.slice(0, 7);
  const word = (day: LocalDate) =>
    monthly ? `${day.slice(2, 4)}-${day.slice(5, 7)}` : oneMonth ? t('desk.reports.dayOnly', { day: Number(day.slice(8)) }) : day.slice(5);
  const most = parts.reduce((best, one) => (one.visits > best.visits ? one : best), parts[0] ?? { day: '' as LocalDate, visits: 0 });
  const least = parts.reduce((best, one) => (one.visits < best.visits ? one : best), most);
  const title = t(monthly ? 'desk.reports.byMonth' : 'desk.reports.byDay');
  const note = t('desk.reports.mostLeast', { most: word(most.day), top: most.visits, least: word(least.day), bottom: least.visits });
  const figures = ['visits', 'visitors', 'registrations', 'referrals', 'hires'] as const;
  return (
    <ChartBox
      title={title}
      note={parts.length > 1 ? note : ''}
      heads={[t('desk.reports.day'), ...figures.map((figure) => wordsOf(figure, i18n.language).name)]}
      rows={byDay.map(
        (one): TableRow => ({
          key: one.day,
          cells: [shortDay(t, one.day), ...figures.map((figure) => numberText(one[figure]))],
          open: () => open('visits', {}, one.day),
        }),
      )}
    >
      <Bars
        label={`${title}. ${note}`}
        bars={parts.map(({ day, visits }, at) => ({ key: day, value: visits, word: at % every === 0 ? word(day) : '' }))}
      />
    </ChartBox>
  );
}

export function HourChart({ report: { byHour }, open }: ChartProps) {
  const { t, i18n } = useTranslation();
  const title = t('desk.reports.byHour');
  const busiest = byHour.indexOf(Math.max(...byHour));
  return (
    <ChartBox
      title={title}
      note={t('desk.reports.busiest', { hour: busiest, count: byHour[busiest] ?? 0 })}
      heads={[t('desk.reports.hour'), wordsOf('visits', i18n.language).name]}
      rows={byHour.map((count, hour) => ({
        key: String(hour),
        cells: [t('desk.reports.hourOf', { hour }), numberText(count)],
        open: count > 0 ? () => open('visits', { hour }) : null,
      }))}
    >
      <Bars
        label={`${title}. ${t('desk.reports.busiest', { hour: busiest, count: byHour[busiest] ?? 0 })}`}
        bars={byHour.map((value, hour) => ({ key: String(hour), value, word: hour % 3 === 0 ? String(hour) : '' }))}
      />
    </ChartBox>
  );
}

export function PurposeChart({ report: { byPurpose, figures }, open }: ChartProps) {
  const { t, i18n } = useTranslation();
  return (
    <ChartBox
      title={t('desk.reports.byPurpose')}
      heads={[t('desk.reports.purpose'), wordsOf('visits', i18n.language).name]}
      rows={visitPurposes.map((purpose) => ({
        key: purpose,
        cells: [t(`visit.purposes.${purpose}`), numberText(byPurpose[purpose])],
        open: byPurpose[purpose] > 0 ? () => open('visits', { purpose }) : null,
      }))}
    >
      <ul className="shares">
        {visitPurposes.map((purpose) => (
          <li key={purpose}>
            <span>{t(`visit.purposes.${purpose}`)}</span>
            <i style={{ width: `${(byPurpose[purpose] / Math.max(1, ...Object.values(byPurpose))) * 100}%` }} className="d" />
            <b>{numberText(byPurpose[purpose])}</b>
          </li>
        ))}
      </ul>
      <p className="mute">{t('desk.reports.purposeSum', { count: numberText(figures.visits) })}</p>
    </ChartBox>
  );
}

interface Part extends WorkCounts {
  readonly key: string;
  readonly name: string;
  readonly filter: ReportFilter | null;
}

/** The largest parts, and what is left over together. */
function largest(parts: readonly Part[], rest: (count: number) => string): Part[] {
  if (parts.length <= shownRows) return [...parts];
  const left = parts.slice(shownRows - 1);
  const sum = (what: keyof WorkCounts) => left.reduce((total, one) => total + one[what], 0);
  const counts = { postings: sum('postings'), demand: sum('demand'), referrals: sum('referrals'), hires: sum('hires') };
  return [...parts.slice(0, shownRows - 1), { key: 'rest', name: rest(left.length), filter: null, ...counts }];
}

export function WorkChart({
  title,
  head,
  parts,
  open,
}: {
  readonly title: string;
  readonly head: string;
  readonly parts: readonly Part[];
  readonly open: OpenRows;
}) {
  const { t, i18n } = useTranslation();
  const figures = ['postings', 'demand', 'referrals', 'hires'] as const;
  const shown = largest(parts, (count) => t('desk.reports.rest', { count }));
  const top = Math.max(1, ...shown.map(({ referrals, hires }) => Math.max(referrals, hires)));
  return (
    <ChartBox
      title={title}
      note={
        <span className="legend">
          <i className="m" />
          {t('desk.reports.hires')}
          <i className="r" />
          {t('desk.reports.referrals')}
        </span>
      }
      heads={[head, ...figures.map((figure) => wordsOf(figure, i18n.language).name)]}
      rows={parts.map(({ key, name, filter, ...counts }) => ({
        key,
        cells: [name, ...figures.map((figure) => numberText(counts[figure]))],
        open: filter && (() => open(counts.hires > 0 ? 'hires' : counts.referrals > 0 ? 'referrals' : 'postings', filter)),
      }))}
    >
      {parts.length === 0 && <p className="mute">{t('desk.reports.nothing')}</p>}
      <ul className="shares">
        {shown.map(({ key, name, referrals, hires }) => (
          <li key={key}>
            <span>{name}</span>
            <i className="r" style={{ width: `${(Math.max(referrals, hires) / top) * 100}%` }}>
              <i className="m" style={{ width: `${(hires / Math.max(1, referrals, hires)) * 100}%` }} />
            </i>
            <span className="nb">
              <b>{numberText(hires)}</b> / {numberText(referrals)}
            </span>
          </li>
        ))}
      </ul>
    </ChartBox>
  );
}
