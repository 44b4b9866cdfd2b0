/** Who did what, the latest first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask } from '../api/ask.ts';
import { auditPage } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Key } from '../parts/key.tsx';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { momentText } from '../parts/times.ts';
import { actionText, writerText } from '../station/history.tsx';

export function AuditScreen() {
  const say = useWords();
  const pages = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) => ask(auditPage, `GET /api/desk/audit${pageParam === '' ? '' : `?before=${pageParam}`}`, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const lines = pages.data?.pages.flatMap((page) => page.lines) ?? [];
  const now = Date.now();
  return (
    <Page title={say('people.audit')} back={{ to: '/people', word: say('ways.people') }}>
      {pages.isPending && <Waiting />}
      {pages.error && <Refusal error={pages.error} />}
      {lines.length > 0 && (
        <section className="box scroll">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{say('audit.when')}</th>
                <th scope="col">{say('audit.who')}</th>
                <th scope="col">{say('audit.what')}</th>
                <th scope="col">{say('audit.where')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <td className="nb">{momentText(say, line.atMs, now)}</td>
                  <td>{writerText(line.by)}</td>
                  <td>{actionText(say, line)}</td>
                  <td>
                    {line.number !== null && <Link href={`/stations/${line.number}`}>{say('pairs.number', { number: line.number })}</Link>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {pages.hasNextPage && (
        <div className="acts">
          <Key busy={pages.isFetchingNextPage} onPress={() => void pages.fetchNextPage()}>
            {say('people.older')}
          </Key>
        </div>
      )}
    </Page>
  );
}
