/** What the site is served with, from the environment. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../shared/api/errors.ts';

export interface SiteOptions {
  /** The built page: c.html, sw.js, assets. */
  readonly siteDir: string;
  /** keys.cose, revoked.cose, keys.json and root.json, read anew for every request: they may be published at any time. */
  readonly listsDir: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Loopback unless it says otherwise. */
  readonly host?: string;
}

const usualPort = 7420;

/** YIZHAN_SITE_PORT, YIZHAN_SITE_HOST, YIZHAN_LISTS or else `lists` in the station's data folder. @throws AppError port_invalid */
export function siteOptions(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): SiteOptions {
  const host = env['YIZHAN_SITE_HOST'];
  return {
    siteDir: fileURLToPath(new URL('../../../dist/site', import.meta.url)),
    listsDir: env['YIZHAN_LISTS'] ? resolve(env['YIZHAN_LISTS']) : join(dataDir(env, platform, home), 'lists'),
    port: portFrom(env['YIZHAN_SITE_PORT']),
    ...(host && { host }),
  };
}

function portFrom(text: string | undefined): number {
  if (text === undefined || text === '') return usualPort;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new AppError('port_invalid', 'YIZHAN_SITE_PORT is not a port', { port: text.slice(0, 20) });
  return port;
}

/** The same places as the station's own rule, which the site may not import: it knows a station by its published files. */
function dataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (env['YIZHAN_DATA']) return resolve(env['YIZHAN_DATA']);
  switch (platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Yizhan');
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Yizhan');
    default:
      return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'yizhan');
  }
}
