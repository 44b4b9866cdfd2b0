/** Who did what, newest first. Names no worker. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/station.ts';
import { useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { Waiting } from '../../components/waiting.tsx';
import { momentText } from '../../format.ts';

const shown = 30;

export function AuditLog() {
  const { t, i18n } = useTranslation();
  const nowMs = useNowMs();
  const log = useQuery({ queryKey: ['desk', 'audit'], queryFn: () => api['audit.list']({ limit: shown }), staleTime: 0, gcTime: 0 });
  if (!log.data) return <Waiting error={log.isError} retry={() => void log.refetch()} />;
  return (
    <section className="box">
      <h2>
        <Icon name="clipboard-text" />
        {t('desk.tabs.audit')}
      </h2>
      <ul className="cards">
        {log.data.entries.map((entry) => {
          const key = `desk.actions.${entry.action.replace('.', '_')}`;
          return (
            <li key={entry.id}>
              <span className="nb">{nowMs === null ? '' : momentText(t, entry.atMs, nowMs)}</span>
              <b className="nb">{i18n.exists(`desk.actors.${entry.actor}`) ? t(`desk.actors.${entry.actor}` as never) : entry.actor}</b>
              <span>{i18n.exists(key) ? t(key as never) : entry.action}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
