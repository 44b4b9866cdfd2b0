/** 今天待办: postings that wait, and registrations that look like one person's. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api, useStation } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { TodayBanks } from './banks/today-banks.tsx';
import { TodayMatches } from './matches/today-matches.tsx';
import { TodayPostings } from './postings/today-postings.tsx';
import { WorkerLine } from './worker-line.tsx';

export function Today({ open }: { open(workerId: string): void }) {
  const { t } = useTranslation();
  const demo = useStation().data?.demo ?? false;
  const today = useQuery({ queryKey: ['desk', 'today'], queryFn: () => api['desk.today']({}), refetchInterval: 30_000 });
  if (!today.data) return <Waiting error={today.isError} retry={() => void today.refetch()} />;
  const { twins, cardsToday, registrationsToday, visitsToday } = today.data;
  return (
    <>
      <p className="figures">
        <span>{t('desk.figures.visits', { count: visitsToday })}</span>
        <span>{t('desk.figures.registrations', { count: registrationsToday })}</span>
        <span>{t('desk.figures.cards', { count: cardsToday })}</span>
        {demo && <span className="chip demo">{t('post.demo')}</span>}
      </p>
      <TodayPostings />
      <TodayMatches open={open} />
      <TodayBanks />
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
