/** Postings that workers are shown and nobody verified lately. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask } from '../api/ask.ts';
import { useWords } from '../messages.ts';
import { MoreRows } from '../parts/more-rows.tsx';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { momentText } from '../parts/times.ts';
import { useMay } from '../session/session.tsx';
import { queryOf, searchOf, useAsked } from './range.ts';
import { stalePostings } from './shapes.ts';
import { numberText } from './words.ts';

export function StaleScreen() {
  const say = useWords();
  const mayEdit = useMay('edit');
  const asked = useAsked();
  const { number } = asked;
  const place = queryOf(asked).replace(/^from=[^&]*&to=[^&]*&?/, '');
  const query = [place, number === null ? '' : `number=${number}`].filter(Boolean).join('&');
  const pages = useInfiniteQuery({
    queryKey: ['city-stale', query],
    queryFn: ({ pageParam, signal }) =>
      ask(stalePostings, `GET /api/desk/city/stale?${[query, pageParam === '' ? '' : `after=${pageParam}`].filter(Boolean).join('&')}`, {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const first = pages.data?.pages[0];
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const now = Date.now();
  return (
    <Page title={say('city.stalePostings')} back={{ to: `/city?${searchOf(asked, { number: null })}`, word: say('ways.city') }}>
      <p className="about">
        {asked.path.length > 0 && <b>{asked.path.at(-1)}</b>}
        {number !== null && <b>{say('pairs.number', { number })}</b>}
        <span className="mute">{say('city.staleMeans')}</span>
      </p>
      {pages.error && <Refusal error={pages.error} />}
      {pages.isPending && <Waiting />}
      {first && (
        <section className="box">
          <p className="sumline">
            <b className="big">{numberText(first.count)}</b> {say('city.postingUnit')}
          </p>
          {rows.length === 0 ? (
            <p className="nothing">{say('city.noStale')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
            <section className="scroll" aria-label={say('city.stalePostings')} tabIndex={0}>
              <table className="list">
                <thead>
                  <tr>
                    <th scope="col">{say('city.posting')}</th>
                    <th scope="col">{say('city.employer')}</th>
                    <th scope="col">{say('city.station')}</th>
                    <th scope="col">{say('city.verified')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.number} ${row.id}`}>
                      <th scope="row">{mayEdit ? <Link href={`/telling/stations/${row.number}`}>{row.title}</Link> : row.title}</th>
                      <td>{row.employer ?? '－'}</td>
                      <td>
                        <Link href={`/stations/${row.number}`}>{row.name}</Link>
                      </td>
                      <td className="nb">
                        {row.verifiedAtMs === null ? say('city.neverVerified') : momentText(say, row.verifiedAtMs, now)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
          <MoreRows of={pages} />
        </section>
      )}
    </Page>
  );
}
