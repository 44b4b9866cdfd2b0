/** Above everything: no network, old data, a map that is newer than this page, an area that could not be got. */

import { useApp, useMapState, useNow } from '../app-context.tsx';
import { Banner } from '../banner.tsx';
import { Say } from '../say.tsx';
import { ageWords, clockParts, dayWords } from '../station/day-words.ts';

const dayMs = 24 * 60 * 60_000;

export function Notices() {
  const { model } = useApp();
  const { phase, isOffline, storedMs, isPartial } = useMapState();
  const nowMs = useNow();
  const again = { label: <Say k="offline.retry" />, act: () => model.retry() };
  if (phase === 'newer')
    return (
      <Banner icon="question-line" action={{ label: <Say k="offline.reload" />, act: () => location.reload() }}>
        <Say k="offline.newer" />
      </Banner>
    );
  if (phase === 'failed')
    return (
      <Banner icon="wifi-slash-line" action={again}>
        <Say k="offline.failed" />
      </Banner>
    );
  if (storedMs !== null && nowMs - storedMs > dayMs)
    return (
      <Banner icon="wifi-slash-line" action={again}>
        <Say k="offline.old" values={{ day: dayWords(clockParts(storedMs).day) }} />
      </Banner>
    );
  if (isOffline)
    return (
      <Banner icon="wifi-slash-line" action={again}>
        <b>
          <Say k="offline.head" />
        </b>
        <br />
        {storedMs !== null && <Say k="offline.sub" values={{ age: ageWords(nowMs - storedMs) }} />}
      </Banner>
    );
  if (isPartial)
    return (
      <Banner icon="question-line" action={again}>
        <Say k="offline.partial" />
      </Banner>
    );
  return null;
}
