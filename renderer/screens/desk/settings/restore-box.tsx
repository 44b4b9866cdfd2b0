/** Restoring: which backup, what is in it, the recovery code of then where it is needed, and one last question. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { BackupFile, RestoreLook } from '../../../../shared/api/desk/care.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { momentText } from '../../../format.ts';
import { CodeField, codeLength } from '../code-keys.tsx';
import type { Said } from '../desk-printing.ts';
import { sizeText } from '../postings/size-text.ts';
import { refusedIn } from '../refused-in.ts';
import { SaidLine } from './said-line.tsx';

const shownFiles = 8;

export function RestoreBox() {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const [said, setSaid] = useState<Said | null>(null);
  const [chosen, setChosen] = useState<{ readonly file: BackupFile; readonly look: RestoreLook } | null>(null);
  const [code, setCode] = useState('');
  const failed = (error: Error) => setSaid({ tone: 'bad', text: refusedIn(t, 'settings', error) });
  const found = useMutation({ mutationFn: () => api['restore.list']({}), onMutate: () => setSaid(null), onError: failed });
  const look = useMutation({
    mutationFn: async (file: BackupFile) => ({ file, look: await api['restore.look']({ from: file.place }) }),
    onMutate: () => setSaid(null),
    onSuccess: (one) => {
      setCode('');
      setChosen(one);
    },
    onError: failed,
  });
  const begin = useMutation({
    mutationFn: (file: BackupFile) => api['restore.begin']({ from: file.place, code }),
    onSuccess: ({ wayBack }) => setSaid({ tone: 'wait', text: t('desk.settings.care.restored', { name: wayBack }) }),
    onError: failed,
  });
  const when = (atMs: number) => (nowMs === null ? '' : momentText(t, atMs, nowMs));
  const waiting = look.isPending ? 'looking' : begin.isPending ? 'restoring' : null;
  const files = found.data?.files ?? null;
  return (
    <section className="box">
      <h2>
        <Icon name="arrow-counter-clockwise" />
        {t('desk.settings.care.restore')}
      </h2>
      <p className="mute">{t('desk.settings.care.restoreSub')}</p>
      <SaidLine said={waiting ? { tone: 'wait', text: t(`desk.settings.care.${waiting}`) } : said} />
      {chosen === null ? (
        <>
          <Button className="key" isDisabled={found.isPending || look.isPending} onPress={() => found.mutate()}>
            <Icon name="magnifying-glass" />
            {t('desk.settings.care.findBackups')}
          </Button>
          {files?.length === 0 && <p className="mute">{t('desk.settings.care.noBackups')}</p>}
          {files?.slice(0, shownFiles).map((file) => (
            <div key={JSON.stringify(file.place)} className="row">
              <span className="row-open">
                <b>{when(file.modifiedMs)}</b>
                <span className="mute">
                  {file.drive === null ? t('desk.settings.care.onMachine') : t('desk.settings.care.onDrive', { name: file.drive })} ·{' '}
                  {sizeText(file.bytes)}
                </span>
                <span className="mute">{file.name}</span>
              </span>
              <Button className="key" isDisabled={look.isPending} onPress={() => look.mutate(file)}>
                {t('desk.settings.care.look')}
              </Button>
            </div>
          ))}
        </>
      ) : (
        <>
          <b>{t('desk.settings.care.lookTitle', { station: chosen.look.station, when: when(chosen.look.madeAtMs) })}</b>
          <p>{t('desk.settings.care.lookCounts', { ...chosen.look })}</p>
          <p className="mute">{t('desk.settings.care.lookMeans')}</p>
          {chosen.look.needsCode && <CodeField label={t('desk.settings.care.askCode')} code={code} setCode={setCode} />}
          <div className="acts">
            <Button
              className={begin.isPending ? 'key main busy' : 'key main'}
              isDisabled={begin.isPending || begin.isSuccess || (chosen.look.needsCode && code.length < codeLength)}
              onPress={() => begin.mutate(chosen.file)}
            >
              {begin.isPending && <Icon name="circle-notch" />}
              {t('desk.settings.care.begin')}
            </Button>
            <Button className="key line" isDisabled={begin.isPending || begin.isSuccess} onPress={() => setChosen(null)}>
              {t('common.back')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
