import { Button } from 'react-aria-components';
import { Trans, useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import './asking.css';

const around = 2 * Math.PI * 46;
const askingSeconds = 20;

export function Asking({ secondsLeft, stay, end }: { readonly secondsLeft: number; stay(): void; end(): void }) {
  const { t } = useTranslation();
  return (
    <main className="screen split asking" data-screen="idle" role="alertdialog" aria-label={t('idle.title')}>
      <div className="vest" />
      <section className="upper">
        <h1>{t('idle.title')}</h1>
        <div className="dial">
          <svg viewBox="0 0 100 100" aria-hidden="true">
            <circle cx="50" cy="50" r="46" fill="none" stroke="var(--line)" strokeWidth="7" />
            <circle
              cx="50"
              cy="50"
              r="46"
              fill="none"
              stroke="var(--ink)"
              strokeWidth="7"
              strokeLinecap="round"
              strokeDasharray={around}
              strokeDashoffset={around * (1 - Math.min(1, secondsLeft / askingSeconds))}
              transform="rotate(-90 50 50)"
            />
          </svg>
          <p>
            <Trans i18nKey="idle.seconds" values={{ seconds: secondsLeft }} components={{ b: <b /> }} />
          </p>
        </div>
      </section>
      <section className="lower">
        <Button className="key main yes" autoFocus onPress={stay}>
          <Icon name="hand-tap" />
          <span>{t('idle.still')}</span>
        </Button>
        <p className="tell bal">
          <Trans i18nKey="idle.tell" values={{ seconds: secondsLeft }} components={{ b: <b />, br: <br /> }} />
        </p>
      </section>
      <footer className="foot">
        <Button className="key line wide" onPress={end}>
          <Icon name="sign-out" />
          <span>
            <b>{t('idle.now')}</b>　{t('idle.nowMeans')}
          </span>
        </Button>
      </footer>
    </main>
  );
}
