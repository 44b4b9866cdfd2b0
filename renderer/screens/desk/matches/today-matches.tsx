/** 今天待办, as far as matches go: who wants which work, and whom to ring back. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ReferralRequest } from '../../../../shared/api/desk/worker-row.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { momentText, phoneText } from '../../../format.ts';
import { WorkerLine } from '../worker-line.tsx';
import { MatchKeys } from './match-keys.tsx';
import { MatchLine } from './match-line.tsx';
import { refusedText } from './refused.ts';
import { useMatchSteps } from './use-match-steps.tsx';
import './matches.css';

const shownFirst = 5;
const shownAll = 200;

export function TodayMatches({ open }: { open(workerId: string): void }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const [limit, setLimit] = useState(shownFirst);
  const steps = useMatchSteps();
  const todo = useQuery({
    queryKey: ['desk', 'match-todo', limit],
    queryFn: () => api['match.todo']({ limit }),
    refetchInterval: 30_000,
  });
  const settle = useMutation({
    mutationFn: async ({ request, refer }: { request: ReferralRequest; refer: boolean }) => {
      if (refer) return api['match.refer']({ workerId: request.worker.id, work: { postingId: request.posting.id } });
      await api['referral.dismiss']({ id: request.id });
      return null;
    },
    onSuccess: (match) => match && steps.tell({ tone: 'good', text: t('desk.matches.referredNow'), undo: match }),
    onError: (error) => steps.tell({ tone: 'bad', text: refusedText(t, error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  if (!todo.data) return <Waiting error={todo.isError} retry={() => void todo.refetch()} />;
  const { requests, ringBack } = todo.data;
  const more = (count: number, shown: number) =>
    count > shown && (
      <Button className="more-line" onPress={() => setLimit(shownAll)}>
        {t('desk.matches.moreRows', { count: count - shown })}
      </Button>
    );
  return (
    <>
      {steps.shown}
      <section className="box">
        <h2>
          <Icon name="phone-call" />
          {t('desk.matches.ringBack')}
          <em>{ringBack.count}</em>
        </h2>
        {ringBack.count === 0 && <p className="mute">{t('desk.matches.noRingBack')}</p>}
        {ringBack.matches.map((match) => (
          <div key={match.id} className="row">
            <Button className="row-open" onPress={() => open(match.worker.id)}>
              <MatchLine match={match} />
            </Button>
            <MatchKeys match={match} steps={steps} only={['agreed', 'failed', 'no_answer']} />
          </div>
        ))}
        {more(ringBack.count, ringBack.matches.length)}
      </section>
      <section className="box">
        <h2>
          <Icon name="hand-palm" />
          {t('desk.requests')}
          <em>{requests.count}</em>
        </h2>
        {requests.count === 0 && <p className="mute">{t('desk.noRequests')}</p>}
        {requests.requests.map((request) => (
          <div key={request.id} className="row">
            <Button className="row-open" onPress={() => open(request.worker.id)}>
              <WorkerLine worker={request.worker} />
              <span className="line">
                <Icon name="briefcase" />
                <b>{request.posting.title}</b>
                <span>{request.posting.employer}</span>
                {request.posting.contactPhone !== null && <span className="nb num">{phoneText(request.posting.contactPhone)}</span>}
                {nowMs !== null && <span className="mute nb">{momentText(t, request.atMs, nowMs)}</span>}
              </span>
            </Button>
            <Button className="key" isDisabled={settle.isPending} onPress={() => settle.mutate({ request, refer: true })}>
              <Icon name="check" />
              {t('desk.referred')}
            </Button>
            <Button className="key line" isDisabled={settle.isPending} onPress={() => settle.mutate({ request, refer: false })}>
              {t('desk.dismissed')}
            </Button>
          </div>
        ))}
        {more(requests.count, requests.requests.length)}
      </section>
    </>
  );
}
