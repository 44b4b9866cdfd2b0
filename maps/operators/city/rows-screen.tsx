/** What a figure is made of: stations and days, the latest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from 'wouter';
import { type CityFigure, cityFigures, peopleFigures } from '../../../shared/domain/city-figures.ts';
import { ask } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { Key } from '../parts/key.tsx';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { queryOf, searchOf, useAsked } from './range.ts';
import { dayRows } from './shapes.ts';
import { numberText, rangeText, useFigureWords } from './words.ts';

export function RowsScreen() {
  const said = new URLSearchParams(useSearch()).get('figure');
  return <Rows figure={cityFigures.find((one) => one === said) ?? 'visits'} />;
}

function Rows({ figure }: { readonly figure: CityFigure }) {
  const say = useWords();
  const asked = useAsked();
  const { name, unit, definition } = useFigureWords()(figure);
  const { number } = asked;
  const query = `${queryOf(asked)}&figure=${figure}${number === null ? '' : `&number=${number}`}`;
  const pages = useInfiniteQuery({
    queryKey: ['city-rows', query],
    queryFn: ({ pageParam, signal }) =>
      ask(dayRows, `GET /api/desk/city/rows?${query}${pageParam === '' ? '' : `&after=${pageParam}`}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const first = pages.data?.pages[0];
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const where = [asked.path.at(-1), number === null ? undefined : say('pairs.number', { number })].filter(Boolean).join('　');
  return (
    <Page title={name} back={{ to: `/city?${searchOf(asked, { number: null })}`, word: say('ways.city') }}>
      <p className="about">
        <b>{rangeText(say, asked.from, asked.to, Date.now())}</b>
        {where !== '' && <b>{where}</b>}
        <span className="mute">{definition}</span>
      </p>
      {pages.error && <Refusal error={pages.error} />}
      {pages.isPending && <Waiting />}
      {first && (
        <section className="box single">
          <p className="sumline" aria-live="polite">
            <b className="big">{numberText(first.sum)}</b> {unit}
            {peopleFigures.includes(figure) && <span className="mute"> {say('city.sumOfPeople')}</span>}
            <span className="mute"> {say('city.rows', { count: numberText(first.count) })}</span>
          </p>
          {rows.length === 0 ? (
            <p className="nothing">{say('city.noRows')}</p>
          ) : (
            <table className="list">
              <thead>
                <tr>
                  <th scope="col">{say('city.day')}</th>
                  <th scope="col">{say('city.station')}</th>
                  <th scope="col" className="r">
                    {name}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={`${row.day} ${row.number}`}>
                    <td className="nb">{row.day}</td>
                    <td>
                      <Link href={`/stations/${row.number}`}>{row.name}</Link> <span className="mute">{row.number}</span>
                    </td>
                    <td className="r num">{numberText(row.count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {pages.hasNextPage && (
            <div className="acts">
              <Key busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
                {say('people.older')}
              </Key>
            </div>
          )}
        </section>
      )}
    </Page>
  );
}
