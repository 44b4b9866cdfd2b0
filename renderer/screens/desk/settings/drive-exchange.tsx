/** Without a network: what waits goes onto a drive, and the hub's answer is taken from one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import type { Said } from '../desk-printing.ts';
import { sizeText } from '../postings/size-text.ts';
import { refusedIn } from '../refused-in.ts';
import { SaidLine } from './said-line.tsx';

const lookEveryMs = 3000;

export function DriveExchange() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [said, setSaid] = useState<Said | null>(null);
  const listed = useQuery({
    queryKey: ['desk', 'link.bundles'],
    queryFn: () => api['link.bundles']({}),
    refetchInterval: lookEveryMs,
    gcTime: 0,
  });
  const act = useMutation({
    mutationFn: (work: () => Promise<Said>) => work(),
    onSuccess: setSaid,
    onError: (error) => setSaid({ tone: 'bad', text: refusedIn(t, 'link', error) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  const make = async (driveId: string): Promise<Said> => {
    const { path, facts } = await api['link.bundle-make']({ driveId });
    return { tone: '', text: t('desk.link.driveMade', { path, count: facts }) };
  };
  const take = async (driveId: string, path: string): Promise<Said> => {
    const { refused, sent, read } = await api['link.bundle-take']({ driveId, path });
    return refused ? { tone: 'bad', text: t('desk.link.driveRefused') } : { tone: '', text: t('desk.link.driveTaken', { sent, read }) };
  };
  const drives = listed.data?.drives ?? [];
  return (
    <section className="box">
      <h2>
        <Icon name="usb" />
        {t('desk.link.driveTitle')}
      </h2>
      <p className="mute">{t('desk.link.driveSub')}</p>
      <SaidLine said={said} />
      {drives.length === 0 && <p className="mute">{t('desk.link.driveNone')}</p>}
      {drives.map(({ id, name, freeBytes, answers }) => (
        <Fragment key={id}>
          <Button className="key wrap" isDisabled={act.isPending} onPress={() => act.mutate(() => make(id))}>
            {t('desk.link.driveMake', { name })}
            <span className="nb">{t('desk.settings.care.free', { size: sizeText(freeBytes) })}</span>
          </Button>
          {answers.map((path) => (
            <Button key={path} className="key main wrap" isDisabled={act.isPending} onPress={() => act.mutate(() => take(id, path))}>
              {t('desk.link.driveTake')}
              <span className="nb">{path}</span>
            </Button>
          ))}
        </Fragment>
      ))}
    </section>
  );
}
