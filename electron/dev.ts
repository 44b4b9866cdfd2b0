/** `npm run dev`: the station, started again when its code changes, and the screens with hot reload, under one address. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const port = process.env['YIZHAN_PORT'] || '7411';
const stationUrl = `http://127.0.0.1:${port}`;

const station = spawn(process.execPath, ['--watch', '--watch-preserve-output', at('serve.ts')], {
  env: { ...process.env, YIZHAN_PORT: port },
  stdio: ['ignore', 'ignore', 'inherit'],
});

// The station answers its own origin only; this server speaks for the page that it serves, to nobody but this machine.
const toStation = { target: stationUrl, changeOrigin: true, headers: { origin: stationUrl } };
const screens = await createServer({
  configFile: at('../renderer/vite.config.ts'),
  logLevel: 'warn',
  server: { host: '127.0.0.1', proxy: { '/api': toStation, '/static-roll': toStation } },
});
await screens.listen();
console.log(`驿站 (development) ${screens.resolvedUrls?.local[0] ?? ''}`);

async function end(code: number): Promise<void> {
  station.kill('SIGTERM');
  await screens.close();
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0));
station.once('exit', (code) => void end(code ?? 1));
