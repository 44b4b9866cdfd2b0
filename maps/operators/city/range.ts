/** Which days and which part of the city are looked at: it stands in the address, so that going back goes back. */
import { useSearch } from 'wouter';
import { mostCityDays } from '../../../shared/domain/city-figures.ts';
import { localDateSchema } from '../../../shared/domain/local-date.ts';
import { type RangeFault, rangeFault, reportSpans, spanOf, withoutFuture } from '../../../shared/domain/report.ts';
import { type LocalDate, workDayOf } from '../../../shared/domain/work-day.ts';

export const citySpans = [...reportSpans, 'own'] as const;
export type CitySpan = (typeof citySpans)[number];

export interface CityAsked {
  readonly span: CitySpan;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Province, city, district; empty: all. */
  readonly path: readonly string[];
  /** Of one station. */
  readonly number: number | null;
}

const placeNames = ['province', 'city', 'district'] as const;

/** What cannot be read is passed over: today, everywhere. */
export function readAsked(search: string, today: LocalDate): CityAsked {
  const said = new URLSearchParams(search);
  const span = citySpans.find((one) => one === said.get('span')) ?? 'day';
  const [from, to] = [localDateSchema.safeParse(said.get('from')), localDateSchema.safeParse(said.get('to'))];
  const own = span === 'own' && from.success && to.success && ownFault(from.data, to.data) === null;
  const days = own ? { from: from.data, to: to.data } : spanOf(span === 'own' ? 'day' : span, today);
  const words = placeNames.map((name) => (said.get(name) ?? '').slice(0, 20));
  const end = words.indexOf('');
  const number = /^[1-9]\d{0,5}$/.test(said.get('number') ?? '') ? Number(said.get('number')) : null;
  return {
    span: own || span !== 'own' ? span : 'day',
    ...withoutFuture(days.from, days.to, today),
    path: end < 0 ? words : words.slice(0, end),
    number,
  };
}

export const ownFault = (from: LocalDate, to: LocalDate): RangeFault | null => rangeFault(from, to, mostCityDays);

export interface AskedChange {
  readonly span?: CitySpan;
  readonly from?: string;
  readonly to?: string;
  readonly path?: readonly string[];
  readonly number?: number | null;
}

const place = (path: readonly string[]) => path.map((word, at) => [placeNames[at] ?? 'district', word]);

/** What of the range and the place stands in the address. */
export function searchOf(asked: CityAsked, change: AskedChange = {}): string {
  const { span, from, to, path, number } = { ...asked, ...change };
  return new URLSearchParams([
    ['span', span],
    ...(span === 'own'
      ? [
          ['from', from],
          ['to', to],
        ]
      : []),
    ...place(path),
    ...(number === null ? [] : [['number', String(number)]]),
  ]).toString();
}

/** What the hub is asked: days, never a word for them. */
export function queryOf({ from, to, path }: Pick<CityAsked, 'from' | 'to' | 'path'>): string {
  return new URLSearchParams([['from', from], ['to', to], ...place(path)]).toString();
}

export function useAsked(): CityAsked {
  return readAsked(useSearch(), workDayOf(Date.now()));
}
