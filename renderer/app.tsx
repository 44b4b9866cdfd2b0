/** The whole kiosk: one session after another over the same station, the roll between them. */
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { Component, lazy, type ReactNode, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { createQueries, reach, useRereadOnChange, useStation } from './api/station.ts';
import { messages } from './i18n/setup.ts';
import { CardScreen } from './screens/card/card.tsx';
import { CheckIn } from './screens/check-in/check-in.tsx';
import { Home } from './screens/home/home.tsx';
import { Jobs } from './screens/jobs/jobs.tsx';
import { MapScreen } from './screens/map/map.tsx';
import { NoticeScreen } from './screens/notice/notice.tsx';
import { PostingScreen } from './screens/posting/posting.tsx';
import { Register } from './screens/register/register.tsx';
import { Rights } from './screens/rights/rights.tsx';
import { Roll } from './screens/roll/roll.tsx';
import { Services } from './screens/services/services.tsx';
import { Wall } from './screens/wall/wall.tsx';
import { FiveTaps } from './session/five-taps.tsx';
import { startHeartbeat } from './session/heartbeat.ts';
import { IdleWatch } from './session/idle-watch.tsx';
import { Scanner } from './session/scanner.tsx';
import { SessionProvider } from './session/session.tsx';

/** Staff's screens are fetched when staff come. */
const Desk = lazy(() => import('./screens/desk/desk.tsx').then(({ Desk }) => ({ default: Desk })));

const queries = createQueries();
const usualInches = 21.5;
const flushReachEveryMs = 10_000;

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Kiosk />
    </QueryClientProvider>
  );
}

/** Sets --mm, the number of CSS pixels in a millimetre of glass, from the configured diagonal. */
function useMillimetres(inches: number): void {
  useLayoutEffect(() => {
    const measure = () => {
      const pixels = Math.hypot(window.innerWidth, window.innerHeight);
      document.documentElement.style.setProperty('--mm', `${pixels / (inches * 25.4)}px`);
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [inches]);
}

function Kiosk() {
  const client = useQueryClient();
  const station = useStation().data;
  const [number, setNumber] = useState(0);
  useMillimetres(station?.screenInches ?? usualInches);
  useRereadOnChange();

  useEffect(() => {
    const timer = setInterval(() => void reach.flush(), flushReachEveryMs);
    const stopHeartbeat = startHeartbeat();
    return () => {
      clearInterval(timer);
      stopHeartbeat();
    };
  }, []);

  const end = useCallback(() => {
    client.removeQueries({ predicate: (query) => query.queryKey[0] === 'postings' || query.queryKey[0] === 'posting' });
    client.getMutationCache().clear();
    void window.yizhanHost?.endSession();
    setNumber((before) => before + 1);
  }, [client]);

  return (
    <Faultless key={number} again={end}>
      <SessionProvider largeText={station?.largeText ?? false} end={end}>
        <Screens />
      </SessionProvider>
    </Faultless>
  );
}

function Screens() {
  const { hook } = useMemo(() => memoryLocation({ path: '/' }), []);
  return (
    <Router hook={hook}>
      <Watched />
    </Router>
  );
}

function Watched() {
  const [location] = useLocation();
  // The desk has a lock of its own.
  return (
    <IdleWatch active={location !== '/' && location !== '/desk'}>
      <Scanner />
      <FiveTaps />
      <Switch>
        <Route path="/home" component={Home} />
        <Route path="/jobs/:trade?">{({ trade }) => <Jobs trade={trade === undefined ? undefined : Number(trade)} />}</Route>
        <Route path="/posting/:id">{({ id }) => <PostingScreen key={id} id={id} />}</Route>
        <Route path="/notice/:id">{({ id }) => <NoticeScreen key={id} id={id} />}</Route>
        <Route path="/register" component={Register} />
        <Route path="/desk">
          <Suspense>
            <Desk />
          </Suspense>
        </Route>
        <Route path="/card" component={CardScreen} />
        <Route path="/wall" component={Wall} />
        <Route path="/check-in" component={CheckIn} />
        <Route path="/services" component={Services} />
        <Route path="/map" component={MapScreen} />
        <Route path="/rights/:problem?">{({ problem }) => <Rights key={problem} problem={problem} />}</Route>
        <Route component={Roll} />
      </Switch>
    </IdleWatch>
  );
}

const againAfterMs = 5000;

/** A screen that failed is thrown away and begun again: nobody stands there who could restart it. */
class Faultless extends Component<{ readonly again: () => void; readonly children: ReactNode }, { readonly failed: boolean }> {
  override readonly state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch() {
    setTimeout(this.props.again, againAfterMs);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main className="screen" data-screen="broken">
        <div className="vest" />
        <p className="ask">{messages.t('common.broken')}</p>
      </main>
    );
  }
}
