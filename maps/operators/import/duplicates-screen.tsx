/** Every pair of stations that may be one and the same. */
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { duplicateList } from '../api/shapes.ts';
import { useWords } from '../messages.ts';
import { Refusal, Waiting } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Pairs } from './pairs.tsx';

export function DuplicatesScreen() {
  const say = useWords();
  // A country takes a second: asked for once, pairs that are settled leave the list by themselves.
  const found = useQuery({
    queryKey: ['duplicates'],
    queryFn: ({ signal }) => ask(duplicateList, 'GET /api/duplicates', { signal }),
    refetchOnWindowFocus: false,
  });
  return (
    <Page title={say('ways.duplicates')}>
      {found.isPending && <Waiting />}
      {found.error && <Refusal error={found.error} />}
      {found.data && <Pairs duplicates={found.data.duplicates} />}
    </Page>
  );
}
