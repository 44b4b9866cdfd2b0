/** 设置: the station, its people, backups, the desk over the LAN, the log. */
import { type ComponentType, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { AuditLog } from '../audit-log.tsx';
import { CarePage } from './care-page.tsx';
import { LanPage } from './lan-page.tsx';
import { LinkPage } from './link-page.tsx';
import { PeoplePage } from './people-page.tsx';
import { StationPage } from './station-page.tsx';
import { useMe } from './use-me.ts';
import './settings.css';

const pages = [
  { page: 'station', icon: 'gear-six', component: StationPage },
  { page: 'people', icon: 'users-three', component: PeoplePage },
  { page: 'care', icon: 'hard-drives', component: CarePage },
  { page: 'link', icon: 'broadcast', component: LinkPage },
  { page: 'lan', icon: 'wifi-high', component: LanPage },
  { page: 'audit', icon: 'clipboard-text', component: AuditLog },
] as const satisfies readonly { page: string; icon: string; component: ComponentType }[];

export function Settings() {
  const { t } = useTranslation();
  const me = useMe();
  const [shown, setShown] = useState<(typeof pages)[number]['page']>('station');
  if (!me.data) return <Waiting error={me.isError} retry={() => void me.refetch()} />;
  const Shown = pages.find(({ page }) => page === shown)?.component ?? StationPage;
  return (
    <div className="settings">
      <nav className="ticks" aria-label={t('desk.settings.pagesName')}>
        {pages.map(({ page, icon }) => (
          <Button key={page} className={page === shown ? 'key on' : 'key'} aria-pressed={page === shown} onPress={() => setShown(page)}>
            <Icon name={icon} />
            {t(`desk.settings.pages.${page}`)}
          </Button>
        ))}
      </nav>
      {!me.data.manager && shown !== 'audit' && (
        <p className="toast wait">
          <Icon name="key" />
          {t('desk.settings.onlyManager')}
        </p>
      )}
      <Shown />
    </div>
  );
}
