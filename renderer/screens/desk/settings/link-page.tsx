/** 联网: whether the station is on the map's network, enrolling with a code, sending now, leaving. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { LinkStatus } from '../../../../shared/api/desk/link.ts';
import { workDayOf } from '../../../../shared/domain/work-day.ts';
import { api } from '../../../api/station.ts';
import { useNowMs } from '../../../components/frame.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Waiting } from '../../../components/waiting.tsx';
import { momentText } from '../../../format.ts';
import type { Said } from '../desk-printing.ts';
import { refusedIn } from '../refused-in.ts';
import { DoorBox } from './door-box.tsx';
import { DriveExchange } from './drive-exchange.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { faultText } from './fault-text.ts';
import { SaidLine } from './said-line.tsx';
import { SureSheet } from './sure-sheet.tsx';
import { useMe } from './use-me.ts';

const lookEveryMs = 5000;
const minuteMs = 60_000;

/** 刚刚, 3 分钟前, or the moment. */
function agoText(t: TFunction, atMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - atMs) / minuteMs);
  if (minutes < 1) return t('desk.link.justNow');
  return minutes < 60 ? t('desk.link.minutesAgo', { count: minutes }) : momentText(t, atMs, nowMs);
}

/** How it stands, in one sentence. */
function sentence(t: TFunction, { state, fault, silent, waiting, heardAtMs }: LinkStatus, nowMs: number): Said {
  if (state === 'none') return { tone: 'wait', text: t('desk.link.none') };
  if (state === 'lost') return { tone: 'bad', text: t('desk.link.lost') };
  if (fault !== null) return { tone: 'bad', text: faultText(t, fault) };
  if (silent || heardAtMs === null) return { tone: 'wait', text: t('desk.link.silent', { count: waiting }) };
  const when = agoText(t, heardAtMs, nowMs);
  return { tone: '', text: waiting > 0 ? t('desk.link.onWaiting', { when, count: waiting }) : t('desk.link.on', { when }) };
}

export function LinkPage() {
  const { t } = useTranslation();
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const manager = useMe().data?.manager ?? false;
  const link = useQuery({ queryKey: ['desk', 'link'], queryFn: () => api['link.status']({}), refetchInterval: lookEveryMs, gcTime: 0 });
  const [said, setSaid] = useState<Said | null>(null);
  const [asking, setAsking] = useState<'leave' | 'again' | null>(null);
  const act = useMutation({
    mutationFn: (work: () => Promise<LinkStatus>) => work(),
    onSuccess: (status) => {
      setSaid(null);
      setAsking(null);
      queries.setQueryData(['desk', 'link'], status);
    },
    onError: (error) => setSaid({ tone: 'bad', text: refusedIn(t, 'link', error) }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['desk'] }),
  });
  if (!link.data || nowMs === null) return <Waiting error={link.isError} retry={() => void link.refetch()} />;
  const { state, hub, cardKeyKnown, confirmedAtMs, aside } = link.data;
  const enrols = state !== 'linked' || asking === 'again';
  return (
    <>
      <SaidLine said={said} />
      <section className="box" data-link={state}>
        <h2>
          <Icon name="broadcast" />
          {t('desk.link.title')}
          {hub && <em>{t('desk.link.number', { number: hub.station })}</em>}
        </h2>
        <SaidLine said={sentence(t, link.data, nowMs)} />
        {hub && state === 'linked' && (
          <dl className="facts">
            <dt>{t('desk.link.url')}</dt>
            <dd>{new URL(hub.url).host}</dd>
            <dt>{t('desk.link.since')}</dt>
            <dd>{workDayOf(hub.enrolledAtMs)}</dd>
            <dt>{t('desk.link.cardKey')}</dt>
            <dd>{t(cardKeyKnown ? 'desk.link.cardKeyKnown' : 'desk.link.cardKeyWaits')}</dd>
            <dt>{t('desk.link.confirmed')}</dt>
            <dd>{confirmedAtMs === null ? t('desk.link.neverConfirmed') : agoText(t, confirmedAtMs, nowMs)}</dd>
          </dl>
        )}
        {aside > 0 && <p className="mute">{t('desk.link.aside', { count: aside })}</p>}
        {state === 'linked' && (
          <div className="acts">
            <Button className="key main" isDisabled={act.isPending} onPress={() => act.mutate(() => api['link.send']({}))}>
              {t('desk.link.send')}
            </Button>
            <Button className="key" isDisabled={act.isPending} onPress={() => act.mutate(() => api['link.confirm']({}))}>
              {t('desk.link.confirm')}
            </Button>
            {aside > 0 && (
              <Button className="key" onPress={() => act.mutate(() => api['link.forget-faults']({}))}>
                {t('desk.link.forgetFaults')}
              </Button>
            )}
            {manager && (
              <>
                <Button className="key line" onPress={() => setAsking('again')}>
                  {t('desk.link.again')}
                </Button>
                <Button className="key line" onPress={() => setAsking('leave')}>
                  {t('desk.link.leave')}
                </Button>
              </>
            )}
          </div>
        )}
      </section>
      {manager && enrols && (
        <EnrolForm url={hub?.url ?? ''} busy={act.isPending} enrol={(url, code) => act.mutate(() => api['link.enrol']({ url, code }))} />
      )}
      {state === 'linked' && <DoorBox />}
      {state === 'linked' && <DriveExchange />}
      <SureSheet
        open={asking === 'leave'}
        ask={t('desk.link.sureLeave')}
        word={t('desk.link.leave')}
        leave={() => setAsking(null)}
        act={() => act.mutate(() => api['link.leave']({}))}
      />
    </>
  );
}
