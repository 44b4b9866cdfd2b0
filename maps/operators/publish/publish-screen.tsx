/** The map goes out by itself; here one sees when it last did, does it anew, and takes the lists along. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { safeParse } from 'zod/mini';
import { ask } from '../api/ask.ts';
import { type Downloads, downloads, publishing } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Icon } from '../parts/icon.tsx';
import { Key, LinkKey } from '../parts/key.tsx';
import { Note, Refusal, Waiting } from '../parts/notice.tsx';
import { Box, Page } from '../parts/page.tsx';
import { momentText } from '../parts/times.ts';
import { useMay } from '../session/session.tsx';

/** None before they were first published. */
async function fetchDownloads(): Promise<Downloads> {
  const response = await fetch('/map/bulk/index.json', { cache: 'no-cache' });
  const read = response.ok ? safeParse(downloads, await response.json()) : null;
  return read?.success ? read.data.areas : [];
}

export function PublishScreen() {
  const say = useWords();
  const client = useQueryClient();
  const mayEdit = useMay('edit');
  const state = useQuery({
    queryKey: ['publishing'],
    queryFn: ({ signal }) => ask(publishing, 'GET /api/desk/publishing', { signal }),
    refetchInterval: 3000,
  });
  const files = useQuery({ queryKey: ['downloads'], queryFn: fetchDownloads });
  const again = useMutation({
    mutationFn: () => ask(publishing, 'POST /api/desk/publishing'),
    onSuccess: (now) => {
      client.setQueryData(['publishing'], now);
      void client.invalidateQueries({ queryKey: ['downloads'] });
    },
  });
  const nowMs = Date.now();
  const at = (ms: number) => momentText(say, ms, nowMs);
  return (
    <Page title={say('ways.publish')}>
      {state.error && <Refusal error={state.error} />}
      {state.isPending && <Waiting />}
      {state.data && (
        <Box title={say('publish.map')} icon="broadcast">
          {state.data.failedAtMs !== null ? (
            <Note kind="bad">{say('publish.failed', { at: at(state.data.failedAtMs) })}</Note>
          ) : state.data.on ? (
            <Note kind={state.data.waiting ? 'look' : 'good'}>{say(state.data.waiting ? 'publish.waiting' : 'publish.current')}</Note>
          ) : (
            <Note kind="look">{say('publish.elsewhere')}</Note>
          )}
          <dl className="facts">
            <div>
              <dt>{say('publish.last')}</dt>
              <dd>{state.data.publishedAtMs === null ? say('publish.never') : at(state.data.publishedAtMs)}</dd>
            </div>
            <div>
              <dt>{say('publish.stations')}</dt>
              <dd>{state.data.stations}</dd>
            </div>
          </dl>
          <p className="hint">{say('publish.byItself')}</p>
          {again.error && <Refusal error={again.error} />}
          {again.isSuccess && !again.data.waiting && again.data.failedAtMs === null && <Note kind="good">{say('publish.done')}</Note>}
          <div className="acts">
            {mayEdit && state.data.on && (
              <Key main busy={again.isPending} onPress={() => again.mutate()}>
                <Icon name="broadcast" />
                {say('publish.now')}
              </Key>
            )}
            <LinkKey href="/" newTab>
              <Icon name="map-trifold" />
              {say('publish.see')}
            </LinkKey>
          </div>
        </Box>
      )}
      <Box title={say('publish.downloads')} icon="download-simple">
        <p className="mute">{say('publish.downloadsWhy')}</p>
        {state.data?.downloadsAtMs && <p className="mute">{say('publish.downloadsAt', { at: at(state.data.downloadsAtMs) })}</p>}
        {files.data?.length === 0 && <p className="nothing">{say('publish.noDownloads')}</p>}
        <ul className="plain">
          {files.data?.map(({ id, place, count }) => (
            <li key={id} className="it">
              <span className="what">
                <b>{place.join(' ')}</b>
                <span>{say('stations.count', { count })}</span>
              </span>
              <span className="acts">
                <LinkKey href={`/map/bulk/${id}/stations.csv`} download>
                  CSV
                </LinkKey>
                <LinkKey href={`/map/bulk/${id}/stations.geojson`} download>
                  GeoJSON
                </LinkKey>
              </span>
            </li>
          ))}
        </ul>
      </Box>
    </Page>
  );
}
