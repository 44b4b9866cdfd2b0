/** The staff's desk, as far as cards need it. Locks itself; what was shown is gone with it. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { api, setStaffToken, useStation } from '../../api/station.ts';
import { useNowMs } from '../../components/frame.tsx';
import { Door, Icon } from '../../components/icon.tsx';
import { clockFace } from '../../format.ts';
import { useSession } from '../../session/session.tsx';
import { AuditLog } from './audit-log.tsx';
import { PinDoor } from './pin-door.tsx';
import { Today } from './today.tsx';
import { type OnSheet, WallSheet } from './wall-sheet.tsx';
import { WorkerPage } from './worker-page.tsx';
import { Workers } from './workers.tsx';
import './desk.css';

const lockAfterMs = 3 * 60_000;
const warnBeforeMs = 20_000;
const tabs = [
  { tab: 'today', icon: 'list-bullets' },
  { tab: 'workers', icon: 'users-three' },
  { tab: 'audit', icon: 'clipboard-text' },
] as const;
type Tab = (typeof tabs)[number]['tab'];

export function Desk() {
  const { end } = useSession();
  const [who, setWho] = useState<string | null>(null);
  const lock = useCallback(() => {
    void api['staff.sign-out']({}).catch(() => undefined);
    setStaffToken(null);
    end();
  }, [end]);
  const enter = (token: string, name: string) => {
    setStaffToken(token);
    setWho(name);
  };
  useEffect(() => () => setStaffToken(null), []);
  return who === null ? <PinDoor enter={enter} leave={end} /> : <Inside who={who} lock={lock} />;
}

/** Seconds until it locks by itself; null while there is time. Each touch begins anew. */
function useAutoLock(lock: () => void): number | null {
  const [leftSeconds, setLeft] = useState<number | null>(null);
  useEffect(() => {
    let lastMs = performance.now();
    const touched = () => {
      lastMs = performance.now();
    };
    const timer = setInterval(() => {
      const leftMs = lockAfterMs - (performance.now() - lastMs);
      if (leftMs <= 0) lock();
      setLeft(leftMs <= warnBeforeMs ? Math.ceil(leftMs / 1000) : null);
    }, 1000);
    window.addEventListener('pointerdown', touched, true);
    window.addEventListener('keydown', touched, true);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', touched, true);
      window.removeEventListener('keydown', touched, true);
    };
  }, [lock]);
  return leftSeconds;
}

function Inside({ who, lock }: { readonly who: string; lock(): void }) {
  const { t } = useTranslation();
  const station = useStation().data;
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const [tab, setTab] = useState<Tab>('today');
  const [worker, setWorker] = useState<string | null>(null);
  const [sheet, setSheet] = useState<readonly OnSheet[]>([]);
  const leftSeconds = useAutoLock(lock);
  // What the desk read is nobody's after it.
  useEffect(() => () => queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === 'desk' }), [queries]);

  return (
    <main className="screen desk" data-screen="desk">
      <header className="bar">
        <Door />
        <h1 className="station">{station?.name}</h1>
        <nav>
          {tabs.map((one) => (
            <Button
              key={one.tab}
              className={one.tab === tab ? 'tab on' : 'tab'}
              aria-pressed={one.tab === tab}
              onPress={() => {
                setTab(one.tab);
                setWorker(null);
              }}
            >
              <Icon name={one.icon} />
              {t(`desk.tabs.${one.tab}`)}
            </Button>
          ))}
        </nav>
        <span className="who">
          {who} <b className="nb">{nowMs === null ? '' : clockFace(nowMs)}</b>
        </span>
        <Button className="tab lock" onPress={lock}>
          <Icon name="lock-simple" />
          {leftSeconds === null ? t('desk.lock') : t('desk.lockIn', { count: leftSeconds })}
        </Button>
      </header>
      <section className="work">
        {worker !== null ? (
          <WorkerPage
            id={worker}
            sheet={sheet}
            addToSheet={(one) => setSheet([...sheet, one])}
            back={() => setWorker(null)}
            open={setWorker}
          />
        ) : tab === 'today' ? (
          <Today open={setWorker} />
        ) : tab === 'workers' ? (
          <>
            <Workers open={setWorker} />
            {sheet.length > 0 && <WallSheet workers={sheet} empty={() => setSheet([])} />}
          </>
        ) : (
          <AuditLog />
        )}
      </section>
    </main>
  );
}
