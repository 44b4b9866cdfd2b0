/** What the page keeps of the hub's answers. A session that is over brings the way in, wherever it is noticed. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { Refused } from './ask.ts';

const sessionCodes = ['signed_out', 'password_change_first'];

export function queries(): QueryClient {
  const onError = (error: unknown) => {
    if (error instanceof Refused && sessionCodes.includes(error.code)) void client.resetQueries({ queryKey: ['session'] });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, { queryKey }) => queryKey[0] !== 'session' && onError(error) }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { retry: false, staleTime: 5000, refetchOnWindowFocus: true, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
