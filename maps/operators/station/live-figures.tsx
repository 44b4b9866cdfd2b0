/** What the station itself told last, and the token with which it may. */
import { useMutation } from '@tanstack/react-query';
import { object, string } from 'zod/mini';
import { ask } from '../api/ask.ts';
import type { DeskStation } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Key } from '../parts/key.tsx';
import { OnceShown, Refusal } from '../parts/notice.tsx';
import { Box } from '../parts/page.tsx';
import { momentText } from '../parts/times.ts';
import { useMay } from '../session/session.tsx';

const tokenShape = object({ token: string() });

export function LiveFigures({ stored: { live, station } }: { readonly stored: DeskStation }) {
  const say = useWords();
  const mayAdminister = useMay('administer');
  const give = useMutation({ mutationFn: () => ask(tokenShape, `POST /api/stations/${station.number}/token`) });
  return (
    <Box title={say('live.title')} icon="broadcast">
      {live === null ? (
        <p className="mute">{say('live.none')}</p>
      ) : (
        <>
          <dl className="figures">
            {live.banks && (
              <>
                <Figure word={say('live.available')} value={live.banks.available} />
                <Figure word={say('live.slots')} value={live.banks.slots} />
                <Figure word={say('live.faulty')} value={live.banks.faulty} />
              </>
            )}
            {live.jobs !== null && <Figure word={say('live.jobs')} value={live.jobs} />}
          </dl>
          <p className="hint">{say('live.at', { at: momentText(say, live.atMs, Date.now()) })}</p>
        </>
      )}
      {mayAdminister && (
        <>
          {give.error && <Refusal error={give.error} />}
          {give.data && (
            <OnceShown title={say('live.token')} secret={give.data.token}>
              {say('live.tokenOnce')}
            </OnceShown>
          )}
          <div className="acts">
            <Key small busy={give.isPending} onPress={() => give.mutate()}>
              {say('live.give')}
            </Key>
          </div>
          <p className="hint">{say('live.giveHint')}</p>
        </>
      )}
    </Box>
  );
}

function Figure({ word, value }: { readonly word: string; readonly value: number }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </div>
  );
}
