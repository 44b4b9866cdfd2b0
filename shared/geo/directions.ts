/** Links that hand a place over to somebody's own map app, for the way there on foot. */
import { cleanText } from '../domain/text.ts';
import { fromWgs84 } from './coordinates.ts';
import type { Point } from './distance.ts';

const ids = ['amap', 'baidu', 'tencent', 'apple', 'google'] as const;
export type DirectionsProvider = (typeof ids)[number];

/** The five in the order in which they are offered, with their names. Google comes last: it does not answer on the mainland. */
export const providers: readonly { readonly id: DirectionsProvider; readonly zh: string; readonly en: string }[] = [
  { id: 'amap', zh: '高德地图', en: 'Amap' },
  { id: 'baidu', zh: '百度地图', en: 'Baidu Maps' },
  { id: 'tencent', zh: '腾讯地图', en: 'Tencent Maps' },
  { id: 'apple', zh: '苹果地图', en: 'Apple Maps' },
  { id: 'google', zh: '谷歌地图', en: 'Google Maps' },
];

/** Inside WeChat Tencent's comes first: it is the one that opens there without leaving. */
export const providersInWeChat: typeof providers = [...providers].sort((a, b) => Number(b.id === 'tencent') - Number(a.id === 'tencent'));

/** Whether a browser's user agent is WeChat's own browser, on a phone or a desk. */
export function isWeChat(userAgent: string): boolean {
  return /MicroMessenger/i.test(userAgent);
}

/** Where to, in WGS-84, and what it is called. `from` is only asked by Baidu; null lets the app find out. */
export interface Destination {
  readonly point: Point;
  readonly name: string;
  readonly from?: Point | null;
}

/** For a URL's query, apostrophes too, so that no quoting around a link is ever ended by a name. */
const encoded = (text: string) => encodeURIComponent(cleanText(text)).replaceAll("'", '%27');
/** Providers take their values apart after decoding: what separates there becomes its full-width self. */
const label = (name: string) => encoded(name.replaceAll(',', '，').replaceAll('|', '｜').replaceAll(':', '：'));

/**
 * The link for one provider. All five read GCJ-02 where the mainland datum applies, with six decimals; `app` is how this map calls
 * itself to them (letters and digits).
 */
export function directionsUrl(provider: DirectionsProvider, { point, name, from = null }: Destination, app = 'yizhan'): string {
  const latLng = (at: Point) => {
    const { lat, lng } = fromWgs84(at, 'gcj02');
    return { lat: lat.toFixed(6), lng: lng.toFixed(6) };
  };
  const to = latLng(point);
  const source = encoded(app);
  switch (provider) {
    case 'amap':
      return `https://uri.amap.com/navigation?to=${to.lng},${to.lat},${label(name)}&mode=walk&src=${source}&callnative=1`;
    case 'baidu': {
      const me = from === null ? null : latLng(from);
      const origin = me === null ? encoded('我的位置') : `latlng:${me.lat},${me.lng}%7Cname:${encoded('我的位置')}`;
      const destination = `latlng:${to.lat},${to.lng}%7Cname:${label(name)}`;
      return `https://api.map.baidu.com/direction?origin=${origin}&destination=${destination}&mode=walking&coord_type=gcj02&output=html&src=webapp.${source}.${source}`;
    }
    case 'tencent':
      return `https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=${label(name)}&tocoord=${to.lat},${to.lng}&coord_type=2&referer=${source}`;
    case 'apple':
      return `https://maps.apple.com/?daddr=${to.lat},${to.lng}&dirflg=w`;
    case 'google':
      return `https://www.google.com/maps/dir/?api=1&destination=${to.lat},${to.lng}&travelmode=walking`;
  }
}
