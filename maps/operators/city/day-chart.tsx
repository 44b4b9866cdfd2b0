/** Visits day by day as bars; the days before a short range stand beside it in grey. The key turns it into a table. */
import { useState } from 'react';
import { Link } from 'wouter';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { type CityAsked, searchOf } from './range.ts';
import type { CityView } from './shapes.ts';
import { numberText, useFigureWords } from './words.ts';

const plot = { left: 50, right: 480, top: 26, bottom: 164 };
/** Days are bars of their own up to so many; beyond, their months are. */
const mostDayBars = 62;

/** Round steps that cut the highest value in two to five. */
export function stepOf(top: number): number {
  const rough = Math.max(1, top / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough) ?? rough;
}

interface Bar {
  readonly key: string;
  readonly word: string;
  readonly value: number;
  readonly inRange: boolean;
}

/** A bar for each day, or for each month of a long range. */
export function barsOf({ byDay, before }: Pick<CityView, 'byDay' | 'before'>): readonly Bar[] {
  if (byDay.length <= mostDayBars) {
    const bar = (inRange: boolean) => (one: CityView['byDay'][number]) => ({
      ...{ key: one.day, value: one.figures.visits, inRange },
      word: `${Number(one.day.slice(5, 7))}/${Number(one.day.slice(8))}`,
    });
    return [...before.map(bar(false)), ...byDay.map(bar(true))];
  }
  const months = new Map<string, number>();
  for (const { day, figures } of byDay) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + figures.visits);
  return [...months].map(([key, value]) => ({ key, value, inRange: true, word: key.slice(2).replace('-', '/') }));
}

export function DayChart({ view, asked }: { readonly view: CityView; readonly asked: CityAsked }) {
  const say = useWords();
  const [table, setTable] = useState(false);
  const monthly = view.byDay.length > mostDayBars;
  const title = say(monthly ? 'city.byMonth' : 'city.byDay');
  return (
    <>
      <h2>
        {title}
        {view.before.length > 0 && !table && (
          <span className="legend">
            <i className="now" />
            {say('city.inRange')}
            <i />
            {say('city.before')}
          </span>
        )}
        <Key small label={`${title}：${say(table ? 'city.asChart' : 'city.asTable')}`} onPress={() => setTable(!table)}>
          <Icon name={table ? 'chart-bar' : 'table'} />
          {say(table ? 'city.asChart' : 'city.asTable')}
        </Key>
      </h2>
      {table ? <DayTable view={view} asked={asked} /> : <Bars bars={barsOf(view)} title={title} />}
    </>
  );
}

function Bars({ bars, title }: { readonly bars: readonly Bar[]; readonly title: string }) {
  const say = useWords();
  const top = Math.max(1, ...bars.map(({ value }) => value));
  const step = stepOf(top);
  const wide = (plot.right - plot.left) / Math.max(1, bars.length);
  const yOf = (value: number) => plot.bottom - (value / top) * (plot.bottom - plot.top);
  const lines = Array.from({ length: Math.floor(top / step) }, (_, at) => (at + 1) * step);
  const highest = bars.reduce((best, one, at) => (one.value > (bars[best]?.value ?? 0) ? at : best), 0);
  const every = Math.ceil(bars.length / 8);
  const most = bars[highest];
  const label = `${title}。${say('city.most', { day: most?.word ?? '', count: numberText(most?.value ?? 0) })}`;
  return (
    <svg className="bars" viewBox="0 0 498 190" role="img" aria-label={label}>
      {[0, ...lines].map((value) => (
        <g key={value}>
          <path d={`M${plot.left} ${yOf(value)}H${plot.right}`} />
          <text x={plot.left - 7} y={yOf(value) + 4.5} textAnchor="end">
            {numberText(value)}
          </text>
        </g>
      ))}
      {bars.map(({ key, word, value, inRange }, at) => {
        const x = plot.left + at * wide;
        return (
          <g key={key}>
            <rect
              className={inRange ? 'now' : ''}
              x={x + wide * 0.12}
              y={yOf(value)}
              width={wide * 0.76}
              height={plot.bottom - yOf(value)}
              rx={Math.min(2, wide * 0.2)}
            />
            {at === highest && value > 0 && (
              <text className="most" x={Math.min(plot.right - 16, x + wide / 2)} y={yOf(value) - 6} textAnchor="middle">
                {numberText(value)}
              </text>
            )}
            {(bars.length - 1 - at) % every === 0 && (
              <text x={x + wide / 2} y={plot.bottom + 19} textAnchor="middle">
                {word}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

const shown = ['visits', 'visitors', 'referrals', 'matches'] as const;

function DayTable({ view, asked }: { readonly view: CityView; readonly asked: CityAsked }) {
  const say = useWords();
  const wordsOf = useFigureWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <section className="scroll tall" aria-label={say('city.byDay')} tabIndex={0}>
      <table className="list tight">
        <thead>
          <tr>
            <th scope="col">{say('city.day')}</th>
            {shown.map((figure) => (
              <th key={figure} scope="col" className="r">
                {wordsOf(figure).name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...view.byDay].reverse().map(({ day, figures }) => (
            <tr key={day}>
              <th scope="row" className="nb">
                {day}
              </th>
              {shown.map((figure) => (
                <td key={figure} className="r">
                  {figures[figure] === 0 ? (
                    0
                  ) : (
                    <Link href={`/city/rows?figure=${figure}&${searchOf(asked, { span: 'own', from: day, to: day })}`}>
                      {numberText(figures[figure])}
                    </Link>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
