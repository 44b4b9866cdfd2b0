/** Who did what, newest first; of one person, of one day. Names no worker. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { addDays, type LocalDate, workDayOf } from '../../../shared/domain/work-day.ts';
import { api } from '../../api/station.ts';
import { useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { dayText, momentText } from '../../format.ts';

const shown = 30;
/** What stands in the log beside people. */
const others = ['worker', 'station', 'operator', 'lan'] as const;

export function AuditLog() {
  const { t, i18n } = useTranslation();
  const nowMs = useNowMs();
  const [actor, setActor] = useState<string | undefined>();
  const [day, setDay] = useState<LocalDate | undefined>();
  const [before, setBefore] = useState<string | undefined>();
  const people = useQuery({ queryKey: ['desk', 'staff.list'], queryFn: () => api['staff.list']({}), gcTime: 0 });
  const log = useQuery({
    queryKey: ['desk', 'audit', actor, day, before],
    queryFn: () => api['audit.list']({ actor, day, before, limit: shown }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  if (!log.data || nowMs === null) return <Waiting error={log.isError} retry={() => void log.refetch()} />;
  const today = workDayOf(nowMs);
  const of = (wanted: { actor?: string | undefined; day?: LocalDate | undefined }) => {
    setBefore(undefined);
    if ('actor' in wanted) setActor(wanted.actor);
    if ('day' in wanted) setDay(wanted.day);
  };
  const person = (id: string | undefined, word: string) => (
    <Button key={word} className={id === actor ? 'key on' : 'key'} aria-pressed={id === actor} onPress={() => of({ actor: id })}>
      {word}
    </Button>
  );
  return (
    <section className="box">
      <h2>
        <Icon name="clipboard-text" />
        {t('desk.tabs.audit')}
      </h2>
      <div className="ticks">
        {person(undefined, t('desk.settings.audit.everybody'))}
        {people.data?.people.map(({ id, name }) => person(id, name))}
        {others.map((one) => person(one, t(`desk.actors.${one}`)))}
      </div>
      <div className="ticks">
        <Button className={day === undefined ? 'key on' : 'key'} aria-pressed={day === undefined} onPress={() => of({ day: undefined })}>
          {t('desk.settings.audit.everyDay')}
        </Button>
        <Button className="key" onPress={() => of({ day: day === undefined ? today : addDays(day, -1) })}>
          <Icon name="caret-left" />
          {day === undefined ? dayText(t, today, nowMs) : t('desk.settings.audit.before')}
        </Button>
        {day !== undefined && (
          <>
            <span className="line">
              <b className="nb">{dayText(t, day, nowMs)}</b>
            </span>
            <Button className="key" isDisabled={day >= today} onPress={() => of({ day: addDays(day, 1) })}>
              {t('desk.settings.audit.after')}
              <Icon name="caret-right" />
            </Button>
          </>
        )}
      </div>
      {log.data.entries.length === 0 && <p className="mute">{t('desk.settings.audit.none')}</p>}
      <ul className="cards">
        {log.data.entries.map((entry) => {
          const key = `desk.actions.${entry.action.replace('.', '_')}`;
          return (
            <li key={entry.id}>
              <span className="nb">{momentText(t, entry.atMs, nowMs)}</span>
              <b className="nb">{i18n.exists(`desk.actors.${entry.actor}`) ? t(`desk.actors.${entry.actor}` as never) : entry.actor}</b>
              <span>{i18n.exists(key) ? t(key as never) : entry.action}</span>
            </li>
          );
        })}
      </ul>
      <div className="ticks">
        {before !== undefined && (
          <Button className="key line" onPress={() => setBefore(undefined)}>
            {t('desk.settings.audit.newest')}
          </Button>
        )}
        {log.data.entries.length === shown && (
          <Button className="key line" onPress={() => setBefore(log.data.entries.at(-1)?.id)}>
            {t('desk.settings.audit.older')}
          </Button>
        )}
      </div>
    </section>
  );
}
