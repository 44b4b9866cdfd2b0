/** What the public says and staff have not decided, asked for again every minute. */
import { useQuery } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';
import { caseList } from '../api/shapes.ts';

export function useCases() {
  return useQuery({ queryKey: ['cases'], queryFn: ({ signal }) => ask(caseList, 'GET /api/reports', { signal }), refetchInterval: 60_000 });
}
