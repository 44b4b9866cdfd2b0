/**
 * `/?kiosk=1`: the same map in a frame on the kiosk's screen. The kiosk minds idleness and cannot see into the frame, so each touch is
 * told to it; nothing is remembered for whoever comes next.
 */
import type { Point } from '../../../shared/geo/distance.ts';
import { forgetAtEnd, memory } from './settings.ts';

const ready = 'yizhan:ready';
const touched = 'yizhan:touched';

export function startKiosk(params: URLSearchParams): boolean {
  if (params.get('kiosk') !== '1') return false;
  forgetAtEnd();
  document.documentElement.dataset['kiosk'] = '';
  memory.set('language', params.get('lang') === 'en' ? 'en' : 'zh');
  const tell = (what: string) => parent !== window && parent.postMessage(what, '*');
  for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => tell(touched), true);
  if (document.readyState === 'complete') tell(ready);
  else addEventListener('load', () => tell(ready));
  return true;
}

/** Where the kiosk stands, `here=36.62,101.77`; null if it does not say. */
export function kioskPlace(params: URLSearchParams): Point | null {
  const [lat = Number.NaN, lng = Number.NaN] = (params.get('here') ?? '').split(',').map(Number);
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}
