/** 今天待办, as far as the hub goes: fields that both sides changed, who was hired by their card, what the public told of the station. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { LinkTodo } from '../../../../shared/api/desk/link.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { momentText } from '../../../format.ts';
import type { Said } from '../desk-printing.ts';
import { refusedIn } from '../refused-in.ts';
import { SaidLine } from '../settings/said-line.tsx';
import { WorkerLine } from '../worker-line.tsx';
import { valueText } from './value-text.ts';
import './link.css';

const rereadEveryMs = 30_000;

/** Also for the count of what waits. */
export function useLinkTodo() {
  return useQuery({ queryKey: ['desk', 'link.todo'], queryFn: () => api['link.todo']({}), refetchInterval: rereadEveryMs });
}

export function TodayLink({ open }: { open(workerId: string): void }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const todo = useLinkTodo().data;
  const [said, setSaid] = useState<Said | null>(null);
  const act = useMutation({
    mutationFn: (work: () => Promise<LinkTodo>) => work(),
    onSuccess: () => setSaid(null),
    onError: (error) => setSaid({ tone: 'bad', text: refusedIn(t, 'link', error) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  if (!todo || nowMs === null) return null;
  const { conflicts, hires, reports } = todo;
  if (conflicts.length + hires.length === 0 && !reports) return said && <SaidLine said={said} />;
  const settle = (kind: 'hire' | 'trust', key: string) => act.mutate(() => api['link.settle']({ kind, key }));
  return (
    <>
      <SaidLine said={said} />
      {conflicts.length > 0 && (
        <section className="box link-conflicts">
          <h2>
            <Icon name="warning" />
            {t('desk.link.conflicts')}
            <em>{conflicts.length}</em>
          </h2>
          <p className="mute">{t('desk.link.conflictsSub')}</p>
          {conflicts.map((one) => (
            <div key={one.postingId + one.field} className="row">
              <span className="row-open">
                <b>
                  {one.title} <span className="mute">{t(`desk.postings.fields.${one.field}`)}</span>
                </b>
              </span>
              {(['ours', 'theirs'] as const).map((take) => (
                <Button
                  key={take}
                  className="key wrap"
                  isDisabled={act.isPending}
                  onPress={() =>
                    act.mutate(() => api['link.resolve']({ postingId: one.postingId, field: one.field, revision: one.revision, take }))
                  }
                >
                  {t(`desk.link.${take}`, { value: valueText(t, one.field, one[take], nowMs) })}
                </Button>
              ))}
            </div>
          ))}
        </section>
      )}
      {hires.length > 0 && (
        <section className="box">
          <h2>
            <Icon name="handshake" />
            {t('desk.link.hires')}
            <em>{hires.length}</em>
          </h2>
          <p className="mute">{t('desk.link.hiresSub')}</p>
          {hires.map(({ key, day, worker }) => (
            <div key={key} className="row">
              <Button className="row-open" onPress={() => open(worker.id)}>
                <WorkerLine worker={worker} />
                <span className="mute">{t('desk.link.hiredOn', { day })}</span>
              </Button>
              <Button className="key" onPress={() => open(worker.id)}>
                {t('desk.look')}
              </Button>
              <Button className="key line" isDisabled={act.isPending} onPress={() => settle('hire', key)}>
                {t('desk.link.done')}
              </Button>
            </div>
          ))}
        </section>
      )}
      {reports && (
        <section className="box">
          <h2>
            <Icon name="megaphone" />
            {t('desk.link.reports')}
          </h2>
          <p className="mute">{t('desk.link.reportsSub')}</p>
          {reports.reports.map(({ kind, count, lastMs }) => (
            <p key={kind}>
              <b>{t(`desk.link.reportKinds.${kind}` as never, { count }) as string}</b>{' '}
              <span className="mute">{t('desk.link.reportedLast', { when: momentText(t, lastMs, nowMs) })}</span>
            </p>
          ))}
          <Button className="key" isDisabled={act.isPending} onPress={() => settle('trust', reports.key)}>
            {t('desk.link.done')}
          </Button>
        </section>
      )}
    </>
  );
}
