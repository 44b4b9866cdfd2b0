/** Registering somebody who stands at the desk: one page, everything by touch, and their own word on what is agreed to. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { cardNameFault } from '../../../../shared/card/card-name.ts';
import { trades as allTrades } from '../../../../shared/domain/trade.ts';
import { everyDayMask, type Level, mostTradesAtKiosk, nightsBit, phoneSchema } from '../../../../shared/domain/worker.ts';
import { api } from '../../../api/station.ts';
import { Icon } from '../../../components/icon.tsx';
import { Writing } from '../../../components/writing.tsx';
import { refusedText } from '../matches/refused.ts';
import { Stepper } from '../matches/stepper.tsx';
import '../matches/matches.css';

const surnames = [...'王马李张刘陈杨赵韩祁冶孙周吴徐'];
const starts = [0, 1, 3, 7] as const;
const levelsOffered = [3, 2, 1] as const;
const consents = ['card', 'phoneOnCard', 'wall'] as const;

interface AssistedProps {
  back(): void;
  done(workerId: string): void;
}

export function AssistedRegistration({ back, done }: AssistedProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const request = useRef(crypto.randomUUID());
  const [chosen, setChosen] = useState<readonly { code: number; level: Level | null }[]>([]);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [wage, setWage] = useState<number | null>(200);
  const [fromOffsetDays, setFrom] = useState(0);
  const [nights, setNights] = useState(false);
  const [consent, setConsent] = useState({ card: false, phoneOnCard: false, wall: false });
  const register = useMutation({
    mutationFn: () =>
      api['worker.register']({
        requestId: request.current,
        registration: {
          ...{ trades: [...chosen], years: null, name, phone, dayWage: wage === null ? null : [wage, wage] },
          available: { fromOffsetDays, mask: everyDayMask | (nights ? nightsBit : 0) },
          consent: { ...consent, card: true },
        },
      }),
    onSuccess: ({ workerId }) => {
      void queries.invalidateQueries({ queryKey: ['desk'] });
      done(workerId);
    },
  });
  const phoneBad = !phoneSchema.safeParse(phone).success;
  const ready = chosen.length > 0 && cardNameFault(name) === null && !phoneBad && consent.card;
  const toggle = (code: number) =>
    setChosen(
      chosen.some((one) => one.code === code)
        ? chosen.filter((one) => one.code !== code)
        : [...chosen, ...(chosen.length < mostTradesAtKiosk ? [{ code, level: null }] : [])],
    );
  return (
    <div className="match-page">
      <section className="box">
        <h2>
          <Icon name="identification-card" />
          {t('desk.matches.assisted.title')}
          <Button className="key line" onPress={back}>
            <Icon name="arrow-left" />
            {t('common.back')}
          </Button>
        </h2>
        <h3>{t('desk.matches.assisted.trades', { count: mostTradesAtKiosk })}</h3>
        <div className="choices">
          {allTrades.map(({ code }) => (
            <Choice key={code} on={chosen.some((one) => one.code === code)} press={() => toggle(code)}>
              {t(`trades.${code}`)}
            </Choice>
          ))}
        </div>
        {chosen.map((one) => (
          <div key={one.code} className="line">
            <b>{t(`trades.${one.code}`)}</b>
            <div className="choices" role="group" aria-label={t(`trades.${one.code}`)}>
              {levelsOffered.map((level) => (
                <Choice
                  key={level}
                  on={one.level === level}
                  press={() =>
                    setChosen(chosen.map((other) => (other === one ? { ...one, level: one.level === level ? null : level } : other)))
                  }
                >
                  {t(`desk.matches.fit.level.${level}`)}
                </Choice>
              ))}
            </div>
          </div>
        ))}
      </section>
      <section className="box">
        <div className="edit-cols even">
          <div>
            <h3>{t('desk.matches.assisted.name')}</h3>
            <Writing
              label={t('desk.matches.assisted.name')}
              hint={t('desk.matches.assisted.nameHint')}
              value={name}
              onChange={setName}
              longest={20}
            />
            <div className="choices">
              {surnames.map((surname) => (
                <Choice key={surname} on={name === `${surname}师傅`} press={() => setName(`${surname}师傅`)}>
                  {surname}
                </Choice>
              ))}
            </div>
          </div>
          <div>
            <h3>{t('desk.matches.assisted.phone')}</h3>
            <Writing label={t('desk.matches.assisted.phone')} value={phone} onChange={setPhone} longest={11} digits />
            {phone.length === 11 && phoneBad && <p className="mute">{t('desk.matches.assisted.phoneBad')}</p>}
            <h3>{t('desk.matches.assisted.wage')}</h3>
            <div className="pay-row">
              {wage !== null && (
                <Stepper
                  label={t('desk.matches.assisted.wage')}
                  value={wage}
                  shown={`${wage} ${t('unit.day')}`}
                  {...{ small: 10, large: 50, least: 50, most: 2000 }}
                  onChange={setWage}
                />
              )}
              <Choice on={wage === null} press={() => setWage(wage === null ? 200 : null)}>
                {t('desk.matches.assisted.wageOpen')}
              </Choice>
            </div>
            <h3>{t('desk.matches.assisted.from')}</h3>
            <div className="choices">
              {starts.map((days) => (
                <Choice key={days} on={fromOffsetDays === days} press={() => setFrom(days)}>
                  {t(`desk.matches.assisted.starts.${days}`)}
                </Choice>
              ))}
              <Choice on={nights} press={() => setNights(!nights)}>
                {t('desk.matches.assisted.nights')}
              </Choice>
            </div>
          </div>
        </div>
      </section>
      <section className="box">
        <h3>{t('desk.matches.assisted.consent')}</h3>
        <div className="choices">
          {consents.map((which) => (
            <Choice key={which} on={consent[which]} press={() => setConsent({ ...consent, [which]: !consent[which] })}>
              {t(`desk.matches.assisted.consents.${which}`)}
            </Choice>
          ))}
        </div>
        {register.isError && (
          <p className="toast bad" role="alert">
            {refusedText(t, register.error)}
          </p>
        )}
        <Button className="key main" isDisabled={!ready || register.isPending} onPress={() => register.mutate()}>
          <Icon name="check" />
          {t('desk.matches.assisted.submit')}
        </Button>
      </section>
    </div>
  );
}

function Choice({ on, press, children }: { readonly on: boolean; press(): void; readonly children: ReactNode }) {
  return (
    <Button className={on ? 'key on' : 'key'} aria-pressed={on} onPress={press}>
      {on && <Icon name="check" />}
      {children}
    </Button>
  );
}
