/** Who is signed in, and what they may. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use } from 'react';
import { ask, done, Refused } from '../api/ask.ts';
import { type Operator, operator, type Role, roles } from '../api/shapes.ts';

const Session = createContext<Operator | null>(null);

/** Null: nobody is signed in. */
export function useWho() {
  return useQuery({
    queryKey: ['session'],
    queryFn: () =>
      ask(operator, 'GET /api/session').catch((error: unknown) => {
        if (error instanceof Refused && error.code === 'signed_out') return null;
        throw error;
      }),
    staleTime: 60_000,
  });
}

export function SessionProvider({ who, children }: { readonly who: Operator; readonly children: ReactNode }) {
  return <Session value={who}>{children}</Session>;
}

export function useOperator(): Operator {
  const who = use(Session);
  if (who === null) throw new Error('outside of a session');
  return who;
}

export function useMay(role: Role): boolean {
  return roles.indexOf(useOperator().role) >= roles.indexOf(role);
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask(done, 'DELETE /api/session'),
    onSuccess: () => {
      client.setQueryData(['session'], null);
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    },
  });
}
