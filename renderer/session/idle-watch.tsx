/** Watches for touches during a session; asks before it ends it. While it asks, nothing of the session can be seen. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react';
import { Asking } from '../screens/idle/asking.tsx';
import { type IdlePhase, idlePhase } from './idle.ts';
import { useSession } from './session.tsx';

const lookEveryMs = 250;
/** What the public map says to the kiosk around it at each touch. */
const mapTouched = 'yizhan:touched';

const AskingContext = createContext(false);

/** Whether the question is on the glass: what lies over the page (a sheet) has to go then. */
export function useAsking(): boolean {
  return useContext(AskingContext);
}

export function IdleWatch({ active, children }: { readonly active: boolean; readonly children: ReactNode }) {
  const { limits, end } = useSession();
  const lastTouchMs = useRef(performance.now());
  const [phase, setPhase] = useState<IdlePhase>({ phase: 'in-use' });

  const stay = useCallback(() => {
    lastTouchMs.current = performance.now();
    setPhase({ phase: 'in-use' });
  }, []);

  useEffect(() => {
    stay();
    if (!active) return;
    const touched = () => {
      // While it asks, only its keys answer: the touch that says "end" must not count as "still here" first.
      if (idlePhase(lastTouchMs.current, performance.now(), limits).phase === 'in-use') lastTouchMs.current = performance.now();
    };
    const look = () => {
      const now = idlePhase(lastTouchMs.current, performance.now(), limits);
      setPhase((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
      if (now.phase === 'over') end();
    };
    window.addEventListener('pointerdown', touched, true);
    window.addEventListener('keydown', touched, true);
    // The map lives in a frame of another origin, whose touches this page does not see: it tells of them.
    const told = ({ data }: MessageEvent) => data === mapTouched && touched();
    window.addEventListener('message', told);
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      window.removeEventListener('message', told);
      window.removeEventListener('pointerdown', touched, true);
      window.removeEventListener('keydown', touched, true);
    };
  }, [active, limits, end, stay]);

  const asking = phase.phase === 'asking';
  return (
    <>
      <div hidden={asking} inert={asking}>
        <AskingContext value={asking}>{children}</AskingContext>
      </div>
      {asking && <Asking secondsLeft={phase.secondsLeft} stay={stay} end={end} />}
    </>
  );
}
