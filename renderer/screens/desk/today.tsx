/** 今天待办: what waits for staff, the day's figures, and one field to find anybody. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/station.ts';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { TodayBanks } from './banks/today-banks.tsx';
import { TodayLink } from './link/today-link.tsx';
import { TodayMatches } from './matches/today-matches.tsx';
import { TodayPostings } from './postings/today-postings.tsx';
import type { TabProps } from './tab-props.ts';
import { FindField, Found } from './today/find.tsx';
import { Troubles } from './today/troubles.tsx';
import { useTodoCount } from './today/use-todo-count.ts';
import { WorkerLine } from './worker-line.tsx';
import './today/today.css';

const rereadEveryMs = 30_000;

export function Today({ open, goTo }: TabProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const today = useQuery({ queryKey: ['desk', 'today'], queryFn: () => api['desk.today']({}), refetchInterval: rereadEveryMs });
  const care = useQuery({ queryKey: ['desk', 'care.today'], queryFn: () => api['care.today']({}), refetchInterval: rereadEveryMs });
  const waiting = useTodoCount();
  if (!today.data) return <Waiting error={today.isError} retry={() => void today.refetch()} />;
  const { twins } = today.data;
  const troubles = care.data?.troubles ?? [];
  return (
    <div className="today">
      <div className="sum">
        <h1>
          {t('desk.settings.todo.title')} <b className="num">{waiting + twins.length + troubles.length}</b>
        </h1>
        <FindField text={text} setText={setText} />
        {care.data && <Figures {...care.data} />}
      </div>
      {text.trim() !== '' ? (
        <Found text={text.trim()} open={open} goTo={goTo} />
      ) : (
        <>
          {troubles.length > 0 && <Troubles troubles={troubles} goTo={goTo} />}
          <div className="cols">
            <div className="col">
              <TodayPostings part="review" />
              <TodayLink open={open} />
              <TodayMatches open={open} />
            </div>
            <div className="col">
              <TodayPostings part="shown" />
              <TodayBanks />
              {twins.length > 0 && <Twins twins={twins} open={open} />}
            </div>
          </div>
        </>
      )}
    </div>
  );
}

function Figures({ figures, printer }: Pick<Awaited<ReturnType<(typeof api)['care.today']>>, 'figures' | 'printer'>) {
  const { t } = useTranslation();
  const state = printer.kind === 'none' ? 'none' : printer.state;
  const tone = state === 'ready' ? 'good' : ['none', 'unknown'].includes(state) ? '' : 'bad';
  const one = (name: 'registrations' | 'referrals' | 'matches' | 'postings') => (
    <div>
      <dt>{t(`desk.settings.todo.${name}`)}</dt>
      <dd>
        <b className="num">{figures[name]}</b>
      </dd>
    </div>
  );
  return (
    <dl>
      <div>
        <dt>{t('desk.settings.todo.visits')}</dt>
        <dd>
          <b className="num">{figures.visits}</b> {t('desk.settings.todo.times')}{' '}
          <span className="mute">{t('desk.settings.todo.people', { count: figures.visitors })}</span>
        </dd>
      </div>
      {one('registrations')}
      {one('referrals')}
      {one('matches')}
      {one('postings')}
      <div>
        <dt>{t('desk.settings.todo.printer')}</dt>
        <dd className={`device ${tone}`}>
          {tone !== '' && <Icon name={tone === 'good' ? 'check-circle' : 'warning'} />}
          {t(`desk.settings.todo.printerState.${state}`)}
        </dd>
      </div>
    </dl>
  );
}

interface TwinsProps {
  readonly twins: Awaited<ReturnType<(typeof api)['desk.today']>>['twins'];
  open(workerId: string): void;
}

function Twins({ twins, open }: TwinsProps) {
  const { t } = useTranslation();
  return (
    <section className="box">
      <h2>
        <Icon name="users-three" />
        {t('desk.twins')}
        <em>{twins.length}</em>
      </h2>
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
  );
}
