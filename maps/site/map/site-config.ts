/**
 * What the operator says about this copy of the site: `site-config.json` beside the page, all of it optional. Without it the map has
 * plain ground and works. A part that is not as it should be is left out; the rest holds.
 */
import * as z from 'zod/mini';

/** Tiles of a coordinate system other than the stations' are shifted under them (tile-layer.ts). */
const tilesSchema = z.object({
  /** A Leaflet template: https://…/{z}/{x}/{y}.png, with {s} where there are subdomains. */
  url: z.string().check(z.regex(/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/]|\/)/), z.maxLength(400)),
  attribution: z._default(z.string().check(z.maxLength(200)), ''),
  system: z._default(z.enum(['wgs84', 'gcj02']), 'wgs84'),
  subdomains: z._default(z.string().check(z.maxLength(40)), ''),
  maxZoom: z._default(z.int().check(z.minimum(1), z.maximum(22)), 18),
});
export type Tiles = z.infer<typeof tilesSchema>;

const phone = z.string().check(z.regex(/^[0-9 -]{3,20}$/));
const configSchema = z.object({
  tiles: z.catch(z.nullable(tilesSchema), null),
  operator: z.catch(z.nullable(z.string().check(z.minLength(1), z.maxLength(40))), null),
  /** The operator's service line. */
  hotline: z.catch(z.nullable(phone), null),
  /** Where phones reach this site, for QR codes shown on a kiosk: https://jy.example.cn. */
  origin: z.catch(z.nullable(z.string().check(z.regex(/^https?:\/\/[^/\s]+$/))), null),
});
export type SiteConfig = z.infer<typeof configSchema>;

export const plainConfig: SiteConfig = { tiles: null, operator: null, hotline: null, origin: null };

/** Whatever was answered; nothing in it can stop the map. */
export function readSiteConfig(value: unknown): SiteConfig {
  const read = z.safeParse(configSchema, { ...plainConfig, ...(typeof value === 'object' && value) });
  return read.success ? read.data : plainConfig;
}

export async function fetchSiteConfig(): Promise<SiteConfig> {
  try {
    const answer = await fetch('/site-config.json', { cache: 'no-cache', credentials: 'omit' });
    return readSiteConfig(answer.ok ? await answer.json() : null);
  } catch {
    return plainConfig;
  }
}

/** The address of a station's page as a phone reaches it. */
export function stationUrl(config: SiteConfig, number: number): string {
  return `${config.origin ?? location.origin}/s/${number}`;
}
