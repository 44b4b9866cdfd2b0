/** What was withdrawn or merged. Its number stays its own, and it can be listed again. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask } from '../api/ask.ts';
import { goneList, storedStation } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key } from '../parts/key.tsx';
import { Note, Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { useMay } from '../session/session.tsx';

export function GoneScreen() {
  const say = useWords();
  const client = useQueryClient();
  const mayEdit = useMay('edit');
  const gone = useQuery({ queryKey: ['gone'], queryFn: ({ signal }) => ask(goneList, 'GET /api/desk/gone', { signal }) });
  const restore = useMutation({
    mutationFn: (number: number) => ask(storedStation, `POST /api/stations/${number}/restore`),
    onSettled: () => client.invalidateQueries(),
  });
  const restored = restore.data?.station;
  return (
    <Page title={say('gone.title')} back={{ to: '/stations', word: say('ways.stations') }}>
      <p className="mute">{say('gone.why')}</p>
      {restore.error && <Refusal error={restore.error} />}
      {restored && <Note kind="good">{say('gone.restored', { number: restored.number, name: restored.name })}</Note>}
      {gone.error && <Refusal error={gone.error} />}
      {gone.isPending && <Waiting />}
      {gone.data && (
        <section className="box rows">
          {gone.data.count === 0 && <p className="nothing">{say('gone.none')}</p>}
          <ul>
            {gone.data.gone.map(({ number, name, mergedInto }) => (
              <li key={number} className="it">
                <span className="no">{number}</span>
                <span className="what">
                  <b>{name}</b>
                  <span>
                    {mergedInto === null ? (
                      say('gone.withdrawn')
                    ) : (
                      <Link href={`/stations/${mergedInto}`}>{say('gone.merged', { number: mergedInto })}</Link>
                    )}
                  </span>
                </span>
                {mayEdit && (
                  <Key
                    small
                    label={say('gone.restoreOf', { name })}
                    busy={restore.isPending && restore.variables === number}
                    onPress={() => restore.mutate(number)}
                  >
                    <Icon name="arrow-counter-clockwise" />
                    {say('gone.restore')}
                  </Key>
                )}
              </li>
            ))}
          </ul>
          {gone.data.count > gone.data.gone.length && <p className="nothing">{say('gone.more', { count: gone.data.count })}</p>}
        </section>
      )}
    </Page>
  );
}
