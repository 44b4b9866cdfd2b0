import { useEffect, useState } from 'react';
import { useMapState } from '../app-context.tsx';
import { Say, textOf, useLanguage } from '../say.tsx';

/** The sheet before the first station: its lines in sand, nothing that moves; after a while a word. */
export function Ghosts() {
  useLanguage();
  const { phase, isReading } = useMapState();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 5000);
    return () => clearTimeout(timer);
  }, []);
  if (phase === 'ready' && !isReading)
    return (
      <p className="emptypeek">
        <Say k="peek.nothing" />
      </p>
    );
  return (
    <div className="ghosts" aria-busy="true">
      <i />
      <i />
      <i />
      {isSlow && (
        <p role="status">
          <Say k="peek.slow" /> <a href="/text">{textOf('menu.text')}</a>
        </p>
      )}
    </div>
  );
}
