/** What the hub is served with, from the environment. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HubError } from './hub-error.ts';

export interface HubPlaces {
  /** Database, photos, uploads, site-config.json and the published map. */
  readonly dataDir: string;
  /** PostgreSQL and what speaks its protocol; null: a SQLite file in the data folder. */
  readonly databaseUrl: string | null;
  readonly mapDir: string;
  readonly siteDir: string;
  readonly listsDir: string;
}

export interface ServeOptions extends HubPlaces {
  /** The built page of the operators. */
  readonly deskDir?: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Loopback unless it says otherwise. */
  readonly host: string;
  /** Under which the world reaches the hub: https://map.example.cn; null on one's own machine. */
  readonly origin: string | null;
  readonly proxies: number;
  /** Where a demo leaves a code for the kiosk beside it. */
  readonly offerFile?: string;
}

const usualPort = 7430;

/**
 * YIZHAN_HUB_DATA, DATABASE_URL, YIZHAN_HUB_MAP, YIZHAN_LISTS (or else `lists` in the station's data folder), YIZHAN_HUB_PORT,
 * YIZHAN_HUB_HOST, YIZHAN_HUB_ORIGIN, YIZHAN_HUB_PROXIES. @throws HubError port_invalid, option_invalid
 */
export function hubOptions(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): ServeOptions {
  const dataDir = folderOf(env, 'YIZHAN_HUB_DATA', platform, home, ['yizhan-hub', 'Yizhan Hub']);
  const stationDir = folderOf(env, 'YIZHAN_DATA', platform, home, ['yizhan', 'Yizhan']);
  return {
    dataDir,
    databaseUrl: databaseUrl(env['DATABASE_URL']),
    mapDir: env['YIZHAN_HUB_MAP'] ? resolve(env['YIZHAN_HUB_MAP']) : join(dataDir, 'map'),
    siteDir: fileURLToPath(new URL('../../dist/site', import.meta.url)),
    deskDir: fileURLToPath(new URL('../../dist/operators', import.meta.url)),
    listsDir: env['YIZHAN_LISTS'] ? resolve(env['YIZHAN_LISTS']) : join(stationDir, 'lists'),
    port: portOf(env['YIZHAN_HUB_PORT']),
    host: env['YIZHAN_HUB_HOST'] || '127.0.0.1',
    origin: originOf(env['YIZHAN_HUB_ORIGIN']),
    proxies: proxiesOf(env['YIZHAN_HUB_PROXIES']),
    ...(env['YIZHAN_DEMO_HUB'] && { offerFile: resolve(env['YIZHAN_DEMO_HUB']) }),
  };
}

function databaseUrl(text: string | undefined): string | null {
  if (!text) return null;
  if (!/^postgres(ql)?:\/\//.test(text)) throw new HubError('option_invalid', 'DATABASE_URL 要以 postgres:// 开头；不写就用文件数据库');
  return text;
}

function portOf(text: string | undefined): number {
  if (!text) return usualPort;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new HubError('port_invalid', 'YIZHAN_HUB_PORT 要写 0 到 65535 之间的整数', { port: text.slice(0, 20) });
  }
  return port;
}

function originOf(text: string | undefined): string | null {
  if (!text) return null;
  if (!/^https?:\/\/[^/\s]+$/.test(text)) {
    throw new HubError('option_invalid', 'YIZHAN_HUB_ORIGIN 要写成 https://map.example.cn，后面不带斜杠', { origin: text.slice(0, 80) });
  }
  return text;
}

function proxiesOf(text: string | undefined): number {
  if (!text) return 0;
  if (!/^[0-5]$/.test(text)) {
    throw new HubError('option_invalid', 'YIZHAN_HUB_PROXIES 写前面有几层自己的代理，0 到 5', { proxies: text.slice(0, 20) });
  }
  return Number(text);
}

/** The system's proper place for an application's data, under its own name there. */
function folderOf(
  env: NodeJS.ProcessEnv,
  variable: string,
  platform: NodeJS.Platform,
  home: string,
  [plain, titled]: readonly [plain: string, titled: string],
): string {
  if (env[variable]) return resolve(env[variable]);
  switch (platform) {
    case 'win32':
      return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), titled);
    case 'darwin':
      return join(home, 'Library', 'Application Support', titled);
    default:
      return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), plain);
  }
}
