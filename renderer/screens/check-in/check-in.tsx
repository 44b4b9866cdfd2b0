/** 到站登记: one touch for each purpose, no name. Ends by itself after a while, since there is nothing left to do. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { Trans, useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { amenityOfPurpose, type VisitPurpose } from '../../../shared/domain/visit.ts';
import { api, useStation } from '../../api/station.ts';
import { BackKey, Slim } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { useReadOnOpen } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import './check-in.css';

const tiles = [
  { purpose: 'rest', icon: 'armchair' },
  { purpose: 'drink', icon: 'drop' },
  { purpose: 'meal', icon: 'bowl-steam' },
  { purpose: 'charge', icon: 'plug-charging' },
  { purpose: 'jobs', icon: 'briefcase' },
  { purpose: 'card', icon: 'identification-card' },
] as const satisfies readonly { purpose: VisitPurpose; icon: string }[];

interface Logged {
  readonly visitId: string;
  readonly dailyNumber: number;
  readonly repeated: boolean;
  readonly purpose: VisitPurpose;
}

export function CheckIn() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { id: sessionId, modes, end, setCompleted } = useSession();
  const [logged, setLogged] = useState<readonly Logged[]>([]);
  const [takenBack, setTakenBack] = useState(false);
  const last = logged.at(-1);
  useReadOnOpen(modes.readAloud, t('visit.ask'));

  const log = useMutation({
    mutationFn: (purpose: VisitPurpose) => api['visit.log']({ purpose, sessionId }),
    onSuccess: (answer, purpose) => {
      setTakenBack(false);
      setLogged((before) => [...before.filter((one) => one.purpose !== purpose), { ...answer, purpose }]);
    },
  });
  const takeBack = useMutation({
    mutationFn: (visitId: string) => api['visit.take-back']({ visitId, sessionId }),
    onSuccess: (_, visitId) => {
      setTakenBack(true);
      setLogged((before) => before.filter((one) => one.visitId !== visitId));
    },
  });

  const completed = last !== undefined;
  useEffect(() => {
    setCompleted(completed);
    return () => setCompleted(false);
  }, [completed, setCompleted]);

  const press = (purpose: VisitPurpose) => {
    if (!log.isPending) log.mutate(purpose);
  };

  return (
    <main className="screen split check-in" data-screen="check-in">
      <div className="vest" />
      <section className="upper">
        <Slim title={t('visit.title')} />
        <div className="ask">
          <h2>{t('visit.ask')}</h2>
          <p>{t('visit.askSub')}</p>
        </div>
        <div className="count" aria-live="polite">
          {last && (
            <div>
              <Trans i18nKey="visit.number" values={{ number: last.dailyNumber }} components={{ b: <b /> }} />
            </div>
          )}
          <Told last={last} failed={log.isError || takeBack.isError} takenBack={takenBack} />
        </div>
      </section>
      <section className="lower">
        <div className="why">
          {tiles.map(({ purpose, icon }) => {
            const on = logged.some((one) => one.purpose === purpose);
            return (
              <Button key={purpose} className={on ? 'key tile on' : 'key tile'} aria-pressed={on} onPress={() => press(purpose)}>
                <Icon name={icon} />
                {t(`visit.purposes.${purpose}`)}
                {on && <Tick />}
              </Button>
            );
          })}
          <Button
            className={logged.some((one) => one.purpose === 'advice') ? 'key tile ask1 on' : 'key tile ask1'}
            aria-pressed={logged.some((one) => one.purpose === 'advice')}
            onPress={() => press('advice')}
          >
            <Icon name="chat-circle-text" />
            <span>
              {t('visit.purposes.advice')}
              <small>{t('visit.adviceSub')}</small>
            </span>
            {logged.some((one) => one.purpose === 'advice') && <Tick />}
          </Button>
        </div>
      </section>
      <footer className="foot">
        <Button className="key line" isDisabled={!last || takeBack.isPending} onPress={() => last && takeBack.mutate(last.visitId)}>
          <Icon name="arrow-counter-clockwise" />
          {t('visit.slip')}
        </Button>
        <BackKey wide onPress={() => go('/home')} />
        <Button className="key main wide" onPress={end}>
          <Icon name="check" />
          {t('visit.done')}
        </Button>
      </footer>
    </main>
  );
}

function Tick() {
  return (
    <i className="tick">
      <Icon name="check" />
    </i>
  );
}

function Told({ last, failed, takenBack }: { readonly last: Logged | undefined; readonly failed: boolean; readonly takenBack: boolean }) {
  const { t } = useTranslation();
  const services = useStation().data?.services ?? [];
  if (failed) {
    return (
      <p className="toast bad">
        <Icon name="warning" />
        <span>{t('visit.failed')}</span>
      </p>
    );
  }
  if (takenBack) {
    return (
      <p className="toast wait">
        <Icon name="arrow-counter-clockwise" />
        <span>{t('visit.takenBack')}</span>
      </p>
    );
  }
  if (!last) return null;
  const purpose = t(`visit.purposes.${last.purpose}`);
  const where = services.find((service) => service.amenity === amenityOfPurpose[last.purpose])?.where;
  const key = last.repeated ? 'visit.repeated' : where ? 'visit.recordedWhere' : 'visit.recorded';
  return (
    <p className="toast">
      <Icon name="check-circle" />
      <span>
        <Trans i18nKey={key} values={{ purpose, where }} components={{ b: <b /> }} />
      </span>
    </p>
  );
}
