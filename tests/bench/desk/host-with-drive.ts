/** The Node host as a process of its own with one drive, which is a folder: `node host-with-drive.ts <data folder> <drive folder>`. */
import { openDrives } from '../../../electron/drives/drive-list.ts';
import { serveStation } from '../../../electron/node-host.ts';

const [data = '', folder = ''] = process.argv.slice(2);
const mount = { folder, name: 'U 盘', totalBytes: 1e9, freeBytes: 1e9 };
const { url, close } = await serveStation({
  env: { ...process.env, YIZHAN_DATA: data, YIZHAN_PORT: '0' },
  drives: openDrives(async () => [mount]),
});
process.once('SIGTERM', () => void close().then(() => process.exit(0)));
console.log(url);
