/** The desk in somebody's own browser, over the LAN: no roll, no session of a worker, one way in. */
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useLayoutEffect, useState } from 'react';
import { createQueries, useRereadOnChange } from './api/station.ts';
import { SessionProvider } from './session/session.tsx';

const Desk = lazy(() => import('./screens/desk/desk.tsx').then(({ Desk }) => ({ default: Desk })));
const queries = createQueries();
/** CSS pixels for a millimetre of the kiosk's glass: a desk's screen is looked at from nearer by. */
const pixels = 2.5;

export function LanDesk() {
  const [number, setNumber] = useState(0);
  const end = useCallback(() => {
    queries.clear();
    setNumber((before) => before + 1);
  }, []);
  useLayoutEffect(() => document.documentElement.style.setProperty('--mm', `${pixels}px`), []);
  return (
    <QueryClientProvider client={queries}>
      <SessionProvider key={number} largeText={false} end={end}>
        <Reread />
        <Suspense>
          <Desk />
        </Suspense>
      </SessionProvider>
    </QueryClientProvider>
  );
}

function Reread() {
  useRereadOnChange();
  return null;
}
