/** Backups and how the station stands; restoring, phones, the end of the demo. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { CareStatus } from '../../../../shared/api/desk/care.ts';
import { AppError } from '../../../../shared/api/errors.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { momentText } from '../../../format.ts';
import type { Said } from '../desk-printing.ts';
import { sizeText } from '../postings/size-text.ts';
import { refusedIn } from '../refused-in.ts';
import { DemoBox } from './demo-box.tsx';
import { DriveKeys } from './drive-keys.tsx';
import { PhonesBox } from './phones-box.tsx';
import { RestoreBox } from './restore-box.tsx';
import { SaidLine } from './said-line.tsx';
import { useMe } from './use-me.ts';

export function CarePage() {
  const me = useMe().data;
  if (!me) return null;
  return (
    <div className="settings-cols">
      <div className="settings-col">
        <BackupBox manager={me.manager} />
      </div>
      <div className="settings-col">
        {me.manager && <RestoreBox />}
        {me.phones && <PhonesBox />}
        {me.manager && <DemoBox />}
      </div>
    </div>
  );
}

function BackupBox({ manager }: { readonly manager: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const status = useQuery({ queryKey: ['desk', 'care.status'], queryFn: () => api['care.status']({}), staleTime: 0, gcTime: 0 });
  const [said, setSaid] = useState<Said | null>(null);
  const reread = () => void queries.invalidateQueries({ queryKey: ['desk'] });
  const failed = (error: Error) => setSaid({ tone: 'bad', text: refusedIn(t, 'settings', error) });
  const make = useMutation({
    mutationFn: (driveId: string | null) => api['backup.make']({ driveId }),
    onSuccess: ({ name, bytes }) => setSaid({ tone: '', text: t('desk.settings.care.made', { name, size: sizeText(bytes) }) }),
    onError: failed,
    onSettled: reread,
  });
  const check = useMutation({ mutationFn: () => api['care.check']({}), onError: failed, onSettled: reread });
  if (!status.data) return <Waiting error={status.isError} retry={() => void status.refetch()} />;
  const busy = make.isPending || check.isPending;
  return (
    <section className="box">
      <h2>
        <Icon name="hard-drives" />
        {t('desk.settings.care.title')}
      </h2>
      <p className="mute">{t('desk.settings.care.sub')}</p>
      <SaidLine said={make.isPending ? { tone: 'wait', text: t('desk.settings.care.making') } : said} />
      <Facts status={status.data} />
      {manager && (
        <>
          <Button className={make.isPending ? 'key main busy' : 'key main'} isDisabled={busy} onPress={() => make.mutate(null)}>
            <Icon name={make.isPending ? 'circle-notch' : 'check'} />
            {t('desk.settings.care.here')}
          </Button>
          <DriveKeys word={(name) => t('desk.settings.care.toDrive', { name })} isDisabled={busy} choose={(id) => make.mutate(id)} />
          <Button className={check.isPending ? 'key busy' : 'key'} isDisabled={busy} onPress={() => check.mutate()}>
            {check.isPending && <Icon name="circle-notch" />}
            {t('desk.settings.care.checkNow')}
          </Button>
        </>
      )}
    </section>
  );
}

function Facts({ status }: { readonly status: CareStatus }) {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const when = (atMs: number) => (nowMs === null ? '' : momentText(t, atMs, nowMs));
  const { lastBackup, lastTrouble, kept, most, databaseBytes, freeBytes, totalBytes, check, key } = status;
  const why = lastTrouble && refusedIn(t, 'settings', new AppError(lastTrouble.code, ''));
  return (
    <dl className="facts">
      <dt>{t('desk.settings.care.last')}</dt>
      <dd>{lastBackup ? `${when(lastBackup.atMs)} · ${sizeText(lastBackup.bytes)}` : t('desk.settings.care.never')}</dd>
      <dt />
      <dd>{t('desk.settings.care.kept', { kept, most })}</dd>
      {lastTrouble && (
        <>
          <dt />
          <dd className="bad">{t('desk.settings.care.failed', { when: when(lastTrouble.atMs), why })}</dd>
        </>
      )}
      <dt>{t('desk.settings.care.check')}</dt>
      <dd className={check?.passed === false ? 'bad' : ''}>
        {check
          ? t(check.passed ? 'desk.settings.care.passed' : 'desk.settings.care.notPassed', { when: when(check.atMs) })
          : t('desk.settings.care.notChecked')}
      </dd>
      <dt>{t('desk.settings.care.size')}</dt>
      <dd>{sizeText(databaseBytes)}</dd>
      <dt>{t('desk.settings.care.disk')}</dt>
      <dd>{t('desk.settings.care.diskOf', { free: sizeText(freeBytes), total: sizeText(totalBytes) })}</dd>
      <dt>{t('desk.settings.care.key')}</dt>
      <dd>{key ? t('desk.settings.care.keyOf', key) : t('desk.settings.care.noKey')}</dd>
    </dl>
  );
}
