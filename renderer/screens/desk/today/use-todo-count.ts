/** How much waits, all boxes together: from the answers that the boxes show, so that nothing is asked twice. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../api/station.ts';
import { useLinkTodo } from '../link/today-link.tsx';

/** What the boxes ask for first (today-postings.tsx, today-matches.tsx). */
const postingsShown = 3;
const matchesShown = 5;

export function useTodoCount(): number {
  const postings = useQuery({
    queryKey: ['desk', 'posting.todo', postingsShown],
    queryFn: () => api['posting.todo']({ limit: postingsShown }),
  }).data;
  const matches = useQuery({
    queryKey: ['desk', 'match-todo', matchesShown],
    queryFn: () => api['match.todo']({ limit: matchesShown }),
  }).data;
  const banks = useQuery({ queryKey: ['desk', 'bank.todo'], queryFn: () => api['bank.todo']({}) }).data;
  const told = useLinkTodo().data;
  const ofHub = told ? told.conflicts.length + told.hires.length + (told.reports ? 1 : 0) : 0;
  const ofPostings = postings ? postings.review.count + postings.stale.count + postings.expiring.count : 0;
  const ofMatches = matches ? matches.requests.count + matches.ringBack.count : 0;
  return ofPostings + ofMatches + ofHub + (banks?.count ?? 0);
}
