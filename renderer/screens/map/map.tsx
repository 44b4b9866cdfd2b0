/**
 * 站点地图: the public map of all stations, in a frame that can neither leave it, open anything, nor touch the kiosk. It says when it is
 * there; a map that says nothing for eight seconds has no network.
 */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useStation } from '../../api/station.ts';
import { BackKey, EndKey, Slim } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { useSession } from '../../session/session.tsx';
import './map.css';

const longestWaitMs = 8000;
/** What the public map says to the page around it when it can be used. */
const mapReady = 'yizhan:ready';

export function MapScreen() {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const { modes } = useSession();
  const station = useStation().data;
  const site = station?.mapSite ?? null;
  const here = station?.point ? `&here=${station.point.lat},${station.point.lng}` : '';
  const [state, setState] = useState<'waiting' | 'there' | 'failed'>('waiting');

  useEffect(() => {
    const told = ({ data, origin }: MessageEvent) => {
      if (origin === site && data === mapReady) setState('there');
    };
    const late = setTimeout(() => setState((now) => (now === 'waiting' ? 'failed' : now)), longestWaitMs);
    window.addEventListener('message', told);
    return () => {
      clearTimeout(late);
      window.removeEventListener('message', told);
    };
  }, [site]);

  return (
    <main className="screen map" data-screen="map" data-map={state}>
      <div className="vest" />
      <Slim title={t('map.title')} />
      <section className="framed">
        {state === 'failed' || site === null ? (
          <p className="toast bad" role="alert">
            <Icon name="warning" />
            <span>
              <b>{t('map.failed')}</b>
              <br />
              {t('map.failedSub')}
            </span>
          </p>
        ) : (
          <iframe
            src={`${site}/?kiosk=1&lang=${modes.language}${here}`}
            title={t('map.title')}
            sandbox="allow-scripts allow-same-origin"
            referrerPolicy="no-referrer"
          />
        )}
      </section>
      <footer className="foot">
        <BackKey wide onPress={() => go('/home')} />
        <EndKey short />
      </footer>
    </main>
  );
}
