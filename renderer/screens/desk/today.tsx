/** 今天待办, as far as cards go: who wants which work, and registrations that look like one person's. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api, useStation } from '../../api/station.ts';
import { useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { momentText } from '../../format.ts';
import { WorkerLine } from './worker-line.tsx';

export function Today({ open }: { open(workerId: string): void }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const demo = useStation().data?.demo ?? false;
  const today = useQuery({ queryKey: ['desk', 'today'], queryFn: () => api['desk.today']({}), refetchInterval: 30_000 });
  const settle = useMutation({
    mutationFn: (input: { id: string; outcome: 'referred' | 'dismissed' }) => api['referral.settle'](input),
    onSettled: () => queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  if (!today.data) return <Waiting error={today.isError} retry={() => void today.refetch()} />;
  const { requests, twins, cardsToday, registrationsToday, visitsToday } = today.data;
  return (
    <>
      <p className="figures">
        <span>{t('desk.figures.visits', { count: visitsToday })}</span>
        <span>{t('desk.figures.registrations', { count: registrationsToday })}</span>
        <span>{t('desk.figures.cards', { count: cardsToday })}</span>
        {demo && <span className="chip demo">{t('post.demo')}</span>}
      </p>
      <section className="box">
        <h2>
          <Icon name="hand-palm" />
          {t('desk.requests')}
          <em>{requests.length}</em>
        </h2>
        {requests.length === 0 && <p className="mute">{t('desk.noRequests')}</p>}
        {requests.map((request) => (
          <div key={request.id} className="row">
            <Button className="row-open" onPress={() => open(request.worker.id)}>
              <WorkerLine worker={request.worker} />
              <span className="line">
                <Icon name="briefcase" />
                <b>{request.posting.title}</b>
                <span>{request.posting.employer}</span>
                {request.posting.contactPhone !== null && <span className="nb num">{request.posting.contactPhone}</span>}
                {nowMs !== null && <span className="mute nb">{momentText(t, request.atMs, nowMs)}</span>}
              </span>
            </Button>
            <Button className="key" onPress={() => settle.mutate({ id: request.id, outcome: 'referred' })}>
              <Icon name="check" />
              {t('desk.referred')}
            </Button>
            <Button className="key line" onPress={() => settle.mutate({ id: request.id, outcome: 'dismissed' })}>
              {t('desk.dismissed')}
            </Button>
          </div>
        ))}
      </section>
      <section className="box">
        <h2>
          <Icon name="users-three" />
          {t('desk.twins')}
          <em>{twins.length}</em>
        </h2>
        {twins.length === 0 && <p className="mute">{t('desk.noTwins')}</p>}
        {twins.map(({ a, b }) => (
          <div key={`${a.id} ${b.id}`} className="row">
            <div className="row-open">
              <WorkerLine worker={a} />
              <WorkerLine worker={b} />
            </div>
            <Button className="key" onPress={() => open(a.id)}>
              {t('desk.look')}
            </Button>
          </div>
        ))}
      </section>
    </>
  );
}
