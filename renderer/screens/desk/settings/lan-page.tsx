/** The desk over the LAN: off or on, where to go, and the fingerprint to compare. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { workDayOf } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import type { Said } from '../desk-printing.ts';
import { refusedIn } from '../refused-in.ts';
import { SaidLine } from './said-line.tsx';
import { useMe } from './use-me.ts';

const lookEveryMs = 5000;

export function LanPage() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const manager = useMe().data?.manager ?? false;
  const lan = useQuery({ queryKey: ['desk', 'lan'], queryFn: () => api['lan.get']({}), refetchInterval: lookEveryMs, gcTime: 0 });
  const [said, setSaid] = useState<Said | null>(null);
  const turn = useMutation({
    mutationFn: (on: boolean) => api['lan.switch']({ on }),
    onSuccess: () => setSaid(null),
    onError: (error) => setSaid({ tone: 'bad', text: refusedIn(t, 'settings', error) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['desk', 'lan'] }),
  });
  if (!lan.data) return <Waiting error={lan.isError} retry={() => void lan.refetch()} />;
  const { on, addresses, fingerprint, validThroughMs, trouble } = lan.data;
  return (
    <>
      <SaidLine said={said} />
      {trouble !== null && <SaidLine said={{ tone: 'bad', text: t(`desk.settings.lan.${trouble}`) }} />}
      <section className="box">
        <h2>
          <Icon name="wifi-high" />
          {t('desk.settings.lan.title')}
          <em>{t(on ? 'desk.settings.lan.on' : 'desk.settings.lan.off')}</em>
        </h2>
        <p className="mute">{t('desk.settings.lan.sub')}</p>
        {addresses.length > 0 && (
          <>
            <p>{t('desk.settings.lan.address')}</p>
            {addresses.map((address) => (
              <p key={address} className="mono">
                {address}
              </p>
            ))}
          </>
        )}
        {fingerprint !== null && (
          <>
            <p>{t('desk.settings.lan.fingerprint')}</p>
            <p className="mono print">{fingerprint.replaceAll(':', ' ')}</p>
          </>
        )}
        {validThroughMs !== null && <p className="mute">{t('desk.settings.lan.valid', { date: workDayOf(validThroughMs) })}</p>}
        {manager && (
          <Button className={on ? 'key' : 'key main'} isDisabled={turn.isPending} onPress={() => turn.mutate(!on)}>
            {t(on ? 'desk.settings.lan.turnOff' : 'desk.settings.lan.turnOn')}
          </Button>
        )}
      </section>
    </>
  );
}
