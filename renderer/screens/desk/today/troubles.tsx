/** What the station itself needs: printer, backups, clock, disk, keys. What happened, then what to do. */
import type { TFunction } from 'i18next';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Trouble } from '../../../../shared/api/desk/care.ts';
import { AppError } from '../../../../shared/api/errors.ts';
import { Icon } from '../../../components/icon.tsx';
import { sizeText } from '../postings/size-text.ts';
import { refusedIn } from '../refused-in.ts';
import { faultText } from '../settings/fault-text.ts';
import type { TabProps } from '../tab-props.ts';

function titleOf(t: TFunction, trouble: Trouble): string {
  switch (trouble.kind) {
    case 'printer':
      return t('desk.settings.trouble.printer', { state: t(`desk.settings.todo.printerState.${trouble.state}`) });
    case 'backup_failed':
    case 'keys':
      return t(`desk.settings.trouble.${trouble.kind}`, { why: refusedIn(t, 'settings', new AppError(trouble.code, '')) });
    case 'backup_old':
      return t(trouble.lastAtMs === null ? 'desk.settings.trouble.backup_never' : 'desk.settings.trouble.backup_old');
    case 'link_refused':
      return t('desk.settings.trouble.link_refused', { why: faultText(t, trouble.code) });
    case 'link_aside':
      return t('desk.settings.trouble.link_aside', { count: trouble.count });
    case 'disk':
      return t('desk.settings.trouble.disk', { size: sizeText(trouble.freeBytes) });
    default:
      return t(`desk.settings.trouble.${trouble.kind}`);
  }
}

const inSettings: readonly Trouble['kind'][] = [
  'backup_failed',
  'backup_old',
  'recovery',
  'database',
  'printer',
  'link_refused',
  'link_lost',
  'link_silent',
  'link_aside',
];

export function Troubles({ troubles, goTo }: { readonly troubles: readonly Trouble[] } & Pick<TabProps, 'goTo'>) {
  const { t } = useTranslation();
  return (
    <section className="box">
      <h2>
        <Icon name="warning" />
        {t('desk.settings.todo.troubles')}
        <em>{troubles.length}</em>
      </h2>
      {troubles.map((trouble) => (
        <div key={trouble.kind} className="row">
          <span className="row-open">
            <b>{titleOf(t, trouble)}</b>
            <span className="mute">{t(`desk.settings.trouble.${trouble.kind}Sub`)}</span>
          </span>
          {inSettings.includes(trouble.kind) && (
            <Button className="key" onPress={() => goTo('settings')}>
              {t('desk.settings.trouble.go')}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
