/** The staff's desk: its tabs under one head. Locks itself; what was shown is gone with it. */
import { useQueryClient } from '@tanstack/react-query';
import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { AppError } from '../../../shared/api/errors.ts';
import { api, setStaffToken, useStation } from '../../api/station.ts';
import { useNowMs } from '../../components/frame.tsx';
import { Door, Icon } from '../../components/icon.tsx';
import { clockFace, dateText } from '../../format.ts';
import { useSession } from '../../session/session.tsx';
import { Banks } from './banks/banks.tsx';
import { Matches } from './matches/matches.tsx';
import { Notices } from './notices/notices.tsx';
import { PinDoor } from './pin-door.tsx';
import { Postings } from './postings/postings.tsx';
import { Reports } from './reports/reports.tsx';
import { Settings } from './settings/settings.tsx';
import type { TabName, TabProps } from './tab-props.ts';
import { Today } from './today.tsx';
import { Visits } from './visits/visits.tsx';
import { type OnSheet, WallSheet } from './wall-sheet.tsx';
import { WorkerPage } from './worker-page.tsx';
import { Workers } from './workers.tsx';
import './desk.css';

const lockAfterMs = 3 * 60_000;
const warnBeforeMs = 20_000;

interface Tab {
  /** Its name in the message files: desk.tabs.<tab> */
  readonly tab: TabName;
  readonly icon: string;
  readonly component: ComponentType<TabProps>;
}

/** In the order of the head: 待办 岗位 师傅 用工 到站 充电宝 通知 报表 设置. */
const tabs: readonly Tab[] = [
  { tab: 'today', icon: 'list-bullets', component: Today },
  { tab: 'postings', icon: 'briefcase', component: Postings },
  { tab: 'workers', icon: 'users-three', component: FindWorkers },
  { tab: 'matches', icon: 'handshake', component: Matches },
  { tab: 'visits', icon: 'footprints', component: Visits },
  { tab: 'banks', icon: 'battery-charging', component: Banks },
  { tab: 'notices', icon: 'megaphone', component: Notices },
  { tab: 'reports', icon: 'chart-bar', component: Reports },
  { tab: 'settings', icon: 'gear-six', component: Settings },
];

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

/** The station knows the session no more (it was opened anew, or the time ran out): nothing of the desk stays on the screen. */
function useShutOut(lock: () => void): void {
  const queries = useQueryClient();
  useEffect(() => {
    const look = (error: unknown) => {
      if (error instanceof AppError && error.code === 'staff_only') lock();
    };
    const stop = [
      queries.getQueryCache().subscribe(({ query }) => query.queryKey[0] === 'desk' && look(query.state.error)),
      queries.getMutationCache().subscribe(({ mutation }) => look(mutation?.state.error)),
    ];
    return () => {
      for (const one of stop) one();
    };
  }, [queries, lock]);
}

function FindWorkers({ open, sheet, emptySheet }: TabProps) {
  return (
    <>
      <Workers open={open} />
      {sheet.length > 0 && <WallSheet workers={sheet} empty={emptySheet} />}
    </>
  );
}

function Inside({ who, lock }: { readonly who: string; lock(): void }) {
  const { t } = useTranslation();
  const station = useStation().data;
  const nowMs = useNowMs();
  const queries = useQueryClient();
  const [tab, setTab] = useState<TabName>('today');
  const [worker, setWorker] = useState<string | null>(null);
  const [sheet, setSheet] = useState<readonly OnSheet[]>([]);
  const leftSeconds = useAutoLock(lock);
  useShutOut(lock);
  const Shown = tabs.find((one) => one.tab === tab)?.component ?? Today;
  // What the desk read is nobody's after it.
  useEffect(() => () => queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === 'desk' }), [queries]);

  return (
    <main className="screen desk" data-screen="desk">
      <header className="bar">
        <Door />
        <h1 className="station">{station?.name}</h1>
        <nav aria-label={t('desk.tabsName')}>
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
          <span className="name">{who}</span>
          <span className="date">{nowMs === null ? '' : dateText(t, nowMs)}</span>
          <b className="nb num">{nowMs === null ? '' : clockFace(nowMs)}</b>
        </span>
        <Button className="tab lock" onPress={lock}>
          <Icon name="lock-simple" />
          {leftSeconds === null ? t('desk.lock') : t('desk.lockIn', { count: leftSeconds })}
        </Button>
      </header>
      <section className="work">
        {worker === null ? (
          <Shown open={setWorker} sheet={sheet} emptySheet={() => setSheet([])} goTo={setTab} />
        ) : (
          <WorkerPage
            id={worker}
            sheet={sheet}
            addToSheet={(one) => setSheet([...sheet, one])}
            back={() => setWorker(null)}
            open={setWorker}
          />
        )}
      </section>
    </main>
  );
}
