import { join, resolve } from 'node:path';

/** Where the station keeps its data: YIZHAN_DATA, else the system's proper place for an application's data. Both hosts use it. */
export function dataDir(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
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
