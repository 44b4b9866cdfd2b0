/** What staff do with one posting by one touch, and what is said of it. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CloseReason, PostingRow, PostingVerdict, ReturnReason } from '../../../../shared/api/desk/postings.ts';
import { api } from '../../../api/station.ts';
import { refusedText } from './refused.ts';

export type PostingAction =
  | { readonly do: 'publish' | 'resume'; readonly asked: boolean; readonly verdict: PostingVerdict }
  | { readonly do: 'submit' | 'pause' | 'verify' | 'extend' | 'copy' }
  | { readonly do: 'close'; readonly reason: CloseReason | null }
  | { readonly do: 'return'; readonly reason: ReturnReason };

export interface Said {
  readonly tone: 'good' | 'bad';
  readonly text: string;
}

type Which = Pick<PostingRow, 'id' | 'revision'>;

function perform({ id, revision }: Which, action: PostingAction): Promise<unknown> {
  const one = { id, revision };
  switch (action.do) {
    case 'publish':
    case 'resume': {
      const confirmed = action.asked ? action.verdict.findings.filter((one) => one.severity === 'warn').map((one) => one.rule) : [];
      return action.do === 'publish'
        ? api['posting.publish']({ ...one, confirmed, verified: action.asked })
        : api['posting.resume']({ ...one, confirmed });
    }
    case 'close':
      return api['posting.close']({ ...one, reason: action.reason });
    case 'return':
      return api['posting.return']({ ...one, reason: action.reason });
    case 'extend':
      return api['posting.extend']({ ...one, days: 7 });
    case 'copy':
      return api['posting.copy']({ id, publish: false });
    default:
      return api[`posting.${action.do}`](one);
  }
}

export function usePostingActions(done?: (action: PostingAction) => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [said, setSaid] = useState<Said | null>(null);
  const mutation = useMutation({
    mutationFn: ({ which, action }: { which: Which; action: PostingAction }) => perform(which, action),
    onSuccess: (_, { action }) => {
      setSaid({ tone: 'good', text: t(`desk.postings.saidDone.${action.do}`) });
      done?.(action);
    },
    onError: (error) => setSaid({ tone: 'bad', text: refusedText(t, error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  return {
    said,
    busy: mutation.isPending,
    act: (which: Which, action: PostingAction) => {
      if (!mutation.isPending) mutation.mutate({ which, action });
    },
  };
}
