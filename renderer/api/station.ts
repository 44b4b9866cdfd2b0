/**
 * What screens ask of the station, with the last answer kept while it is silent. One poll of `changes.read` tells all of them
 * when to read again; the hosts also take it as the page's sign of life.
 */
import { keepPreviousData, QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PostingListInput } from '../../shared/api/kiosk-api.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { isOperationName, operations } from '../../shared/api/operations.ts';
import { reachCounter } from '../session/reach.ts';
import { createClient } from './client.ts';

const answerWithinMs = 5000;

/** Printing waits for the paper, a drive for what is written to it. */
const slowWithinMs = 25_000;
/** Whole databases are copied and looked through. */
const patientWithinMs = 10 * 60_000;
const isSlow = (path: string) => /\.(print|drives)$|\/export\./.test(path);
function withinMs(path: string): number {
  const name = path.slice('/api/'.length);
  if (isOperationName(name) && (operations[name] as Operation<unknown>).slow) return patientWithinMs;
  return isSlow(path) ? slowWithinMs : answerWithinMs;
}
let staffToken: string | null = null;

/** The desk's session, in this page's memory only. */
export function setStaffToken(token: string | null): void {
  staffToken = token;
}

export const api = createClient(
  (path, init) => fetch(path, { ...init, signal: AbortSignal.timeout(withinMs(path)) }),
  () => staffToken,
);
export const reach = reachCounter(api);

export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The station is on this machine: "online" says nothing about it, and asking twice in a second helps nobody.
      queries: { networkMode: 'always', retry: 1, retryDelay: 500, staleTime: 30_000, gcTime: 60_000, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  });
}

const pollEveryMs = 2000;
const rereadEveryMs = 30_000;

const changesQuery = queryOptions({
  queryKey: ['changes'],
  queryFn: () => api['changes.read']({}),
  refetchInterval: pollEveryMs,
  refetchIntervalInBackground: true,
  retry: false,
  staleTime: 0,
});

export function useChanges() {
  return useQuery(changesQuery);
}

/** To be mounted once: reads again what is shown when the version moves, and when the station answers again. */
export function useRereadOnChange(): void {
  const queries = useQueryClient();
  const { data, isError } = useChanges();
  const version = data?.version;
  useEffect(() => {
    if (version !== undefined && !isError) void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'changes' });
  }, [queries, version, isError]);
}

export function useStation() {
  return useQuery({ queryKey: ['station'], queryFn: () => api['station.get']({}), gcTime: Number.POSITIVE_INFINITY });
}

export function useSummary() {
  return useQuery({ queryKey: ['summary'], queryFn: () => api['posting.summarise']({}), gcTime: Number.POSITIVE_INFINITY });
}

export function useRoll() {
  return useQuery({
    queryKey: ['roll'],
    queryFn: () => api['roll.read']({}),
    gcTime: Number.POSITIVE_INFINITY,
    refetchInterval: rereadEveryMs,
    refetchIntervalInBackground: true,
  });
}

export function useNotices() {
  return useQuery({ queryKey: ['notices'], queryFn: () => api['notice.list']({}), gcTime: Number.POSITIVE_INFINITY });
}

export function usePostings(input: PostingListInput) {
  return useQuery({ queryKey: ['postings', input], queryFn: () => api['posting.list'](input), placeholderData: keepPreviousData });
}

export function usePosting(id: string) {
  return useQuery({ queryKey: ['posting', id], queryFn: () => api['posting.get']({ id }) });
}
