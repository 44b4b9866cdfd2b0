/** Screen 4: which days, what wage, and the consents, none of them ticked beforehand. */
import type { Dispatch } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { otherBits, type Telling, type Told, usualWage } from './register-state.ts';

interface TermsProps {
  readonly told: Told;
  readonly say: Dispatch<Telling>;
}

export function TermsStep({ told, say }: TermsProps) {
  return (
    <>
      <Days told={told} say={say} />
      <Wage told={told} say={say} />
      <Consents told={told} say={say} />
    </>
  );
}

function Days({ told, say }: TermsProps) {
  const { t } = useTranslation();
  return (
    <div className="grp">
      <p className="lab">
        {t('register.days')}
        <small>{t('register.daysSub')}</small>
      </p>
      <div className="tiles wk">
        {[0, 1, 2, 3, 4, 5, 6].map((day) => {
          const on = (told.mask & (1 << day)) !== 0;
          return (
            <Button
              key={day}
              className={on ? 'key tile on' : 'key tile'}
              aria-pressed={on}
              onPress={() => say({ what: 'bit', bit: 1 << day })}
            >
              {t(`register.weekdays.${day}`)}
              <Icon name={on ? 'check' : 'minus'} />
            </Button>
          );
        })}
      </div>
      <div className="tiles sw3">
        <Choice on={told.today} word={t('register.today')} press={() => say({ what: 'today' })} />
        {(['nights', 'liveIn'] as const).map((bit) => (
          <Choice
            key={bit}
            on={(told.mask & otherBits[bit]) !== 0}
            word={t(`register.${bit}`)}
            press={() => say({ what: 'bit', bit: otherBits[bit] })}
          />
        ))}
      </div>
    </div>
  );
}

function Choice({ on, word, press }: { readonly on: boolean; readonly word: string; press(): void }) {
  return (
    <Button className={on ? 'key on' : 'key'} aria-pressed={on} onPress={press}>
      {on && <Icon name="check" />}
      {word}
    </Button>
  );
}

function Wage({ told: { wage }, say }: TermsProps) {
  const { t } = useTranslation();
  const [min, max] = wage ?? usualWage;
  const stepper = (end: 0 | 1, amount: number) => (
    <div className="step">
      <Button className="key" isDisabled={wage === null} aria-label={t('register.less')} onPress={() => say({ what: 'wage', end, by: -1 })}>
        <Icon name="minus" />
      </Button>
      <b className="num">{wage === null ? '—' : amount}</b>
      <Button className="key" isDisabled={wage === null} aria-label={t('register.more')} onPress={() => say({ what: 'wage', end, by: 1 })}>
        <Icon name="plus" />
      </Button>
    </div>
  );
  return (
    <div className="grp">
      <p className="lab">{t('register.wage')}</p>
      <div className="wage">
        {stepper(0, min)}
        <span>{t('register.to')}</span>
        {stepper(1, max)}
        <Button className={wage === null ? 'key on' : 'key'} aria-pressed={wage === null} onPress={() => say({ what: 'openWage' })}>
          {wage === null && <Icon name="check" />}
          {t('register.open')}
        </Button>
      </div>
    </div>
  );
}

function Consents({ told: { consent }, say }: TermsProps) {
  const { t } = useTranslation();
  return (
    <div className="grp consents">
      {(['card', 'phoneOnCard', 'wall'] as const).map((which) => {
        const on = consent[which];
        return (
          <Button
            key={which}
            className={on ? 'key consent on' : 'key consent'}
            aria-pressed={on}
            onPress={() => say({ what: 'consent', which })}
          >
            <span className="box">{on && <Icon name="check" />}</span>
            <span>
              <b>{t(`register.consent.${which}`)}</b>
              {t(`register.consentMeans.${which}`)}
            </span>
          </Button>
        );
      })}
    </div>
  );
}
