import { Button } from 'react-aria-components';
import { Trans, useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { yuanText } from '../../../shared/domain/wage.ts';
import { localMinuteOf } from '../../../shared/domain/work-day.ts';
import { useSummary } from '../../api/station.ts';
import { EndKey, Top, useNowMs } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { useReadAloud } from '../../session/read-aloud.ts';
import { useSession } from '../../session/session.tsx';
import './home.css';

function greetingAt(nowMs: number): 'night' | 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = localMinuteOf(nowMs) / 60;
  if (hour < 4 || hour >= 22) return 'night';
  if (hour < 11) return 'morning';
  if (hour < 13) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}

export function Home() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { modes, setModes } = useSession();
  const canRead = useReadAloud() !== null;
  const summary = useSummary().data;
  const nowMs = useNowMs();

  return (
    <main className="screen split home" data-screen="home">
      <div className="vest" />
      <section className="upper">
        <Top />
        <div className="ask">
          <h2 className="hello">
            <span className="greet">{nowMs !== null && t(`home.greeting.${greetingAt(nowMs)}`)}</span>
            <br />
            {t('home.ask')}
          </h2>
        </div>
        {summary && (
          <div className="board">
            <div>
              <b>{summary.total}</b>
              <span>{t('home.total')}</span>
            </div>
            <div>
              <b>{summary.startingToday}</b>
              <span>{t('home.today')}</span>
            </div>
            {summary.topDayFen !== null && (
              <div>
                <b className="red">{yuanText(Math.floor(summary.topDayFen / 100) * 100)}</b>
                <span>{t('home.top')}</span>
              </div>
            )}
          </div>
        )}
        <p className="note">
          <Icon name="shield-check" />
          <span>
            <Trans i18nKey="home.free" components={{ b: <b />, br: <br /> }} />
          </span>
        </p>
      </section>
      <section className="lower">
        <div className="big">
          <Button className="key main work" onPress={() => go('/jobs')}>
            <Icon name="briefcase" />
            <span>
              {t('home.jobs')}
              <small>{t('home.jobsSub')}</small>
            </span>
          </Button>
          <Entry icon="identification-card" name="card" onPress={() => go('/register')} />
          <Entry icon="door-open" name="checkIn" onPress={() => go('/check-in')} />
        </div>
        <div className="tiles others">
          <Other icon="users-three" name="wall" onPress={() => go('/wall')} />
          <Other icon="scales" name="rights" onPress={() => go('/rights')} />
          <Other icon="house-line" name="services" onPress={() => go('/services')} />
        </div>
        <div className="tiles sws">
          <Switch icon="text-aa" name="largeText" on={modes.largeText} onPress={() => setModes({ largeText: !modes.largeText })} />
          <Button className="key sw" onPress={() => setModes({ language: modes.language === 'zh' ? 'en' : 'zh' })}>
            <Icon name="translate" />
            {t('home.language')}
          </Button>
          {canRead && (
            <Switch icon="speaker-high" name="readAloud" on={modes.readAloud} onPress={() => setModes({ readAloud: !modes.readAloud })} />
          )}
          <Switch icon="wheelchair" name="low" on={modes.low} onPress={() => setModes({ low: !modes.low })} />
        </div>
      </section>
      <footer className="foot">
        <EndKey />
      </footer>
    </main>
  );
}

function Entry({ icon, name, onPress }: { readonly icon: string; readonly name: 'checkIn' | 'card'; onPress(): void }) {
  const { t } = useTranslation();
  return (
    <Button className="key" onPress={onPress}>
      <Icon name={icon} />
      <span>
        {t(`home.${name}`)}
        <small>{t(`home.${name}Sub`)}</small>
      </span>
    </Button>
  );
}

function Other({ icon, name, onPress }: { readonly icon: string; readonly name: 'wall' | 'rights' | 'services'; onPress(): void }) {
  const { t } = useTranslation();
  return (
    <Button className="key tile" onPress={onPress}>
      <Icon name={icon} />
      {t(`home.${name}`)}
    </Button>
  );
}

interface SwitchProps {
  readonly icon: string;
  readonly name: 'largeText' | 'readAloud' | 'low';
  readonly on: boolean;
  onPress(): void;
}

function Switch({ icon, name, on, onPress }: SwitchProps) {
  const { t } = useTranslation();
  return (
    <Button className={on ? 'key sw on' : 'key sw'} aria-pressed={on} onPress={onPress}>
      <Icon name={icon} />
      {t(`home.${name}`)}
      <em>{t(on ? 'home.on' : 'home.off')}</em>
    </Button>
  );
}
