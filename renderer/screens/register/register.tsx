/** 办推荐卡: four screens, no keyboard. The card comes out of the slot as it grows, so that it is seen what will be on it. */
import { useMutation } from '@tanstack/react-query';
import { useReducer, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { AppError } from '../../../shared/api/errors.ts';
import { api } from '../../api/station.ts';
import { Slim } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { useReadOnOpen } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import { NameStep } from './name-step.tsx';
import { PhonePad, PhoneShown } from './phone-step.tsx';
import { nothingTold, type Step, stepDone, steps, type Told, tell, toRegistration } from './register-state.ts';
import { Slip } from './slip.tsx';
import { TermsStep } from './terms-step.tsx';
import { TradesStep } from './trades-step.tsx';
import './register.css';

export function Register() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { id: sessionId, modes, setIssued, end } = useSession();
  const [told, say] = useReducer(tell, nothingTold);
  const [at, setAt] = useState(0);
  const [spelling, setSpelling] = useState(false);
  const [more, setMore] = useState(false);
  const step = steps[at] as Step;
  useReadOnOpen(modes.readAloud, t(`register.ask.${step}`));

  // One request for what is told: a second touch, or another try after a silence, asks for the same card.
  const request = useRef<{ readonly told: Told; readonly id: string } | null>(null);
  const issue = useMutation({
    mutationFn: async (told: Told) => {
      const registration = toRegistration(told);
      if (!registration) throw new Error('not everything is told');
      if (request.current?.told !== told) request.current = { told, id: crypto.randomUUID() };
      return api['card.issue']({ sessionId, requestId: request.current.id, registration });
    },
    onSuccess: (card) => {
      setIssued(card);
      go('/card');
    },
  });

  const back = () => {
    if (spelling) {
      setSpelling(false);
      say({ what: 'name', name: told.name });
    } else setAt(at - 1);
  };
  const next = () => {
    if (!stepDone(told, step)) return;
    setSpelling(false);
    if (at < steps.length - 1) setAt(at + 1);
    else if (!issue.isPending) issue.mutate(told);
  };

  const last = at === steps.length - 1;
  const ready = stepDone(told, step);
  // What was refused is told until something is changed.
  const refused = issue.isError && issue.variables === told;
  return (
    <main className={`screen split register ${step}`} data-screen="register" data-step={at + 1}>
      <div className="vest" />
      <section className="upper">
        <Slim title={t('register.title')} />
        <Steps at={at} />
        <div className="ask">
          {refused && (
            <p className="toast bad" role="alert">
              <Icon name="warning" />
              <span>{t(`register.refused.${refusalOf(issue.error)}`)}</span>
            </p>
          )}
          <h2 hidden={refused}>{t(spelling ? 'register.ask.spell' : `register.ask.${step}`)}</h2>
          {step === 'trades' && <p>{t('register.sub.trades', { count: told.trades.length })}</p>}
          {step === 'name' && <p>{t(spelling ? 'register.sub.spell' : 'register.sub.name')}</p>}
          {step === 'phone' && <p>{t('register.sub.phone')}</p>}
        </div>
        {step === 'phone' ? <PhoneShown told={told} /> : <Slip told={told} />}
      </section>
      <section className="lower">
        {step === 'trades' && <TradesStep told={told} say={say} more={more} setMore={setMore} />}
        {step === 'name' && <NameStep told={told} say={say} spelling={spelling} setSpelling={setSpelling} />}
        {step === 'phone' && <PhonePad told={told} say={say} />}
        {step === 'terms' && <TermsStep told={told} say={say} />}
      </section>
      <footer className="foot">
        <Button className="key line" onPress={end}>
          <Icon name="x" />
          {t('register.cancel')}
        </Button>
        {at === 0 ? (
          <Button className="key" onPress={() => setMore(true)}>
            <Icon name="dots-three" />
            {t('register.moreTrades')}
          </Button>
        ) : (
          <Button className="key" onPress={back}>
            <Icon name="arrow-left" />
            {t('common.back')}
          </Button>
        )}
        <Button className={issue.isPending ? 'key main wide nx busy' : 'key main wide nx'} isDisabled={!ready} onPress={next}>
          {last ? t(issue.isPending ? 'register.making' : ready ? 'register.print' : 'register.tickFirst') : t('register.next')}
          <Icon name={issue.isPending ? 'circle-notch' : 'caret-right'} />
        </Button>
      </footer>
    </main>
  );
}

const spoken = ['too_many_cards', 'name_unprintable', 'clock_suspect', 'serials_spent', 'card_site_missing', 'disk_full'] as const;
type Refusal = (typeof spoken)[number] | 'key' | 'silent';

/** Which sentence a refusal gets; everything that only staff can mend is one. */
function refusalOf(error: Error): Refusal {
  if (!(error instanceof AppError) || error.code === 'database_busy') return 'silent';
  return spoken.find((code) => code === error.code) ?? 'key';
}

function Steps({ at }: { readonly at: number }) {
  const { t } = useTranslation();
  return (
    <div className="steps pad" role="img" aria-label={t('register.stepOf', { step: at + 1, steps: steps.length })}>
      <ol>
        {steps.map((step, number) => (
          <li key={step} className={number < at ? 'done' : number === at ? 'now' : ''}>
            {number < at ? <Icon name="check" /> : <b>{number + 1}</b>}
            {t(`register.steps.${step}`)}
          </li>
        ))}
      </ol>
      <b className="nb x8">
        {at + 1}/{steps.length}
      </b>
    </div>
  );
}
